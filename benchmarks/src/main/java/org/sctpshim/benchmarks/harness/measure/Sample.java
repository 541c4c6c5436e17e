package org.sctpshim.benchmarks.harness.measure;

import java.util.List;

/**
 * The values of one cell, one a round, sorted from the least to the greatest.
 *
 * @param values at least one
 */
public record Sample(List<Double> values) {

    /** Sorts and checks. */
    public Sample {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a sample has at least one value");
        }
        values = values.stream().sorted().toList();
    }

    /** The value in the middle, the lower one of two. */
    public double median() {
        return values.get((values.size() - 1) / 2);
    }

    /** The least value. */
    public double least() {
        return values.get(0);
    }

    /** The greatest value. */
    public double greatest() {
        return values.get(values.size() - 1);
    }
}
