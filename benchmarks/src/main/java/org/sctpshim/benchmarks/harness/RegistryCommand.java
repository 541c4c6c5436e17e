package org.sctpshim.benchmarks.harness;

import java.util.List;
import java.util.Map;
import org.sctpshim.benchmarks.harness.measure.JmhSubject;
import org.sctpshim.benchmarks.harness.measure.Plan;
import org.sctpshim.benchmarks.harness.measure.Subject;
import org.sctpshim.benchmarks.harness.measure.Unit;
import picocli.CommandLine.Command;

/** The address registry with few and with many associations. */
@Command(
        mixinStandardHelpOptions = true,
        name = "registry",
        description = "operations of the address registry with 10, 1,000 and 50,000 associations (goal: flat)")
final class RegistryCommand extends MeasureCommand {

    private static final String BENCHMARK = "org.sctpshim.benchmarks.ike.RegistryBenchmark.";

    RegistryCommand() {
        super("registry");
    }

    @Override
    List<Plan> plans(RunOptions chosen) {
        return List.of(new Plan(
                "registry",
                "An operation with so many associations, each with a peer and four protected paths of its own",
                Unit.NANOSECONDS,
                List.of("10", "1000", "50000"),
                List.of(
                        operation("decide on a selector", "decide", chosen),
                        operation("SCTP says something of a path", "hint", chosen),
                        operation("a peer lists its addresses anew", "list", chosen),
                        operation("open and close an association", "openAndClose", chosen),
                        operation("what is due, and when next", "timeout", chosen)),
                List.of()));
    }

    private static Subject operation(String name, String method, RunOptions chosen) {
        return JmhSubject.score(name, BENCHMARK + method, "associations", Map.of(), chosen.effort());
    }
}
