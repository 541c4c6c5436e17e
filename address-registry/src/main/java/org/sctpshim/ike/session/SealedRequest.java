package org.sctpshim.ike.session;

import java.util.List;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.Payload;

/**
 * A request as it goes out until it is answered. When the peer does not answer it may be that long datagrams do not get
 * through: then it is cut into smaller ones (RFC 7383 section 2.5.2).
 */
final class SealedRequest {
    /** After how many transmissions shorter datagrams are tried. */
    private static final int PATIENCE = 2;

    private final KeyedExchange exchange;
    private final IkeHeader header;
    private final List<Payload> payloads;
    private SealedMessage sealed;
    private int transmissions;

    SealedRequest(KeyedExchange exchange, IkeHeader header, List<Payload> payloads) {
        this.exchange = exchange;
        this.header = header;
        this.payloads = List.copyOf(payloads);
        this.sealed = exchange.seal(header, payloads);
    }

    /** What is to be sent now. */
    SealedMessage next() {
        boolean lost = transmissions == PATIENCE;
        transmissions++;
        if (lost && exchange.canShorten(sealed)) {
            sealed = exchange.sealShort(header, payloads);
        }
        return sealed;
    }
}
