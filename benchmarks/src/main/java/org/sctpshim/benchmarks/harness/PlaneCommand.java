package org.sctpshim.benchmarks.harness;

import java.util.List;
import org.sctpshim.benchmarks.harness.measure.Plan;
import org.sctpshim.benchmarks.harness.plane.PlanePlans;
import picocli.CommandLine.Command;

/** ESP with a network of two namespaces. */
@Command(
        mixinStandardHelpOptions = true,
        name = "plane",
        description = "our userspace plane between two network namespaces (root), against a C program that only moves"
                + " packets and against strongSwan's kernel-libipsec; uses cores 0 and 1")
final class PlaneCommand extends MeasureCommand {

    PlaneCommand() {
        super("plane");
    }

    @Override
    List<Plan> plans(RunOptions chosen) {
        return PlanePlans.all(chosen.java());
    }
}
