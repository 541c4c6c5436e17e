package org.sctpshim.examples.demo.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads logs and merges them into one history. */
public final class EventLogs {
    private EventLogs() {}

    /**
     * Reads one log. A last line that was cut short, because its writer was killed, is left out.
     *
     * @throws IOException if the file cannot be read or holds something else
     */
    public static List<Event> read(Path file) throws IOException {
        String text = Files.readString(file);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        List<Event> events = new ArrayList<>();
        for (String line : whole.lines().skip(1).toList()) {
            try {
                events.add(Event.ofLine(line));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + " is not an event log: " + e.getMessage(), e);
            }
        }
        return events;
    }

    /** All events in the order of their times; events of one time keep the order in which they are given. */
    public static List<Event> merge(List<List<Event>> logs) {
        return logs.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingLong(Event::tNs))
                .toList();
    }

    /** Writes a merged history in the same format. */
    public static void write(Path file, List<Event> events) throws IOException {
        StringBuilder text = new StringBuilder(EventLog.HEADER).append('\n');
        events.forEach(event -> text.append(event.line()).append('\n'));
        Files.writeString(file, text);
    }
}
