package org.sctpshim.benchmarks.harness.plane;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.sctpshim.benchmarks.harness.machine.CompiledProgram;
import org.sctpshim.benchmarks.harness.machine.Namespaces;
import org.sctpshim.benchmarks.harness.measure.Subject;

/** The median round trip of a packet that is alone, in microseconds. */
final class RoundTrip implements Subject {

    private static final int WARM_UP = 5_000;
    private static final int TRIPS = 5_000;
    private static final double NS_PER_US = 1_000;

    private final PacketMover mover;
    private final Programs programs;

    RoundTrip(PacketMover mover, Programs programs) {
        this.mover = mover;
        this.programs = programs;
    }

    @Override
    public String name() {
        return mover.name();
    }

    @Override
    public Optional<String> hindrance() {
        return mover.hindrance().or(CompiledProgram::hindrance).or(Namespaces::hindrance);
    }

    @Override
    public double measure(String octets) throws IOException {
        String program = programs.packets().file().toString();
        try (Namespaces namespaces = Namespaces.pair();
                PacketMover.Running path = mover.start(namespaces, 0, 1);
                Worker echo = Worker.start(namespaces.second(), 1, List.of(program, "echo"));
                Worker sender = Worker.start(
                        namespaces.first(), 0, List.of(program, "ping", path.source(), path.target(), octets))) {
            echo.awaitReady();
            sender.ask(Integer.toString(WARM_UP));
            long ns = sender.ask(Integer.toString(TRIPS));
            if (ns < 0) {
                throw new IOException("packets do not come back");
            }
            return ns / NS_PER_US;
        }
    }
}
