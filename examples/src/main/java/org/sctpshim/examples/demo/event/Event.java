package org.sctpshim.examples.demo.event;

import java.util.Optional;

/**
 * One line of the log.
 *
 * <p>Shape: {@code tNs,host,kind,detail}. The detail is last, so it may hold commas; it never holds a line break. Where
 * a kind has fields, the detail is {@code name=value} words parted by spaces.
 *
 * @param tNs the monotonic clock ({@link System#nanoTime}), common to all processes of one kernel
 * @param host who wrote it
 * @param kind what it tells
 * @param detail the rest, possibly empty
 */
public record Event(long tNs, String host, EventKind kind, String detail) {
    private static final int COLUMNS = 4;

    public Event {
        if (host.isEmpty() || host.contains(",") || host.contains("\n")) {
            throw new IllegalArgumentException("host name '" + host + "' does not fit one column");
        }
        if (detail.contains("\n") || detail.contains("\r")) {
            throw new IllegalArgumentException("the detail of " + kind + " spans lines");
        }
    }

    /** The event as a log line, without the line break. */
    public String line() {
        return tNs + "," + host + "," + kind.word() + "," + detail;
    }

    /**
     * Reads a log line back.
     *
     * @throws IllegalArgumentException if the line does not have the four columns or a column cannot be read
     */
    public static Event ofLine(String line) {
        String[] columns = line.split(",", COLUMNS);
        if (columns.length < COLUMNS) {
            throw new IllegalArgumentException("not an event line: " + line);
        }
        return new Event(Long.parseLong(columns[0]), columns[1], EventKind.ofWord(columns[2]), columns[3]);
    }

    /** The value of {@code name=} in the detail, if it is there. */
    public Optional<String> field(String name) {
        String key = name + "=";
        for (String word : detail.split(" ", -1)) {
            if (word.startsWith(key)) {
                return Optional.of(word.substring(key.length()));
            }
        }
        return Optional.empty();
    }

    /**
     * The value of {@code name=} as a number.
     *
     * @throws IllegalArgumentException if it is absent or not a number
     */
    public long number(String name) {
        return Long.parseLong(
                field(name).orElseThrow(() -> new IllegalArgumentException("event without " + name + "=: " + line())));
    }

    /** The same event at another time. */
    public Event at(long otherNs) {
        return new Event(otherNs, host, kind, detail);
    }
}
