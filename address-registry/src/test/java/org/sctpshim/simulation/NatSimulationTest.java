package org.sctpshim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.simulation.SimulatedNetwork.Link;

/**
 * NATs that come and go on the links by seed and falsify addresses, with loss, duplicates, reordering and cuts: nothing
 * is ever protected under a falsified address, and when the NATs are gone all comes right.
 *
 * <p>{@code -Dsimulation.nat.seeds=2000} runs more.
 */
class NatSimulationTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int SEEDS = Integer.getInteger("simulation.nat.seeds", 100);

    @Test
    @Requirement({"RFC 4555 M6", "RFC 4555 M21"})
    void noSelectorEverNamesAnAddressThatANatMadeUpAndAllComesRightWithoutIt() {
        List<String> failures = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS && failures.size() < 5; seed++) {
            failures.addAll(run(seed));
        }
        assertThat(failures).isEmpty();
    }

    private static List<String> run(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Simulation simulation =
                new Simulation(random.split(), List.of("10.1.0.1", "10.2.0.1"), List.of("10.1.0.2", "10.2.0.2"));
        simulation.network.addLink(Simulation.address("10.1.0.1"), Simulation.address("10.1.0.2"));
        simulation.network.addLink(Simulation.address("10.2.0.1"), Simulation.address("10.2.0.2"));
        List<String> failures = new ArrayList<>();
        boolean openFirst = random.nextBoolean();
        if (openFirst) {
            simulation.openAssociation();
        }
        for (int i = 0; i < 6; i++) {
            simulation.runFor(random.nextLong(15 * SECOND_NS));
            simulation.network.links().forEach(link -> disturb(link, random));
            falsified(simulation.alpha, seed, failures);
            falsified(simulation.beta, seed, failures);
            if (i == 2 && !openFirst) {
                simulation.openAssociation();
            }
        }
        simulation.network.links().forEach(NatSimulationTest::heal);
        simulation.runFor(240 * SECOND_NS);
        Agreement.violations(simulation).forEach(violation -> failures.add("seed " + seed + ": " + violation));
        return failures;
    }

    private static void falsified(SimulatedHost host, long seed, List<String> failures) {
        host.installed.values().stream()
                .map(child -> child.path().pair())
                .filter(pair -> pair.remote().getHostAddress().matches(".*\\.10[12]"))
                .forEach(pair -> failures.add("seed " + seed + ": " + host.name + " protects " + pair));
    }

    private static void disturb(Link link, SplittableRandom random) {
        link.falsifies = random.nextInt(2) == 0;
        link.cut = random.nextInt(5) == 0;
        link.loss = random.nextInt(3) == 0 ? random.nextDouble() * 0.3 : 0;
        link.duplication = random.nextInt(3) == 0 ? random.nextDouble() : 0;
        link.jitterNs = random.nextInt(3) == 0 ? 1 + random.nextLong(400_000_000L) : 0;
    }

    private static void heal(Link link) {
        link.falsifies = false;
        link.cut = false;
        link.loss = 0;
        link.duplication = 0;
        link.jitterNs = 0;
    }
}
