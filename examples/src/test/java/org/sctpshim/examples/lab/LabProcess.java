package org.sctpshim.examples.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A process that runs on one of the lab's hosts, and the lines it has written (output and errors together).
 *
 * <p>A failed expectation shows all it wrote. Safe for use by several threads.
 */
public final class LabProcess implements AutoCloseable {
    private final String title;
    private final Process process;
    private final Thread reader;
    private final List<String> lines = new ArrayList<>();

    private LabProcess(String title, Process process) {
        this.title = title;
        this.process = process;
        this.reader = new Thread(this::readLines, "reads " + title);
        this.reader.setDaemon(true);
    }

    static LabProcess watch(String title, Process process) {
        LabProcess watched = new LabProcess(title, process);
        watched.reader.start();
        return watched;
    }

    private void readLines() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading from " + title, e);
        }
    }

    /** Writes a line to its input. */
    public void say(String line) {
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(line)
                    .append('\n')
                    .flush();
        } catch (IOException e) {
            throw new AssertionError("%s takes no input any more. It wrote:%n%s".formatted(title, output()), e);
        }
    }

    /** All that it wrote until now. */
    public String output() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    /** What it is, and all that it wrote until now. */
    String transcript() {
        return "--- " + title + "\n" + output().indent(4);
    }

    /** Waits for the first line, past ones included, that begins so; gives the rest of that line. */
    public String awaitLine(String beginning) {
        return awaitLineAfter(0, beginning);
    }

    /** The same, past the first lines. */
    public String awaitLineAfter(int first, String beginning) {
        return awaitLine(first, line -> line.startsWith(beginning), "a line that begins with '" + beginning + "'")
                .substring(beginning.length())
                .strip();
    }

    /** Waits for the first line, past ones included, that has this somewhere in it; gives the whole line. */
    public String awaitLineWith(String part) {
        return awaitLine(0, line -> line.contains(part), "a line with '" + part + "'");
    }

    /** How many lines it has written until now. */
    public int lineCount() {
        synchronized (lines) {
            return lines.size();
        }
    }

    /** The same, past the first lines. */
    public String awaitLineWithAfter(int first, String part) {
        return awaitLine(first, line -> line.contains(part), "a line with '" + part + "'");
    }

    private String awaitLine(int first, Predicate<String> wanted, String description) {
        long deadlineNs = System.nanoTime() + LabHost.PATIENCE.toNanos();
        synchronized (lines) {
            int seen = first;
            while (true) {
                for (; seen < lines.size(); seen++) {
                    if (wanted.test(lines.get(seen))) {
                        return lines.get(seen);
                    }
                }
                long leftMs = TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime());
                if (leftMs <= 0 || !reader.isAlive()) {
                    throw new AssertionError(
                            "%s never wrote %s. It wrote:%n%s".formatted(title, description, output()));
                }
                try {
                    // Not longer than this: the end of the process wakes nobody.
                    lines.wait(Math.min(leftMs, 200));
                } catch (InterruptedException e) {
                    throw interrupted(e);
                }
            }
        }
    }

    /** Waits for its end; fails the test, and ends the process, if it takes longer. */
    public int exitStatus(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                close();
                throw new AssertionError(
                        "%s was still running after %s. It wrote:%n%s".formatted(title, limit, output()));
            }
            reader.join(TimeUnit.SECONDS.toMillis(1));
            return process.exitValue();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Ends the process and those that it started, without asking. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private AssertionError interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new AssertionError("interrupted while waiting for " + title, cause);
    }
}
