package org.sctpshim.examples.demo.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sctpshim.examples.demo.capture.IkeExchange;
import org.sctpshim.examples.demo.capture.IkeHistory;
import org.sctpshim.examples.demo.capture.LinkCapture;
import org.sctpshim.examples.demo.capture.Packet;
import org.sctpshim.examples.demo.capture.PacketKind;
import org.sctpshim.examples.demo.event.EventKind;

/**
 * What went over the links.
 *
 * @param counts packets by capture ({@code HOST-LINK}) and kind
 * @param clearSctp SCTP packets in clear, over all links; of a link's two ends the one that saw more counts
 * @param ikeSas IKE SAs that got as far as an answered IKE_AUTH
 * @param exchanges how many exchanges of each type
 * @param unanswered exchanges whose answer never came by
 * @param retransmissions requests sent again
 * @param setupRoundTrips round trips of IKE, one behind the other, before the first message was sent
 */
public record WireFigures(
        Map<String, Map<PacketKind, Long>> counts,
        long clearSctp,
        int ikeSas,
        Map<String, Long> exchanges,
        long unanswered,
        int retransmissions,
        int setupRoundTrips) {

    /** Counts a run's packets. IKE is followed at the first host's ends of the links. */
    public static WireFigures of(Run run) {
        Map<String, Map<PacketKind, Long>> counts = new LinkedHashMap<>();
        run.captures().forEach(capture -> counts.put(column(capture.host(), capture.link()), capture.counts()));
        IkeHistory ike = ikeHistory(run);
        Map<String, Long> exchanges = new LinkedHashMap<>();
        ike.exchanges().forEach(exchange -> exchanges.merge(exchange.name(), 1L, Long::sum));
        long trafficWallNs = run.first(EventKind.TRAFFIC_STARTED)
                .map(event -> event.tNs() + run.clock().offsetNs())
                .orElse(Long.MAX_VALUE);
        return new WireFigures(
                counts,
                clearSctp(counts),
                ike.ikeSas(),
                exchanges,
                ike.exchanges().stream()
                        .filter(exchange -> !exchange.answered())
                        .count(),
                ike.retransmissions(),
                ike.roundTripsBy(trafficWallNs));
    }

    static String column(String host, String link) {
        return host + "-" + link;
    }

    private static IkeHistory ikeHistory(Run run) {
        IkeHistory history = new IkeHistory();
        Stream<Packet> packets = run.captures().stream()
                .filter(capture -> capture.host().equals(Run.HOSTS.get(0)))
                .map(LinkCapture::packets)
                .flatMap(List::stream);
        packets.sorted(Comparator.comparingLong(Packet::wallNs)).forEach(history::seen);
        return history;
    }

    private static long clearSctp(Map<String, Map<PacketKind, Long>> counts) {
        return Run.LINKS.stream()
                .mapToLong(link -> Run.HOSTS.stream()
                        .mapToLong(host -> counts.getOrDefault(column(host, link), Map.of())
                                .getOrDefault(PacketKind.CLEAR_SCTP, 0L))
                        .max()
                        .orElse(0))
                .sum();
    }

    /** All exchanges, of whatever type. */
    public long exchangeCount() {
        return exchanges.values().stream().mapToLong(Long::longValue).sum();
    }

    /** For the timeline: the exchanges themselves. */
    static List<IkeExchange> exchangesOf(Run run) {
        return ikeHistory(run).exchanges();
    }
}
