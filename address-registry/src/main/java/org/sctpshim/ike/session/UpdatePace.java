package org.sctpshim.ike.session;

import org.sctpshim.ike.crypto.Opening;
import org.sctpshim.ike.exchange.AddressList;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.NotifyType;

/**
 * How many moves and lists a peer may send: a burst, and after it one every quarter of a second (RFC 4555 section 5.3:
 * each move has requests sent to where the peer says it is). What is beyond is dropped as if it were lost; the peer
 * sends it again, so that the newest list always arrives in the end.
 */
final class UpdatePace {
    private static final int BURST = 32;
    private static final long INTERVAL_NS = 250_000_000L;

    private long spentNs = Long.MIN_VALUE;

    /** Whether the request may be answered; one that updates no addresses always may. */
    boolean admits(Opening opened, long nowNs) {
        return !(opened instanceof Opening.Opened readable) || !updates(readable.message()) || spend(nowNs);
    }

    private static boolean updates(IkeMessage message) {
        return message.has(NotifyType.UPDATE_SA_ADDRESSES) || AddressList.isIn(message);
    }

    private boolean spend(long nowNs) {
        long from = spentNs == Long.MIN_VALUE ? nowNs : Math.max(spentNs, nowNs);
        if (from - nowNs >= BURST * INTERVAL_NS) {
            return false;
        }
        spentNs = from + INTERVAL_NS;
        return true;
    }
}
