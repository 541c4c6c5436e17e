package org.sctpshim.benchmarks.harness.plane;

import java.util.List;
import org.sctpshim.benchmarks.harness.machine.Namespaces;

/** Nothing between the two but the link. */
final class PlainLink implements PacketMover {

    @Override
    public String name() {
        return "plain veth";
    }

    @Override
    public Running start(Namespaces namespaces, int firstCore, int secondCore) {
        return new Running(Namespaces.FIRST_ADDRESS, Namespaces.SECOND_ADDRESS, List.of());
    }
}
