package org.sctpshim.benchmarks.harness.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills a table in rounds: every cell once, then every cell once more. So what else the machine does in a minute falls on
 * all rows and not on one of them.
 */
public final class Rounds {

    private final int rounds;
    private final Progress progress;
    private final Map<String, Map<String, List<Double>>> values = new LinkedHashMap<>();
    private final Map<String, String> unmeasured = new LinkedHashMap<>();

    private Rounds(int rounds, Progress progress) {
        this.rounds = rounds;
        this.progress = progress;
    }

    /** Measures. A row that fails is left out from then on, with its reason. */
    public static Comparison measure(Plan plan, int rounds, Progress progress) {
        return new Rounds(rounds, progress).measure(plan);
    }

    /** How many measurements {@link #measure} takes. */
    public static int steps(Plan plan, int rounds) {
        long present = plan.subjects().stream()
                .filter(subject -> subject.hindrance().isEmpty())
                .count();
        return (int) present * plan.columns().size() * rounds;
    }

    private Comparison measure(Plan plan) {
        List<Subject> present = new ArrayList<>();
        for (Subject subject : plan.subjects()) {
            subject.hindrance()
                    .ifPresentOrElse(reason -> unmeasured.put(subject.name(), reason), () -> present.add(subject));
        }
        for (int round = 0; round < rounds; round++) {
            for (String column : plan.columns()) {
                present.forEach(subject -> measureCell(subject, column));
            }
        }
        Map<String, Map<String, Sample>> rows = new LinkedHashMap<>();
        values.forEach((row, cells) -> {
            Map<String, Sample> samples = new LinkedHashMap<>();
            cells.forEach((column, list) -> samples.put(column, new Sample(list)));
            rows.put(row, samples);
        });
        return new Comparison(plan, rows, unmeasured);
    }

    private void measureCell(Subject subject, String column) {
        if (!unmeasured.containsKey(subject.name())) {
            progress.begin(subject.name() + ", " + column);
            try {
                values.computeIfAbsent(subject.name(), name -> new LinkedHashMap<>())
                        .computeIfAbsent(column, name -> new ArrayList<>())
                        .add(subject.measure(column));
            } catch (IOException e) {
                values.remove(subject.name());
                unmeasured.put(subject.name(), String.valueOf(e.getMessage()));
            }
        }
        progress.end();
    }
}
