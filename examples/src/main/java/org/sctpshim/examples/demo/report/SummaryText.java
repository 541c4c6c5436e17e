package org.sctpshim.examples.demo.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.sctpshim.examples.demo.capture.PacketKind;

/** The summary in words, at most 100 columns wide, without colours. */
public final class SummaryText {
    /** No line is wider. */
    static final int COLUMNS = 100;

    private static final double NS_PER_MS = 1e6;

    private final StringBuilder text = new StringBuilder();

    private SummaryText() {}

    /** Writes the summary. */
    public static String of(Summary summary) {
        SummaryText words = new SummaryText();
        words.traffic(summary);
        words.ike(summary);
        words.packets(summary.wire());
        words.verdict(summary);
        return words.text.toString();
    }

    private void traffic(Summary summary) {
        TrafficFigures traffic = summary.traffic();
        line(
                "Association",
                (summary.protectedRun() ? "protected by the shim" : "bare SCTP, no shim") + "; "
                        + summary.cutLink()
                                .map(link ->
                                        link + " was cut (" + summary.cutHow().orElse("?") + ") and given back")
                                .orElse("no link was cut"));
        line(
                "Messages",
                format(
                        "sent %,d   received %,d   lost %,d   doubled %,d   out of order %,d",
                        traffic.sent(), traffic.received(), traffic.lost(), traffic.duplicates(), traffic.reordered()));
        line(
                "Failover",
                summary.cutLink()
                        .map(link -> ms(traffic.failoverSilenceNs()) + " longest silence from the cut of " + link
                                + " to its return")
                        .orElse("none"));
        line("Silence", "longest of the whole run " + ms(traffic.longestSilenceNs()));
        line(
                "Latency",
                format(
                        "median %s   99 %% %s   longest %s",
                        ms(traffic.latencyMedianNs()), ms(traffic.latency99Ns()), ms(traffic.latencyMaxNs())));
        line(
                "Connect",
                ms(traffic.connectNs())
                        + (summary.protectedRun() ? ", IKE and the security associations of all paths included" : ""));
    }

    private void ike(Summary summary) {
        WireFigures wire = summary.wire();
        line(
                "IKE SAs",
                wire.ikeSas() + (summary.protectedRun() ? "   protected paths " + summary.protectedPaths() : ""));
        String types = wire.exchanges().entrySet().stream()
                .map(type -> type.getKey() + " " + type.getValue())
                .collect(Collectors.joining(", "));
        line("Exchanges", wire.exchangeCount() + (types.isEmpty() ? "" : " (" + types + ")"));
        line(
                "",
                format(
                        "%d round trips before the first message, %d requests sent again, %d never answered",
                        wire.setupRoundTrips(), wire.retransmissions(), wire.unanswered()));
        if (summary.protectedRun()) {
            line("IKE moves", String.valueOf(summary.ikeMoves()));
        }
    }

    private void packets(WireFigures wire) {
        StringBuilder heads = new StringBuilder();
        for (String link : Run.LINKS) {
            for (String host : Run.HOSTS) {
                heads.append(format("%14s", link + "@" + host));
            }
        }
        line("Packets", format("%-20s%s", "seen on", heads));
        for (PacketKind kind : PacketKind.values()) {
            StringBuilder cells = new StringBuilder();
            for (String link : Run.LINKS) {
                for (String host : Run.HOSTS) {
                    Map<PacketKind, Long> counts = wire.counts().getOrDefault(WireFigures.column(host, link), Map.of());
                    cells.append(format("%,14d", counts.getOrDefault(kind, 0L)));
                }
            }
            line("", format("%-20s%s", kind.words(), cells));
        }
        line("Clear SCTP", format("%,d packets", wire.clearSctp()));
    }

    private void verdict(Summary summary) {
        List<String> faults = summary.faults();
        if (faults.isEmpty()) {
            line(
                    "Result",
                    summary.protectedRun()
                            ? "PASSED: no message lost, no SCTP packet in clear"
                            : "PASSED: no message lost (SCTP is readable on the links: nothing protects it)");
            return;
        }
        faults.forEach(fault -> line("FAILED", fault));
    }

    private void line(String head, String rest) {
        String line = format("%-12s %s", head, rest).stripTrailing();
        text.append(line.length() <= COLUMNS ? line : line.substring(0, COLUMNS - 3) + "...")
                .append('\n');
    }

    private static String ms(long ns) {
        double ms = ns / NS_PER_MS;
        return format(ms < 10 ? "%.2f ms" : "%,.0f ms", ms);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
