package org.sctpshim.examples.demo.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sctpshim.examples.demo.event.Event;
import org.sctpshim.examples.demo.event.EventKind;

/**
 * A moment that the timeline marks with a line through all lanes.
 *
 * @param seconds since the traffic started
 * @param words its label
 * @param color its colour
 */
record Mark(double seconds, String words, Color color) {
    /** What a run is to be marked with, in order of time. */
    static List<Mark> of(Run run, Timeline timeline) {
        List<Mark> marks = new ArrayList<>();
        for (Event event : run.all(EventKind.LINK_CUT)) {
            marks.add(mark(timeline, event, event.field("link").orElse("link") + " cut", Palette.CUT));
        }
        for (Event event : run.all(EventKind.LINK_RESTORED)) {
            marks.add(mark(timeline, event, event.field("link").orElse("link") + " restored", Palette.RESTORED));
        }
        for (Event event : run.all(EventKind.IKE_SA_MOVED)) {
            if (event.host().equals(Run.HOSTS.get(0))) {
                marks.add(mark(timeline, event, "UPDATE_SA_ADDRESSES", Palette.MOVED));
            }
        }
        run.all(EventKind.PATH_STATE).stream()
                .filter(event -> event.host().equals(Run.HOSTS.get(0)))
                .filter(event -> event.field("state").orElse("").equals("POTENTIALLY_FAILED"))
                .findFirst()
                .ifPresent(event -> marks.add(mark(
                        timeline,
                        event,
                        event.field("remote").orElse("path") + " potentially failed",
                        Palette.WARNING)));
        marks.sort(Comparator.comparingDouble(Mark::seconds));
        return marks;
    }

    private static Mark mark(Timeline timeline, Event event, String words, Color color) {
        return new Mark(timeline.seconds(event.tNs()), words, color);
    }
}
