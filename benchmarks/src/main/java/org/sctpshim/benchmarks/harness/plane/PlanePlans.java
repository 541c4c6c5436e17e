package org.sctpshim.benchmarks.harness.plane;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import org.sctpshim.benchmarks.harness.measure.Goal;
import org.sctpshim.benchmarks.harness.measure.Plan;
import org.sctpshim.benchmarks.harness.measure.Subject;
import org.sctpshim.benchmarks.harness.measure.Unit;

/** The tables about data planes. */
public final class PlanePlans {

    private static final List<String> OCTETS = List.of("200", "1400");

    private PlanePlans() {}

    /** All of them; our plane's JVM is the given one. */
    public static List<Plan> all(Path java) {
        Programs programs = new Programs();
        PacketMover ours = new OurPlane(java, false);
        PacketMover withinUdp = new OurPlane(java, true);
        PacketMover ceiling = new Forwarder(programs);
        PacketMover tunnel = new LibipsecTunnel();
        List<PacketMover> movers = List.of(new PlainLink(), ceiling, ours, withinUdp, tunnel);
        return List.of(
                new Plan(
                        "plane-rate",
                        "Packets of so many octets from one network namespace to another, a core a side, without loss",
                        Unit.KILOPACKETS,
                        OCTETS,
                        subjects(movers, programs, LosslessRate::new),
                        List.of(
                                new Goal(ours.name(), ceiling.name(), 1.0),
                                new Goal(ours.name(), tunnel.name(), 1.7),
                                new Goal(withinUdp.name(), ceiling.name(), 1.6))),
                new Plan(
                        "plane-round-trip",
                        "Round trip of a packet of so many octets that is alone",
                        Unit.MICROSECONDS,
                        OCTETS,
                        subjects(movers, programs, RoundTrip::new),
                        List.of(
                                new Goal(ours.name(), ceiling.name(), 1.2),
                                new Goal(ours.name(), tunnel.name(), 1.0))));
    }

    private static List<Subject> subjects(
            List<PacketMover> movers, Programs programs, BiFunction<PacketMover, Programs, Subject> measure) {
        return movers.stream().map(mover -> measure.apply(mover, programs)).toList();
    }
}
