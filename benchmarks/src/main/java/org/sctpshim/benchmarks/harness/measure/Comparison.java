package org.sctpshim.benchmarks.harness.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A table that was filled.
 *
 * @param plan what was asked for
 * @param rows the samples by row and column, of the rows that were measured
 * @param unmeasured the reasons of the rows that were not
 */
public record Comparison(Plan plan, Map<String, Map<String, Sample>> rows, Map<String, String> unmeasured) {

    /**
     * How a row does against its goal in one column.
     *
     * @param goal the goal
     * @param column where
     * @param ratio of the medians
     * @param met whether that is good enough
     */
    public record Standing(Goal goal, String column, double ratio, boolean met) {}

    /** Copies the maps, in their order. */
    public Comparison {
        rows = new LinkedHashMap<>(rows);
        unmeasured = new LinkedHashMap<>(unmeasured);
    }

    /** The sample of a cell, if it was measured. */
    public Optional<Sample> sample(String row, String column) {
        return Optional.ofNullable(rows.getOrDefault(row, Map.of()).get(column));
    }

    /** A row's median divided by another's, if both were measured. */
    public OptionalDouble ratio(String row, String reference, String column) {
        Optional<Sample> above = sample(row, column);
        Optional<Sample> below = sample(reference, column);
        return above.isPresent() && below.isPresent()
                ? OptionalDouble.of(above.get().median() / below.get().median())
                : OptionalDouble.empty();
    }

    /** How all rows that have a goal do, column by column, where both rows were measured. */
    public List<Standing> standings() {
        List<Standing> standings = new ArrayList<>();
        for (Goal goal : plan.goals()) {
            for (String column : plan.columns()) {
                OptionalDouble ratio = ratio(goal.subject(), goal.reference(), column);
                if (ratio.isPresent()) {
                    double value = ratio.getAsDouble();
                    boolean met = plan.unit().lessIsBetter() ? value <= goal.bound() : value >= goal.bound();
                    standings.add(new Standing(goal, column, value, met));
                }
            }
        }
        return standings;
    }
}
