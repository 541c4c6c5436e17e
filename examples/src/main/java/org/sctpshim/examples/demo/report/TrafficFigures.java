package org.sctpshim.examples.demo.report;

import java.util.Optional;
import org.sctpshim.examples.demo.event.Event;
import org.sctpshim.examples.demo.event.EventKind;
import org.sctpshim.examples.demo.traffic.Arrivals;

/**
 * What became of the messages.
 *
 * @param sent messages handed to the channel
 * @param received different messages that arrived
 * @param lost messages sent that never arrived
 * @param duplicates arrivals of a message that had arrived before
 * @param reordered messages that arrived after a higher number
 * @param longestSilenceNs longest time between two arrivals
 * @param silenceStartNs when it began
 * @param silenceAfterCutNs how long after the cut it began (negative: before); empty if nothing was cut
 * @param latencyMedianNs from send to receive
 * @param latency99Ns from send to receive, 99th percentile
 * @param latencyMaxNs from send to receive, the worst
 * @param sentLateNs the worst delay of a send behind its schedule: how well the machine kept pace
 * @param connectNs what connect() took
 * @param orderlyEnd whether both ends saw the association end in order
 */
public record TrafficFigures(
        long sent,
        long received,
        long lost,
        long duplicates,
        long reordered,
        long longestSilenceNs,
        long silenceStartNs,
        Optional<Long> silenceAfterCutNs,
        long latencyMedianNs,
        long latency99Ns,
        long latencyMaxNs,
        long sentLateNs,
        long connectNs,
        boolean orderlyEnd) {

    private static final double MEDIAN = 50;
    private static final double PERCENTILE_99 = 99;

    /** Counts a run's messages. */
    public static TrafficFigures of(Run run) {
        Arrivals arrivals = new Arrivals();
        long sent = 0;
        long lateNs = 0;
        for (Event event : run.events()) {
            if (event.kind() == EventKind.MESSAGE_SENT) {
                sent++;
                lateNs = Math.max(lateNs, event.tNs() - event.number("dueNs"));
            } else if (event.kind() == EventKind.MESSAGE_RECEIVED) {
                arrivals.arrived(event.number("seq"), event.number("sentNs"), event.tNs());
            }
        }
        return new TrafficFigures(
                sent,
                arrivals.received(),
                arrivals.lost(sent),
                arrivals.duplicates(),
                arrivals.reordered(),
                arrivals.longestSilenceNs(),
                arrivals.silenceStartNs(),
                run.first(EventKind.LINK_CUT).map(cut -> arrivals.silenceStartNs() - cut.tNs()),
                arrivals.latencyNs().getValueAtPercentile(MEDIAN),
                arrivals.latencyNs().getValueAtPercentile(PERCENTILE_99),
                arrivals.latencyNs().getMaxValue(),
                lateNs,
                run.all(EventKind.CONNECTED).stream()
                        .filter(event -> event.field("connectNs").isPresent())
                        .mapToLong(event -> event.number("connectNs"))
                        .findFirst()
                        .orElse(0),
                run.all(EventKind.TRAFFIC_ENDED).size() == Run.HOSTS.size());
    }
}
