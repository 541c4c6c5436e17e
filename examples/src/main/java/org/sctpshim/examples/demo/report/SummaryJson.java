package org.sctpshim.examples.demo.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The summary for programs. Times are in nanoseconds. */
public final class SummaryJson {
    private SummaryJson() {}

    /** Writes the summary. */
    public static String of(Summary summary) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("passed", summary.faults().isEmpty());
        all.put("faults", summary.faults());
        all.put("protected", summary.protectedRun());
        summary.cutLink().ifPresent(link -> all.put("cutLink", link));
        summary.cutHow().ifPresent(how -> all.put("cutHow", how));
        all.put("messages", messages(summary.traffic()));
        all.put("ike", ike(summary));
        all.put("clearSctpPackets", summary.wire().clearSctp());
        all.put("uncapturedPackets", summary.uncapturedPackets());
        all.put("packets", packets(summary.wire()));
        return Json.of(all) + "\n";
    }

    private static Map<String, Object> messages(TrafficFigures traffic) {
        Map<String, Object> messages = new LinkedHashMap<>();
        messages.put("sent", traffic.sent());
        messages.put("received", traffic.received());
        messages.put("lost", traffic.lost());
        messages.put("duplicates", traffic.duplicates());
        messages.put("reordered", traffic.reordered());
        messages.put("longestSilenceNs", traffic.longestSilenceNs());
        messages.put("failoverSilenceNs", traffic.failoverSilenceNs());
        messages.put("latencyMedianNs", traffic.latencyMedianNs());
        messages.put("latency99Ns", traffic.latency99Ns());
        messages.put("latencyMaxNs", traffic.latencyMaxNs());
        messages.put("sentLateNs", traffic.sentLateNs());
        messages.put("connectNs", traffic.connectNs());
        return messages;
    }

    private static Map<String, Object> ike(Summary summary) {
        Map<String, Object> ike = new LinkedHashMap<>();
        ike.put("ikeSas", summary.wire().ikeSas());
        ike.put("protectedPaths", summary.protectedPaths());
        ike.put("moves", summary.ikeMoves());
        ike.put("exchanges", summary.wire().exchanges());
        ike.put("unanswered", summary.wire().unanswered());
        ike.put("retransmissions", summary.wire().retransmissions());
        ike.put("roundTripsBeforeTraffic", summary.wire().setupRoundTrips());
        return ike;
    }

    /** By capture, then by kind; the kinds in camel case. */
    private static Map<String, Object> packets(WireFigures wire) {
        Map<String, Object> packets = new LinkedHashMap<>();
        wire.counts()
                .forEach((column, counts) -> packets.put(
                        column,
                        counts.entrySet().stream()
                                .collect(Collectors.toMap(
                                        kind -> camelCase(kind.getKey().name()),
                                        Map.Entry::getValue,
                                        Long::sum,
                                        LinkedHashMap::new))));
        return packets;
    }

    private static String camelCase(String constant) {
        StringBuilder name = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < constant.length(); i++) {
            char c = constant.charAt(i);
            if (c == '_') {
                upper = true;
            } else {
                name.append(upper ? c : Character.toLowerCase(c));
                upper = false;
            }
        }
        return name.toString();
    }
}
