package org.sctpshim.benchmarks.harness.plane;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sctpshim.benchmarks.harness.machine.Namespaces;

/** A program in a namespace, on one core, that is talked to in lines. */
final class Worker implements AutoCloseable {

    private static final int ANSWER_LIMIT_S = 30;
    private static final int END_LIMIT_S = 5;

    private final String name;
    private final Process process;
    private final BufferedReader answers;

    private Worker(String name, Process process) {
        this.name = name;
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    static Worker start(String namespace, int core, List<String> command) throws IOException {
        List<String> words = new ArrayList<>(Namespaces.on(namespace, core));
        words.addAll(command);
        return new Worker(
                command.get(0),
                new ProcessBuilder(words)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
    }

    /** Writes a line and gives the number that is the answer. */
    long ask(String line) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        input.flush();
        String answer = answer();
        try {
            return Long.parseLong(answer);
        } catch (NumberFormatException e) {
            throw new IOException(name + " answered " + answer, e);
        }
    }

    /** Waits for the line "ready". */
    void awaitReady() throws IOException {
        String line = answer();
        if (!line.equals("ready")) {
            throw new IOException(name + " said " + line);
        }
    }

    private String answer() throws IOException {
        FutureTask<String> reading = new FutureTask<>(answers::readLine);
        Thread reader = new Thread(reading, "reads " + name);
        reader.setDaemon(true);
        reader.start();
        try {
            String line = reading.get(ANSWER_LIMIT_S, TimeUnit.SECONDS);
            if (line == null) {
                throw new IOException(name + " ended without an answer");
            }
            return line;
        } catch (TimeoutException e) {
            throw new IOException(name + " did not answer within " + ANSWER_LIMIT_S + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(name + " cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_LIMIT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
