package org.sctpshim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.host.HostEvent;
import org.sctpshim.ike.session.Lifetimes;

/**
 * Both ends replace their SAs every few seconds, so that replacements collide all the time, while IKE messages are lost,
 * late, doubled and out of order. From the moment that a path is protected, what one end sends the other one can open.
 *
 * <p>{@code -Dsimulation.rekeys=10000} runs more seeds, {@code -Dsimulation.seed=N} replays one.
 */
class RekeySimulationTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int SEEDS = Integer.getInteger("simulation.rekeys", 200);

    @Test
    @Requirement({"RFC 7296 2.8", "RFC 7296 2.8.1", "RFC 7296 2.8.2", "RFC 7296 2.25"})
    void noPacketIsSentThatThePeerCannotOpenHoweverReplacementsCollide() {
        Long only = Long.getLong("simulation.seed");
        List<String> failures = new ArrayList<>();
        long first = only == null ? 1 : only;
        long last = only == null ? SEEDS : only;
        for (long seed = first; seed <= last && failures.size() < 5; seed++) {
            failures.addAll(run(seed, only != null));
        }
        assertThat(failures).isEmpty();
    }

    private static List<String> run(long seed, boolean print) {
        SplittableRandom random = new SplittableRandom(seed);
        Lifetimes ofAlpha = lifetimes(random);
        Simulation simulation = new Simulation(
                random.split(),
                List.of("10.1.0.1", "10.2.0.1"),
                List.of("10.1.0.2", "10.2.0.2"),
                ofAlpha,
                random.nextBoolean() ? ofAlpha : lifetimes(random),
                seed % 3 == 0 ? SecurityProfile.HYBRID : SecurityProfile.MODERN);
        link(simulation, random, "10.1.0.1", "10.1.0.2");
        link(simulation, random, "10.2.0.1", "10.2.0.2");
        List<String> failures = new ArrayList<>();
        simulation.afterEachStep = () -> {
            if (failures.size() < 3) {
                simulation.gaps().forEach(gap -> failures.add(simulation.nowNs / 1_000_000 + " ms: " + gap));
            }
        };
        simulation.openAssociation();
        simulation.runFor(5 * SECOND_NS);
        for (int i = 0;
                i < 60 && !(allProtected(simulation) && simulation.gaps().isEmpty());
                i++) {
            simulation.runFor(SECOND_NS);
        }
        failures.clear(); // Until now paths came to be protected for the first time.
        simulation.runFor(200 * SECOND_NS);
        heal(simulation);
        simulation.runFor(70 * SECOND_NS);
        for (int i = 0; i < 400 && !Agreement.violations(simulation).isEmpty(); i++) {
            simulation.runFor(SECOND_NS / 8);
        }
        failures.addAll(Agreement.violations(simulation));
        lost(simulation.alpha, failures);
        lost(simulation.beta, failures);
        if (print) {
            simulation.alpha.log.forEach(line -> System.out.println("alpha " + line));
            simulation.beta.log.forEach(line -> System.out.println("beta  " + line));
        }
        String replay =
                " -- replay: mvn -pl address-registry test -Dtest=RekeySimulationTest -Dsimulation.seed=" + seed;
        return failures.stream()
                .map(failure -> "seed " + seed + ": " + failure + replay)
                .toList();
    }

    private static boolean allProtected(Simulation simulation) {
        return simulation.alpha.sendsWith.size() == 4 && simulation.beta.sendsWith.size() == 4;
    }

    private static void lost(SimulatedHost host, List<String> failures) {
        if (host.log.stream().anyMatch(line -> line.contains(HostEvent.IkeSaEnded.class.getSimpleName()))) {
            failures.add(host.name + " lost its IKE SA");
        }
        if (host.log.stream().noneMatch(line -> line.contains("ChildRekeyed"))) {
            failures.add("no SA was replaced at " + host.name);
        }
        if (host.log.stream().noneMatch(line -> line.contains("IkeSaRekeyed"))) {
            failures.add("the IKE SA was never replaced at " + host.name);
        }
    }

    /** Nothing ends by age, so that only replacing can take an SA away. */
    private static Lifetimes lifetimes(SplittableRandom random) {
        long childNs = 12 * SECOND_NS + random.nextLong(20 * SECOND_NS);
        long ikeNs = 10 * SECOND_NS + random.nextLong(40 * SECOND_NS);
        return new Lifetimes(childNs, Lifetimes.NEVER, ikeNs, Lifetimes.NEVER, Lifetimes.NEVER, random.nextInt(3) * 5);
    }

    private static void link(Simulation simulation, SplittableRandom random, String one, String other) {
        SimulatedNetwork.Link link = simulation.network.addLink(Simulation.address(one), Simulation.address(other));
        link.loss = random.nextInt(3) == 0 ? random.nextDouble() * 0.2 : 0;
        link.duplication = random.nextInt(3) == 0 ? random.nextDouble() * 0.5 : 0;
        link.jitterNs = random.nextInt(3) == 0 ? 1 + random.nextLong(300_000_000L) : 0;
    }

    private static void heal(Simulation simulation) {
        for (SimulatedNetwork.Link link : simulation.network.links()) {
            link.loss = 0;
            link.duplication = 0;
            link.jitterNs = 0;
        }
    }
}
