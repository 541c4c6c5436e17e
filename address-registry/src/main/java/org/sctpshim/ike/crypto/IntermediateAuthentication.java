package org.sctpshim.ike.crypto;

import java.util.List;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.EncryptedPayload;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MessageWriter;
import org.sctpshim.ike.wire.OctetWriter;
import org.sctpshim.ike.wire.PayloadType;

/**
 * Collects what authentication covers of IKE_INTERMEDIATE exchanges (RFC 9242 section 3.3.2): for each end a chain of
 * codes, IntAuth_n = prf(SK_p of exchange n, IntAuth_n-1 | A | P). A is the IKE header and the encrypted payload's generic
 * header with lengths as if there were no IV, padding and ICV, and P the inner payloads, all as if the message had not
 * been cut into fragments.
 *
 * <p>Each message is added once, with the keys that protected it, requests and responses in the order of exchanges. Not
 * safe for use by several threads at once.
 */
public final class IntermediateAuthentication {
    private Bytes initiator = Bytes.EMPTY;
    private Bytes responder = Bytes.EMPTY;

    /** Nothing collected. */
    public IntermediateAuthentication() {}

    /**
     * Adds a message that was sent.
     *
     * @param keys those that sealed it
     */
    public void sent(IkeSaKeys keys, IkeMessage message) {
        add(
                keys,
                message.header(),
                MessageWriter.firstType(message.payloads()),
                MessageWriter.writePayloads(message.payloads()));
    }

    /**
     * Adds a message that came.
     *
     * @param keys those that opened it
     */
    public void received(IkeSaKeys keys, Opening.Opened opened) {
        IkeMessage message = opened.message();
        add(keys, message.header(), MessageWriter.firstType(message.payloads()), opened.inner());
    }

    private void add(IkeSaKeys keys, IkeHeader header, PayloadType firstInner, Bytes inner) {
        // An encrypted payload that holds its plaintext has the very lengths that are wanted.
        byte[] covered = MessageWriter.write(new IkeMessage(header, List.of(new EncryptedPayload(firstInner, inner))));
        if (header.initiator()) {
            initiator = keys.intermediateCode(Role.INITIATOR, initiator, covered);
        } else {
            responder = keys.intermediateCode(Role.RESPONDER, responder, covered);
        }
    }

    /**
     * IntAuth, which follows the other signed octets: both codes and the message id of the first IKE_AUTH; empty where
     * there was no IKE_INTERMEDIATE exchange.
     */
    Bytes octets(int authMessageId) {
        boolean none = initiator.isEmpty() && responder.isEmpty();
        return none
                ? Bytes.EMPTY
                : Bytes.concat(
                        initiator,
                        responder,
                        new OctetWriter().i32(authMessageId).toBytes());
    }
}
