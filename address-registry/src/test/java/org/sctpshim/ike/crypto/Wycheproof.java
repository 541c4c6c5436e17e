package org.sctpshim.ike.crypto;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Project Wycheproof's test vectors, which are not part of this repository. They are looked for in the folder that the
 * system property {@code sctpshim.vectors} or the variable {@code SCTPSHIM_VECTORS} names, else in {@code
 * ../shared/vectors} beside the repository; without them the test is reported as skipped.
 */
final class Wycheproof {
    private static final Pattern TEST = Pattern.compile("\\{\\s*\"tcId\"[^{}]*\\}");
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\"\\s*:\\s*(?:\"([^\"]*)\"|\\[([^\\]]*)\\]|(\\d+))");

    private Wycheproof() {}

    /** All tests of a file, each as its fields; lists of flags as they are written. */
    static List<Map<String, String>> tests(String file) {
        Path path = folder().resolve("wycheproof").resolve(file);
        if (!Files.isReadable(path)) {
            abort("no test vectors at " + path.toAbsolutePath().normalize()
                    + ": name their folder with -Dsctpshim.vectors=FOLDER");
        }
        try {
            return TEST.matcher(Files.readString(path))
                    .results()
                    .map(result -> fields(result.group()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A field that every test of the file has. */
    static String field(Map<String, String> test, String name) {
        return Objects.requireNonNull(test.get(name), () -> "no " + name + " in " + test);
    }

    private static Map<String, String> fields(String object) {
        Map<String, String> fields = new TreeMap<>();
        Matcher matcher = FIELD.matcher(object);
        while (matcher.find()) {
            String value = Stream.of(2, 3, 4)
                    .map(matcher::group)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse("");
            fields.put(matcher.group(1), value);
        }
        return fields;
    }

    private static Path folder() {
        @Nullable String named = System.getProperty("sctpshim.vectors", System.getenv("SCTPSHIM_VECTORS"));
        // Tests run in their module's folder, one below the repository's.
        return named != null ? Path.of(named) : Path.of("..", "..", "shared", "vectors");
    }
}
