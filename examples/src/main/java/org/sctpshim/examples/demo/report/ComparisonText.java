package org.sctpshim.examples.demo.report;

import java.util.Locale;
import java.util.function.Function;

/** A bare and a protected run side by side, in words. */
public final class ComparisonText {
    private static final double NS_PER_MS = 1e6;

    private final StringBuilder text = new StringBuilder();

    private ComparisonText() {}

    /** Compares two runs that were asked to do the same. */
    public static String of(Summary bare, Summary shielded) {
        ComparisonText words = new ComparisonText();
        words.line("", "bare SCTP", "with the shim");
        words.line("link cut", bare.cutHow().orElse("none"), shielded.cutHow().orElse("none"));
        words.row(
                "messages sent",
                bare,
                shielded,
                summary -> count(summary.traffic().sent()));
        words.row(
                "messages lost",
                bare,
                shielded,
                summary -> count(summary.traffic().lost()));
        words.row(
                "failover silence",
                bare,
                shielded,
                summary -> ms(summary.traffic().failoverSilenceNs()));
        words.row(
                "longest silence",
                bare,
                shielded,
                summary -> ms(summary.traffic().longestSilenceNs()));
        words.row(
                "latency, median",
                bare,
                shielded,
                summary -> ms(summary.traffic().latencyMedianNs()));
        words.row("connect", bare, shielded, summary -> ms(summary.traffic().connectNs()));
        words.row("IKE SAs", bare, shielded, summary -> count(summary.wire().ikeSas()));
        words.row("protected paths", bare, shielded, summary -> count(summary.protectedPaths()));
        words.row(
                "clear SCTP packets",
                bare,
                shielded,
                summary -> count(summary.wire().clearSctp()));
        words.row("result", bare, shielded, summary -> summary.faults().isEmpty() ? "passed" : "FAILED");
        return words.text.toString();
    }

    private void row(String what, Summary bare, Summary shielded, Function<Summary, String> figure) {
        line(what, figure.apply(bare), figure.apply(shielded));
    }

    private void line(String what, String bare, String shielded) {
        text.append(String.format(Locale.ROOT, "%-20s%16s%16s", what, bare, shielded)
                        .stripTrailing())
                .append('\n');
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String ms(long ns) {
        return String.format(Locale.ROOT, ns < 10 * NS_PER_MS ? "%.2f ms" : "%,.0f ms", ns / NS_PER_MS);
    }
}
