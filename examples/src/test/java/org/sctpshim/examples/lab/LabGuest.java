package org.sctpshim.examples.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * One lab of several that run beside each other, with its share of the test classes.
 *
 * @param name what its lines of output begin with
 * @param out the folder of its report
 * @param classes the names of its test classes
 */
record LabGuest(String name, Path out, List<String> classes) {
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final int TESTS_FAILED = 1;

    LabGuest {
        classes = List.copyOf(classes);
    }

    /** Boots it, runs its tests and waits for their end; each of them as a test of its own. */
    Stream<DynamicNode> run() throws IOException, InterruptedException {
        Files.createDirectories(out);
        Path reportFile = out.resolve("TEST-junit-jupiter.xml");
        Files.deleteIfExists(reportFile);
        List<String> words = new ArrayList<>();
        int status = runTests(words);
        LabReport report = Files.exists(reportFile) ? LabReport.read(reportFile) : new LabReport(List.of());
        boolean accountedFor = status == 0 || (status == TESTS_FAILED && report.hasFailure());
        return accountedFor ? report.replay() : Stream.concat(report.replay(), Stream.of(failed(status, words)));
    }

    private DynamicNode failed(int status, List<String> words) {
        return DynamicTest.dynamicTest(name + " ran to its end", () -> {
            throw new AssertionError(
                    "%s ended with status %d (see docs/lab.md; -DskipLab leaves the labs out). It said:%n%s"
                            .formatted(name, status, String.join("\n", words)));
        });
    }

    /** Shows the lab's output as it comes, keeps what the lab says of itself, gives its exit status. */
    private int runTests(List<String> words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
        // The same JDK inside as outside.
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process lab = builder.start();
        Thread endLab = new Thread(lab::destroy, "ends " + name + " with this JVM");
        Runtime.getRuntime().addShutdownHook(endLab);
        // Not inherited: the forked JVM's own output is Maven's channel.
        try (Stream<String> lines = lab.inputReader(StandardCharsets.UTF_8).lines()) {
            lines.peek(line -> System.out.println(name + "| " + line))
                    .filter(line -> line.startsWith("lab: "))
                    .forEach(words::add);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        int status = lab.waitFor();
        Runtime.getRuntime().removeShutdownHook(endLab);
        return status;
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of("lab", "lab").toAbsolutePath().toString(),
                "junit",
                "--out",
                out.toString(),
                "--timeout",
                Long.toString(LIMIT.toSeconds()),
                "--class-path",
                System.getProperty("java.class.path"),
                "--",
                "--include-tag=lab",
                "--fail-if-no-tests",
                "--disable-ansi-colors"));
        classes.forEach(name -> command.add("--select-class=" + name));
        return command;
    }
}
