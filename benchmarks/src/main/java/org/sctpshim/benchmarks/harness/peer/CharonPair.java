package org.sctpshim.benchmarks.harness.peer;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.sctpshim.benchmarks.harness.machine.Namespaces;
import org.sctpshim.benchmarks.harness.measure.Subject;

/**
 * Two strongSwan charons in two network namespaces, shared key, userspace SAs (kernel-libipsec): processor time of a
 * handshake, both together, in microseconds, system calls included.
 */
public final class CharonPair implements Subject {

    private static final int WARM_UP = 50;
    private static final int HANDSHAKES = 500;
    private static final double US_PER_S = 1e6;

    private final Map<String, String> proposals;
    private final int core;

    /** With strongSwan's spelling of the proposal of each column, on a core. */
    public CharonPair(Map<String, String> proposals, int core) {
        this.core = core;
        this.proposals = Map.copyOf(proposals);
    }

    @Override
    public String name() {
        return "strongSwan, two charons";
    }

    @Override
    public Optional<String> hindrance() {
        return Charon.hindrance().or(Namespaces::hindrance);
    }

    @Override
    public double measure(String column) throws IOException {
        String proposal = proposals.getOrDefault(column, column);
        try (Namespaces namespaces = Namespaces.pair();
                Charon responder = Charon.start(namespaces.second(), core, Namespaces.SECOND_ADDRESS);
                Charon initiator = Charon.start(namespaces.first(), core, Namespaces.FIRST_ADDRESS)) {
            responder.loadWithoutTraffic(Namespaces.FIRST_ADDRESS, proposal);
            initiator.loadWithoutTraffic(Namespaces.SECOND_ADDRESS, proposal);
            initiator.initiate(WARM_UP);
            double before = initiator.cpuSeconds() + responder.cpuSeconds();
            initiator.initiate(HANDSHAKES);
            double after = initiator.cpuSeconds() + responder.cpuSeconds();
            return (after - before) * US_PER_S / HANDSHAKES;
        }
    }
}
