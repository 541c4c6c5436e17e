package org.sctpshim.examples.lab;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Boots the lab once, runs every lab test in it, and reports each of them as a test of its own. */
class LabIT {
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final int TESTS_FAILED = 1;

    /** {@code -DskipLab} is the only way past the lab; a lab that cannot run fails the build. */
    @TestFactory
    Stream<DynamicNode> lab() throws IOException, InterruptedException {
        if (Boolean.getBoolean("skipLab")) {
            System.out.println("LAB TESTS LEFT OUT: -DskipLab was given, nothing was tested on a real kernel.");
            return Stream.of(dynamicTest("left out by -DskipLab", () -> Assumptions.abort("left out by -DskipLab")));
        }
        Path out = Files.createDirectories(Path.of("target", "lab").toAbsolutePath());
        Path reportFile = out.resolve("TEST-junit-jupiter.xml");
        Files.deleteIfExists(reportFile);
        List<String> words = new ArrayList<>();
        int status = runLabTests(out, words);
        LabReport report = Files.exists(reportFile) ? LabReport.read(reportFile) : new LabReport(List.of());
        boolean accountedFor = status == 0 || (status == TESTS_FAILED && report.hasFailure());
        return accountedFor ? report.replay() : Stream.concat(report.replay(), Stream.of(labFailed(status, words)));
    }

    private static DynamicNode labFailed(int status, List<String> words) {
        return dynamicTest("the lab ran to its end", () -> {
            throw new AssertionError(
                    "The lab ended with status %d (see docs/lab.md; -DskipLab leaves it out). It said:%n%s"
                            .formatted(status, String.join("\n", words)));
        });
    }

    /** Shows the lab's output as it comes, keeps what the lab says of itself, gives its exit status. */
    private static int runLabTests(Path out, List<String> words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of("lab", "lab").toAbsolutePath().toString(),
                        "junit",
                        "--out",
                        out.toString(),
                        "--timeout",
                        Long.toString(LIMIT.toSeconds()),
                        "--class-path",
                        System.getProperty("java.class.path"),
                        "--",
                        "--scan-class-path=" + Path.of("target", "test-classes").toAbsolutePath(),
                        "--include-classname=.*LabTest",
                        "--include-tag=lab",
                        "--fail-if-no-tests",
                        "--disable-ansi-colors")
                .redirectErrorStream(true);
        // The same JDK inside as outside.
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process lab = builder.start();
        Thread endLab = new Thread(lab::destroy, "ends the lab with this JVM");
        Runtime.getRuntime().addShutdownHook(endLab);
        // Not inherited: the forked JVM's own output is Maven's channel.
        try (Stream<String> lines = lab.inputReader(StandardCharsets.UTF_8).lines()) {
            lines.peek(System.out::println)
                    .filter(line -> line.startsWith("lab: "))
                    .forEach(words::add);
        }
        int status = lab.waitFor();
        Runtime.getRuntime().removeShutdownHook(endLab);
        return status;
    }
}
