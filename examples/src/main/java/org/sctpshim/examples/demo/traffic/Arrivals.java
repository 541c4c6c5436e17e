package org.sctpshim.examples.demo.traffic;

import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** The receiver's books: fed with every arrival in order of time, it tells what went wrong. For one thread. */
public final class Arrivals {
    private static final long LONGEST_LATENCY_NS = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;

    private final BitSet seen = new BitSet();
    private final Histogram latencyNs = new Histogram(LONGEST_LATENCY_NS, DIGITS);
    private long received;
    private long duplicates;
    private long reordered;
    private long highest = -1;
    private long lastNs;
    private long longestSilenceNs;
    private long silenceStartNs;

    /**
     * Notes a message.
     *
     * @param number its number, from 0
     * @param sentNs when it was sent
     * @param nowNs when it arrived, on the same clock and not before the arrival noted last
     */
    public void arrived(long number, long sentNs, long nowNs) {
        if (received + duplicates > 0 && nowNs - lastNs > longestSilenceNs) {
            longestSilenceNs = nowNs - lastNs;
            silenceStartNs = lastNs;
        }
        lastNs = nowNs;
        int index = Math.toIntExact(number);
        if (seen.get(index)) {
            duplicates++;
            return;
        }
        seen.set(index);
        received++;
        if (number < highest) {
            reordered++;
        }
        highest = Math.max(highest, number);
        latencyNs.recordValue(Math.min(LONGEST_LATENCY_NS, Math.max(0, nowNs - sentNs)));
    }

    /** Different messages that arrived. */
    public long received() {
        return received;
    }

    /** Arrivals of a message that had arrived before. */
    public long duplicates() {
        return duplicates;
    }

    /** Messages that arrived after one with a higher number. */
    public long reordered() {
        return reordered;
    }

    /** Messages out of the first {@code sent} that never arrived. */
    public long lost(long sent) {
        return sent - seen.get(0, Math.toIntExact(sent)).cardinality();
    }

    /** The longest time between two arrivals that follow each other; 0 with fewer than two. */
    public long longestSilenceNs() {
        return longestSilenceNs;
    }

    /** When the longest silence began: the arrival before it. */
    public long silenceStartNs() {
        return silenceStartNs;
    }

    /** Latencies in nanoseconds, from the call of send to the return of receive. */
    public Histogram latencyNs() {
        return latencyNs;
    }
}
