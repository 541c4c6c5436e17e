package org.sctpshim.examples.demo.report;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
 * @param failoverSilenceNs longest time between two arrivals that began while a link was being cut or was cut: what
 *     the failover cost; 0 if nothing was cut
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
        long failoverSilenceNs,
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
                failoverSilenceNs(run),
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

    private static long failoverSilenceNs(Run run) {
        Optional<Event> cut = run.first(EventKind.LINK_CUT);
        if (cut.isEmpty()) {
            return 0;
        }
        long fromNs = askedNs(cut.get());
        long toNs = run.first(EventKind.LINK_RESTORED).map(Event::tNs).orElse(Long.MAX_VALUE);
        long lastNs = Long.MAX_VALUE;
        long longestNs = 0;
        for (Event event : run.all(EventKind.MESSAGE_RECEIVED)) {
            if (lastNs >= fromNs && lastNs <= toNs) {
                longestNs = Math.max(longestNs, event.tNs() - lastNs);
            }
            lastNs = event.tNs();
        }
        return longestNs;
    }

    /** When the cut was begun, less a bin of the timeline, since the wall clock's place is not exact. */
    private static long askedNs(Event cut) {
        long tookNs = cut.field("tookUs")
                .map(us -> TimeUnit.MICROSECONDS.toNanos(Long.parseLong(us)))
                .orElse(0L);
        return cut.tNs() - tookNs - Timeline.BIN_NS;
    }
}
