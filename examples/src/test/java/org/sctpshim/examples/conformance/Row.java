package org.sctpshim.examples.conformance;

import java.util.Optional;

/**
 * One requirement of a document, in our own words.
 *
 * @param document for example {@code RFC 7296}
 * @param id names the row within its document; never reused
 * @param section where the document says it
 * @param skipped why no test shows it, where none does
 */
record Row(String document, String id, String section, Level level, String text, Optional<String> skipped) {
    private static final int COLUMNS = 4;

    /** Reads a line: id, section, level, text, and perhaps the reason for skipping, with a tab between them. */
    static Row parse(String document, String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length < COLUMNS || columns.length > COLUMNS + 1) {
            throw new IllegalArgumentException(document + ": not id, section, level, text and perhaps a reason for"
                    + " skipping with a tab between them: " + line);
        }
        Optional<String> skipped = columns.length > COLUMNS ? Optional.of(columns[COLUMNS]) : Optional.empty();
        return new Row(document, columns[0], columns[1], Level.valueOf(columns[2]), columns[3], skipped);
    }

    /** Checks that nothing is blank. */
    Row {
        boolean blank = id.isBlank() || section.isBlank() || text.isBlank();
        if (blank || skipped.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException(document + " " + id + ": a column is empty");
        }
    }

    /** What an annotation calls the row. */
    String name() {
        return document + " " + id;
    }

    /** What an annotation calls the row's section. */
    String sectionName() {
        return document + " " + section;
    }
}
