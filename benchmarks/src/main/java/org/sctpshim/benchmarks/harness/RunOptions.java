package org.sctpshim.benchmarks.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sctpshim.benchmarks.harness.measure.JmhSubject;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What every command may be told. */
final class RunOptions {

    private static final int FULL_MS = 3_000;
    private static final int QUICK_MS = 300;
    private static final int MAX_ROUNDS = 100;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "measure every cell N times, one round after the other (default: ${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(names = "--quick", description = "one short round, to see that everything works; no figures to keep")
    private boolean quick;

    @Option(names = "--core", paramLabel = "N", description = "the core to measure on (default: the last one)")
    private int core = Runtime.getRuntime().availableProcessors() - 1;

    @Option(
            names = "--java",
            paramLabel = "FILE",
            description = "the java program to measure in (default: the one that runs this)")
    private Path java = Path.of(System.getProperty("java.home"), "bin", "java");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where the results go (default: a new folder in benchmarks/results)")
    private Optional<Path> out = Optional.empty();

    /** Refuses what cannot be measured. */
    void check(CommandLine line) {
        int cores = Runtime.getRuntime().availableProcessors();
        if (rounds < 1 || rounds > MAX_ROUNDS) {
            throw new ParameterException(line, "--rounds takes 1 to %d, got %d".formatted(MAX_ROUNDS, rounds));
        }
        if (core < 0 || core >= cores) {
            throw new ParameterException(line, "--core takes 0 to %d, got %d".formatted(cores - 1, core));
        }
        if (!Files.isExecutable(java)) {
            throw new ParameterException(line, "--java: %s is not a program".formatted(java));
        }
    }

    int rounds() {
        return quick ? 1 : rounds;
    }

    int core() {
        return core;
    }

    Path java() {
        return java;
    }

    Optional<Path> out() {
        return out;
    }

    boolean quick() {
        return quick;
    }

    JmhSubject.Effort effort() {
        int ms = quick ? QUICK_MS : FULL_MS;
        return new JmhSubject.Effort(java.toString(), ms, ms);
    }
}
