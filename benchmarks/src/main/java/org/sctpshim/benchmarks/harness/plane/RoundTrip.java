package org.sctpshim.benchmarks.harness.plane;

import java.io.IOException;
import java.util.List;
import org.sctpshim.benchmarks.harness.machine.Namespaces;

/** The median round trip of a packet that is alone, in microseconds. */
final class RoundTrip extends MoverSubject {

    private static final int WARM_UP = 5_000;
    private static final int TRIPS = 5_000;
    private static final double NS_PER_US = 1_000;

    RoundTrip(PacketMover mover, Programs programs) {
        super(mover, programs);
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
