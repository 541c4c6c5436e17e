package org.sctpshim.examples.demo.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sctpshim.examples.demo.event.Event;
import org.sctpshim.examples.demo.event.EventKind;

/**
 * A row of the timeline that shows one thing's states, one after the other.
 *
 * @param title whose states
 * @param spans the states, in order, without gaps
 */
record StateRow(String title, List<Span> spans) {
    /**
     * One state.
     *
     * @param fromSeconds since the traffic started
     * @param toSeconds since the traffic started
     * @param words the state's name
     * @param color the state's colour
     */
    record Span(double fromSeconds, double toSeconds, String words, Color color) {}

    StateRow {
        spans = List.copyOf(spans);
    }

    /** The rows of a run: the pair that the IKE SA is on, then SCTP's view of each peer address. */
    static List<StateRow> of(Run run, Timeline timeline) {
        double end = timeline.binStarts()[timeline.binStarts().length - 1];
        List<StateRow> rows = new ArrayList<>();
        ikeSa(run, timeline, end, rows);
        Map<String, List<Event>> paths = new LinkedHashMap<>();
        for (String host : Run.HOSTS) {
            for (Event event : run.all(EventKind.PATH_STATE)) {
                if (event.host().equals(host)) {
                    String title =
                            "SCTP " + host + " \u2192 " + event.field("remote").orElse("?");
                    paths.computeIfAbsent(title, key -> new ArrayList<>()).add(event);
                }
            }
        }
        paths.forEach((title, events) -> rows.add(new StateRow(title, pathSpans(events, timeline, end))));
        return rows;
    }

    private static void ikeSa(Run run, Timeline timeline, double end, List<StateRow> rows) {
        List<Event> events = run.events().stream()
                .filter(event -> event.host().equals(Run.HOSTS.get(0)))
                .filter(event -> event.kind() == EventKind.IKE_SA_UP || event.kind() == EventKind.IKE_SA_MOVED)
                .toList();
        if (events.isEmpty()) {
            return;
        }
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            String local = events.get(i).field("local").orElse("?");
            String remote = events.get(i).field("remote").orElse("?");
            spans.add(new Span(
                    timeline.seconds(events.get(i).tNs()),
                    i + 1 < events.size() ? timeline.seconds(events.get(i + 1).tNs()) : end,
                    local + " \u2194 " + remote,
                    remote.startsWith("10.2.") || remote.startsWith("fd00:2") ? Palette.LINK_2 : Palette.LINK_1));
        }
        rows.add(new StateRow("IKE SA of " + Run.HOSTS.get(0), spans));
    }

    private static List<Span> pathSpans(List<Event> events, Timeline timeline, double end) {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            String state = events.get(i).field("state").orElse("UNKNOWN");
            spans.add(new Span(
                    timeline.seconds(events.get(i).tNs()),
                    i + 1 < events.size() ? timeline.seconds(events.get(i + 1).tNs()) : end,
                    state.toLowerCase(Locale.ROOT).replace('_', ' '),
                    Palette.ofState(state)));
        }
        return spans;
    }
}
