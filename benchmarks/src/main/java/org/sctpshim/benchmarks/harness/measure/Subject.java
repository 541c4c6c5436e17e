package org.sctpshim.benchmarks.harness.measure;

import java.io.IOException;
import java.util.Optional;

/** One row of a table: a program, or a part of ours, that can be measured in every column. */
public interface Subject {

    /** The row's name. */
    String name();

    /** Why it cannot be measured on this machine, and what would help; empty if it can be. */
    default Optional<String> hindrance() {
        return Optional.empty();
    }

    /**
     * Measures once.
     *
     * @param column one of the table's columns
     * @return the value in the table's unit
     * @throws IOException if nothing was measured; the message says what to do
     */
    double measure(String column) throws IOException;
}
