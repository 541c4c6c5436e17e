package org.sctpshim.benchmarks.harness;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.sctpshim.benchmarks.harness.measure.Progress;

/** One line that is written over and over on a terminal, and a line a measurement elsewhere. */
final class ProgressBar implements Progress {

    private static final int WIDTH = 24;
    private static final int TEXT_WIDTH = 50;

    private final PrintStream out;
    private final boolean terminal;
    private final int steps;
    private final long startedAtNs = System.nanoTime();
    private int done;

    ProgressBar(PrintStream out, boolean terminal, int steps) {
        this.out = out;
        this.terminal = terminal;
        this.steps = steps;
    }

    static ProgressBar onStandardError(int steps) {
        return new ProgressBar(System.err, isTerminal(), steps);
    }

    /** System.console() tells of standard input and output, which may lead elsewhere. */
    private static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void begin(String what) {
        int filled = steps == 0 ? WIDTH : Math.min(WIDTH, WIDTH * done / steps);
        String bar = "#".repeat(filled) + "-".repeat(WIDTH - filled);
        String line = "[%s] %d/%d %s%s".formatted(bar, done, steps, shortened(what), remaining());
        out.print(terminal ? "\r\033[K" + line : line + System.lineSeparator());
        out.flush();
    }

    @Override
    public void end() {
        done++;
        if (terminal && done >= steps) {
            out.print("\r\033[K");
            out.flush();
        }
    }

    private static String shortened(String what) {
        return what.length() <= TEXT_WIDTH ? what : what.substring(0, TEXT_WIDTH);
    }

    private String remaining() {
        if (done == 0) {
            return "";
        }
        Duration left = Duration.ofNanos((System.nanoTime() - startedAtNs) / done * Math.max(0, steps - done));
        return ", about %d:%02d left".formatted(left.toMinutes(), left.toSecondsPart());
    }
}
