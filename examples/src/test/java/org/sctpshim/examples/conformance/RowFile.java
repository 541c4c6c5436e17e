package org.sctpshim.examples.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rows of one document. The first line of the file has its name and its title with a tab between them; lines that
 * begin with {@code #} are remarks.
 */
record RowFile(String document, String title, List<Row> rows) {
    /** Reads every file of a folder, in the order of the documents' numbers. */
    static List<RowFile> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".tsv"))
                    .sorted()
                    .map(RowFile::read)
                    .toList();
        }
    }

    private static RowFile read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            String[] first = lines.get(0).split("\t", -1);
            List<Row> rows = lines.stream()
                    .skip(1)
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Row.parse(first[0], line))
                    .toList();
            return new RowFile(first[0], first[1], rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
