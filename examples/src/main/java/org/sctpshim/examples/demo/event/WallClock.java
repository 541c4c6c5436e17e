package org.sctpshim.examples.demo.event;

import java.util.List;

/**
 * Lays wall-clock times (of captures and of shell scripts) on the monotonic clock.
 *
 * @param offsetNs wall time minus monotonic time
 */
public record WallClock(long offsetNs) {
    /**
     * Derives the offset from the {@link EventKind#CLOCK} events: the median, so that one reading disturbed by a busy
     * machine does not count.
     *
     * @throws IllegalArgumentException if there is no such event
     */
    public static WallClock of(List<Event> events) {
        long[] offsets = events.stream()
                .filter(event -> event.kind() == EventKind.CLOCK)
                .mapToLong(event -> event.number("wallNs") - event.tNs())
                .sorted()
                .toArray();
        if (offsets.length == 0) {
            throw new IllegalArgumentException("no clock event in the logs: wall times cannot be placed");
        }
        return new WallClock(offsets[offsets.length / 2]);
    }

    /** The monotonic time of a wall time; both in nanoseconds. */
    public long toMonotonicNs(long wallNs) {
        return wallNs - offsetNs;
    }
}
