package org.sctpshim.benchmarks.harness;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sctpshim.benchmarks.harness.machine.PinnedCore;
import org.sctpshim.benchmarks.harness.measure.Comparison;
import org.sctpshim.benchmarks.harness.measure.Plan;
import org.sctpshim.benchmarks.harness.measure.Rounds;
import org.sctpshim.benchmarks.harness.report.TextTable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that fills tables: measures on one core, prints, and keeps the results. */
abstract class MeasureCommand implements Callable<Integer> {

    @Mixin
    private RunOptions options = new RunOptions();

    @Spec
    private @Nullable CommandSpec spec;

    private final String name;

    MeasureCommand(String name) {
        this.name = name;
    }

    /** The tables of this command. */
    abstract List<Plan> plans(RunOptions chosen);

    @Override
    public final Integer call() throws IOException {
        if (spec != null) {
            options.check(spec.commandLine());
        }
        PrintStream out = System.out;
        List<Plan> plans = plans(options);
        Map<String, String> machine =
                MachineFacts.read(options.core(), options.java().toString());
        PinnedCore.pin(options.core()).ifPresent(reason -> System.err.println("not pinned to a core: " + reason));
        int steps = plans.stream()
                .mapToInt(plan -> Rounds.steps(plan, options.rounds()))
                .sum();
        ProgressBar progress = ProgressBar.onStandardError(steps);
        ResultsFolder results = ResultsFolder.open(options.out(), name);
        List<Comparison> comparisons = new ArrayList<>();
        for (Plan plan : plans) {
            Comparison comparison = Rounds.measure(plan, options.rounds(), progress);
            comparisons.add(comparison);
            out.println(TextTable.of(comparison));
            // After every table, so that a run that is ended early keeps what it has.
            results.write(machine, comparisons);
        }
        out.println("Results: " + results.folder());
        return 0;
    }
}
