package org.sctpshim.benchmarks.harness.measure;

/**
 * A ratio of two rows' medians that a row should keep in every column.
 *
 * @param subject the row that is held to it
 * @param reference the row it is divided by
 * @param bound at most this where less is better, else at least this
 */
public record Goal(String subject, String reference, double bound) {}
