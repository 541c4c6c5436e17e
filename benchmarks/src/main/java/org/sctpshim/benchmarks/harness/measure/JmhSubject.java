package org.sctpshim.benchmarks.harness.measure;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** A JMH benchmark as a row: every measurement is a JVM of its own. */
public final class JmhSubject implements Subject {

    /**
     * How long a measurement takes.
     *
     * @param java the JVM to measure in
     * @param warmupMs before the first value
     * @param measurementMs of the value, in three parts
     */
    public record Effort(String java, int warmupMs, int measurementMs) {}

    private static final int PARTS = 3;

    private final String name;
    private final String benchmark;
    private final String columnParameter;
    private final Map<String, String> parameters;
    private final Effort effort;
    private final Function<RunResult, Double> value;
    private Supplier<Optional<String>> hindrance = Optional::empty;

    private JmhSubject(
            String name,
            String benchmark,
            String columnParameter,
            Map<String, String> parameters,
            Effort effort,
            Function<RunResult, Double> value) {
        this.name = name;
        this.benchmark = benchmark;
        this.columnParameter = columnParameter;
        this.parameters = Map.copyOf(parameters);
        this.effort = effort;
        this.value = value;
    }

    /**
     * A row of JMH's own scores.
     *
     * @param benchmark class and method
     * @param columnParameter the benchmark's parameter that the columns are values of
     * @param parameters the other parameters
     */
    public static JmhSubject score(
            String name, String benchmark, String columnParameter, Map<String, String> parameters, Effort effort) {
        return new JmhSubject(
                name,
                benchmark,
                columnParameter,
                parameters,
                effort,
                result -> result.getPrimaryResult().getScore());
    }

    /** A row of quotients of two counters of the benchmark's. */
    public static JmhSubject quotient(
            String name,
            String benchmark,
            String columnParameter,
            Map<String, String> parameters,
            Effort effort,
            String above,
            String below) {
        return new JmhSubject(
                name,
                benchmark,
                columnParameter,
                parameters,
                effort,
                result -> counter(result, above) / counter(result, below));
    }

    /** A row of octets that are allocated on the heap for one operation. */
    public static JmhSubject allocation(
            String name, String benchmark, String columnParameter, Map<String, String> parameters, Effort effort) {
        return new JmhSubject(
                name, benchmark, columnParameter, parameters, effort, result -> counter(result, "gc.alloc.rate.norm"));
    }

    /** The same row, which may be impossible on this machine. */
    public JmhSubject unless(Supplier<Optional<String>> reason) {
        hindrance = reason;
        return this;
    }

    private static double counter(RunResult result, String counter) {
        Result<?> found = result.getSecondaryResults().get(counter);
        if (found == null) {
            throw new IllegalStateException("JMH gave no " + counter);
        }
        return found.getScore();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> hindrance() {
        return hindrance.get();
    }

    @Override
    public double measure(String column) throws IOException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + benchmark.replace(".", "\\.") + "$")
                .param(columnParameter, column)
                .jvm(effort.java())
                .forks(1)
                .warmupIterations(PARTS)
                .warmupTime(TimeValue.milliseconds(effort.warmupMs() / PARTS))
                .measurementIterations(PARTS)
                .measurementTime(TimeValue.milliseconds(effort.measurementMs() / PARTS))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        parameters.forEach(options::param);
        try {
            Collection<RunResult> results = new Runner(options.build()).run();
            return value.apply(results.iterator().next());
        } catch (RunnerException e) {
            throw new IOException(benchmark + " failed in JMH: " + e.getMessage(), e);
        }
    }
}
