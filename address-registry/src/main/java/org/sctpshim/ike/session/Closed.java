package org.sctpshim.ike.session;

import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IkeMessage;

/** The IKE SA has ended; whatever still comes for it is of no interest. */
final class Closed implements Phase {
    @Override
    public Phase handle(Bytes raw, IkeMessage message, UdpEndpoints arrivedOver) {
        return this;
    }

    @Override
    public Phase timeout() {
        return this;
    }

    @Override
    public long deadlineNs() {
        return Long.MAX_VALUE;
    }

    @Override
    public Phase abandon(String reason) {
        return this;
    }
}
