package org.sctpshim.benchmarks.harness.plane;

import java.util.Optional;
import org.sctpshim.benchmarks.harness.machine.CompiledProgram;
import org.sctpshim.benchmarks.harness.machine.Namespaces;
import org.sctpshim.benchmarks.harness.measure.Subject;

/** A row about one way for packets: what it is called, and what it takes on this machine. */
abstract class MoverSubject implements Subject {

    final PacketMover mover;
    final Programs programs;

    MoverSubject(PacketMover mover, Programs programs) {
        this.mover = mover;
        this.programs = programs;
    }

    @Override
    public final String name() {
        return mover.name();
    }

    @Override
    public final Optional<String> hindrance() {
        return mover.hindrance().or(CompiledProgram::hindrance).or(Namespaces::hindrance);
    }
}
