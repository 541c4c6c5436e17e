package org.sctpshim.benchmarks.harness.machine;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Keeps this process, and all that it starts from now on, on one core. */
public final class PinnedCore {

    private static final int TIME_LIMIT_S = 10;

    private PinnedCore() {}

    /** Pins; gives the reason if that was not possible. */
    public static Optional<String> pin(int core) {
        Optional<String> missing = Tool.missing("taskset", "util-linux");
        if (missing.isPresent()) {
            return missing;
        }
        String process = Long.toString(ProcessHandle.current().pid());
        try {
            Tool.run(List.of("taskset", "-a", "-p", "-c", Integer.toString(core), process), TIME_LIMIT_S);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
