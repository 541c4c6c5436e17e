package org.sctpshim.examples.demo.traffic;

import java.util.concurrent.TimeUnit;

/**
 * When each message is due. The times are counted from the start, never from the message before, so that a late
 * message does not push back all that follow.
 *
 * @param startNs when message 0 is due
 * @param ratePerSecond messages a second
 * @param count how many messages there are
 */
public record Schedule(long startNs, int ratePerSecond, long count) {
    public Schedule {
        if (ratePerSecond < 1 || ratePerSecond > 100_000) {
            throw new IllegalArgumentException("rate " + ratePerSecond + " is not between 1 and 100000 messages/s");
        }
        if (count < 0) {
            throw new IllegalArgumentException("count " + count + " is negative");
        }
    }

    /** When the message is due. */
    public long dueNs(long number) {
        return startNs
                + TimeUnit.SECONDS.toNanos(number / ratePerSecond)
                + TimeUnit.SECONDS.toNanos(number % ratePerSecond) / ratePerSecond;
    }
}
