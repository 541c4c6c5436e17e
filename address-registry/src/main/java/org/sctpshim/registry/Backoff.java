package org.sctpshim.registry;

/** When something that failed is tried again: the wait doubles from a first value up to a last one. */
final class Backoff {
    private final long firstNs;
    private final long lastNs;
    private int failures;
    private long notBeforeNs;

    Backoff(long firstNs, long lastNs) {
        this.firstNs = firstNs;
        this.lastNs = lastNs;
        this.notBeforeNs = Long.MIN_VALUE;
    }

    void failed(long nowNs) {
        long waitNs = Math.min(lastNs, firstNs << Math.min(failures, 20));
        failures++;
        notBeforeNs = nowNs + waitNs;
    }

    void notBefore(long timeNs) {
        notBeforeNs = timeNs;
    }

    /** Lets the next attempt start at once, and keeps the count of failures. */
    void hurry() {
        notBeforeNs = Long.MIN_VALUE;
    }

    void reset() {
        failures = 0;
        notBeforeNs = Long.MIN_VALUE;
    }

    int failures() {
        return failures;
    }

    boolean due(long nowNs) {
        return nowNs >= notBeforeNs;
    }

    long notBeforeNs() {
        return notBeforeNs;
    }
}
