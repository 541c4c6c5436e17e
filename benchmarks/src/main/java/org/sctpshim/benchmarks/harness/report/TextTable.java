package org.sctpshim.benchmarks.harness.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sctpshim.benchmarks.harness.measure.Comparison;
import org.sctpshim.benchmarks.harness.measure.Goal;
import org.sctpshim.benchmarks.harness.measure.Sample;

/** A filled table as Markdown: medians with their range, then the ratios that goals are about. */
public final class TextTable {

    private TextTable() {}

    /** Writes a table with a heading. */
    public static String of(Comparison comparison) {
        List<String> columns = comparison.plan().columns();
        List<List<String>> lines = new ArrayList<>();
        lines.add(line(comparison.plan().unit().symbol() + ": median (least - greatest)", columns));
        comparison
                .rows()
                .keySet()
                .forEach(row -> lines.add(line(
                        row,
                        columns.stream()
                                .map(column -> text(comparison.sample(row, column)))
                                .toList())));
        comparison.plan().goals().forEach(goal -> lines.add(standing(comparison, goal)));
        StringBuilder out = new StringBuilder("## " + comparison.plan().title() + "\n\n" + aligned(lines));
        comparison.unmeasured().forEach((row, reason) -> out.append("\nNot measured: %s: %s\n".formatted(row, reason)));
        return out.toString();
    }

    private static List<String> line(String first, List<String> others) {
        List<String> line = new ArrayList<>();
        line.add(first);
        line.addAll(others);
        return line;
    }

    private static List<String> standing(Comparison comparison, Goal goal) {
        String sign = comparison.plan().unit().lessIsBetter() ? "<=" : ">=";
        String name = "%s / %s, goal %s %s".formatted(goal.subject(), goal.reference(), sign, number(goal.bound()));
        return line(
                name,
                comparison.plan().columns().stream()
                        .map(column -> comparison.standings().stream()
                                .filter(standing -> standing.goal().equals(goal)
                                        && standing.column().equals(column))
                                .map(standing -> number(standing.ratio()) + (standing.met() ? " met" : " MISSED"))
                                .findFirst()
                                .orElse("-"))
                        .toList());
    }

    private static String text(Optional<Sample> sample) {
        return sample.map(found -> found.values().size() == 1
                        ? number(found.median())
                        : "%s (%s - %s)"
                                .formatted(number(found.median()), number(found.least()), number(found.greatest())))
                .orElse("-");
    }

    /** Three digits that mean something. */
    static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }

    private static String aligned(List<List<String>> lines) {
        int[] widths = new int[lines.get(0).size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < lines.size(); at++) {
            out.append(row(lines.get(at), widths));
            if (at == 0) {
                out.append(rule(widths));
            }
        }
        return out.toString();
    }

    private static String row(List<String> cells, int[] widths) {
        StringBuilder out = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - cells.get(i).length());
            out.append(' ')
                    .append(i == 0 ? cells.get(i) + pad : pad + cells.get(i))
                    .append(" |");
        }
        return out.append('\n').toString();
    }

    private static String rule(int[] widths) {
        StringBuilder out = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            out.append("-".repeat(widths[i] + 1)).append(i == 0 ? "-|" : ":|");
        }
        return out.append('\n').toString();
    }
}
