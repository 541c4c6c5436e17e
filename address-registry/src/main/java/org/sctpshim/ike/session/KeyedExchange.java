package org.sctpshim.ike.session;

import java.util.List;
import org.sctpshim.ike.crypto.IkeSaKeys;
import org.sctpshim.ike.crypto.MessageOpener;
import org.sctpshim.ike.crypto.MessageSealer;
import org.sctpshim.ike.crypto.Nonces;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.crypto.SignedOctets;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;
import org.sctpshim.ike.wire.Payload;

/**
 * What IKE_SA_INIT leaves behind: two SPIs, keys, nonces, and the two messages that authentication covers (RFC 7296
 * section 2.15).
 */
final class KeyedExchange {
    final Nonces nonces;
    final IkeSaKeys keys;
    private final Role own;
    private final long initiatorSpi;
    private final long responderSpi;
    private final Bytes request;
    private final Bytes response;
    private final MessageSealer sealer;
    private final MessageOpener opener;

    KeyedExchange(
            Role own,
            long initiatorSpi,
            long responderSpi,
            Nonces nonces,
            IkeSaKeys keys,
            Bytes request,
            Bytes response) {
        this.own = own;
        this.initiatorSpi = initiatorSpi;
        this.responderSpi = responderSpi;
        this.nonces = nonces;
        this.keys = keys;
        this.request = request;
        this.response = response;
        this.sealer = keys.sealer(own);
        this.opener = keys.opener(own);
    }

    MessageOpener opener() {
        return opener;
    }

    Bytes seal(IkeHeader header, List<Payload> payloads) {
        return Bytes.of(sealer.seal(new IkeMessage(header, payloads)));
    }

    IkeHeader requestHeader(ExchangeType type, int messageId) {
        return IkeHeader.request(initiatorSpi, responderSpi, type, own == Role.INITIATOR, messageId);
    }

    boolean hasSpis(IkeHeader header) {
        return header.initiatorSpi() == initiatorSpi && header.responderSpi() == responderSpi;
    }

    /** What the end in that role signs when it calls itself so. */
    SignedOctets signedBy(Role signer, Identification identification) {
        boolean initiator = signer == Role.INITIATOR;
        return keys.signedOctets(
                signer,
                initiator ? request : response,
                initiator ? nonces.responder() : nonces.initiator(),
                identification);
    }

    /** The peer's IKE_SA_INIT message, read again. */
    IkeMessage peersFirstMessage() {
        try {
            return MessageReader.read((own == Role.INITIATOR ? response : request).toArray());
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("what was read once cannot be read again", e);
        }
    }

    void wipe() {
        keys.close();
    }
}
