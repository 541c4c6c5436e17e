package org.sctpshim.ike.host;

import java.util.OptionalLong;

/** How often failed authentications are told: some at once, then one a while, so that strangers fill no log. */
final class FailureRate {
    private static final long REFILL_NS = 10_000_000_000L;
    private static final int BURST = 10;

    private int left = BURST;
    private long refilledNs = Long.MIN_VALUE;
    private long untold;

    /** How many were left untold since the last one that was told, if this one may be; empty if it may not. */
    OptionalLong admit(long nowNs) {
        refill(nowNs);
        if (left == 0) {
            untold++;
            return OptionalLong.empty();
        }
        left--;
        long before = untold;
        untold = 0;
        return OptionalLong.of(before);
    }

    private void refill(long nowNs) {
        if (refilledNs == Long.MIN_VALUE) {
            refilledNs = nowNs;
        }
        long more = (nowNs - refilledNs) / REFILL_NS;
        if (more > 0) {
            left = (int) Math.min(BURST, left + more);
            refilledNs += more * REFILL_NS;
        }
    }
}
