package org.sctpshim.ike.session;

import java.util.List;
import java.util.Optional;
import org.sctpshim.ike.crypto.Opening;
import org.sctpshim.ike.exchange.ChildNegotiation;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.registry.PeerId;

/**
 * What an authenticated IKE SA is made of.
 *
 * @param peer the authenticated peer
 * @param exchange the keys and SPIs
 * @param mobike both ends support MOBIKE
 * @param peerWindow how many requests the peer can take at once
 * @param childNegotiation negotiates its Child SAs
 */
record IkeSa(PeerId peer, KeyedExchange exchange, boolean mobike, int peerWindow, ChildNegotiation childNegotiation) {
    /** The IKE SA that takes the place of this one: other keys, other SPIs and a window that begins anew. */
    IkeSa rekeyed(KeyedExchange fresh, int window, ChildNegotiation negotiation) {
        return new IkeSa(peer, fresh, mobike, window, negotiation);
    }

    Optional<Opening> open(Bytes raw, IkeMessage message) {
        return exchange.open(raw, message);
    }

    boolean isRepetition(Bytes raw, IkeMessage message) {
        return exchange.isRepetition(raw, message);
    }

    SealedMessage seal(IkeHeader header, List<Payload> payloads) {
        return exchange.seal(header, payloads);
    }

    SealedRequest request(ExchangeType type, int messageId, List<Payload> payloads) {
        return new SealedRequest(exchange, exchange.requestHeader(type, messageId), payloads);
    }

    boolean hasSpis(IkeHeader header) {
        return exchange.hasSpis(header);
    }

    void wipe() {
        exchange.wipe();
    }
}
