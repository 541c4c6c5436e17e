package org.sctpshim.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Path README = Path.of("../README.md");
    private static final Path PROGRAM = Path.of("src/main/java/org/sctpshim/examples/ProtectedEcho.java");
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

    @Test
    void everyJavaBlockInTheReadmeStandsInTheProgramThatCompiles() throws IOException {
        String program = unindented(Files.readString(PROGRAM));
        List<String> blocks = JAVA_BLOCK
                .matcher(Files.readString(README))
                .results()
                .map((MatchResult match) -> unindented(match.group(1)))
                .toList();
        assertThat(blocks).allSatisfy(block -> assertThat(program).contains(block));
    }

    /** The README may indent less than the program does. */
    private static String unindented(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce("", (all, line) -> all + line + "\n");
    }
}
