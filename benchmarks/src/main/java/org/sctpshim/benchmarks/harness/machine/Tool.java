package org.sctpshim.benchmarks.harness.machine;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Another program of this machine: found on the path, run to its end. */
public final class Tool {

    private static final int TAIL_LINES = 5;

    private Tool() {}

    /** Where a program is, if it is there. */
    public static Optional<Path> find(String program) {
        Stream<String> folders = Stream.concat(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)),
                Stream.of("/usr/sbin", "/sbin", "/usr/lib/ipsec"));
        return folders.map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** That a program is missing, and what installs it; empty if it is there. */
    public static Optional<String> missing(String program, String debianPackage) {
        return find(program).isPresent()
                ? Optional.empty()
                : Optional.of("%s is not installed (Debian: apt-get install %s)".formatted(program, debianPackage));
    }

    /**
     * Runs a program and gives what it printed, errors included.
     *
     * @throws IOException if it could not be started, took too long or failed; with its last words
     */
    public static String run(List<String> command, int seconds) throws IOException {
        Path output = Files.createTempFile("benchmark", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = waitFor(process, seconds);
            String text = Files.readString(output, StandardCharsets.ISO_8859_1);
            if (!ended) {
                throw new IOException("%s did not end within %d s".formatted(command.get(0), seconds));
            }
            if (process.exitValue() != 0) {
                throw new IOException(
                        "%s ended with status %d: %s".formatted(command.get(0), process.exitValue(), tail(text)));
            }
            return text;
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static boolean waitFor(Process process, int seconds) throws IOException {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String tail(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }
}
