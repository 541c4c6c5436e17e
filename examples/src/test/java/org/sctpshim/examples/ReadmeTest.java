package org.sctpshim.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README must not promise what is not there. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");

    private final String readme = read(ROOT.resolve("README.md"));

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A text as it is apart from indentation. */
    private static String unindented(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    @Test
    void itsExampleIsTheProgramThatIsCompiledAndRunInTheLab() {
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme);
        assertThat(block.find()).isTrue();
        String program = read(Path.of("src/main/java/org/sctpshim/examples/ProtectedEcho.java"));
        assertThat(unindented(program)).contains(unindented(block.group(1)).strip());
    }

    @Test
    void everyFileItPointsToIsThere() {
        List<String> targets = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)")
                .matcher(readme)
                .results()
                .map(match -> match.group(1))
                .filter(target -> !target.contains("://"))
                .toList();
        assertThat(targets)
                .isNotEmpty()
                .allSatisfy(target -> assertThat(ROOT.resolve(target)).exists());
    }

    @Test
    void itsTestCommandIsTheOneThatCiRuns() {
        String command = readme.lines()
                .filter(line -> line.contains("mvn ") && line.contains("# every test"))
                .map(line -> line.substring(0, line.indexOf('#')).strip())
                .findFirst()
                .orElseThrow();
        assertThat(read(ROOT.resolve(".ci/run"))).contains("\n    " + command + "\n");
    }

    @Test
    void itIsShort() {
        assertThat(readme.lines().count()).isLessThan(150);
    }
}
