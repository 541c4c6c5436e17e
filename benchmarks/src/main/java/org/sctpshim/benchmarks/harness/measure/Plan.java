package org.sctpshim.benchmarks.harness.measure;

import java.util.List;

/**
 * A table that is to be filled.
 *
 * @param name short, for files
 * @param title what is measured
 * @param unit what the values count
 * @param columns the columns' names
 * @param subjects the rows
 * @param goals ratios between rows
 */
public record Plan(
        String name, String title, Unit unit, List<String> columns, List<Subject> subjects, List<Goal> goals) {

    /** Copies the lists. */
    public Plan {
        columns = List.copyOf(columns);
        subjects = List.copyOf(subjects);
        goals = List.copyOf(goals);
    }
}
