package org.sctpshim.ike.host;

/** Lets through so many a second, and as many at once. */
final class RateLimit {
    private static final long SECOND_NS = 1_000_000_000L;

    private final long costNs;
    private long paidUntilNs = Long.MIN_VALUE / 2;

    RateLimit(int aSecond) {
        this.costNs = SECOND_NS / aSecond;
    }

    /** Whether one more may pass now. */
    boolean take(long nowNs) {
        long startNs = Math.max(paidUntilNs, nowNs - SECOND_NS);
        if (startNs + costNs > nowNs) {
            return false;
        }
        paidUntilNs = startNs + costNs;
        return true;
    }
}
