package org.sctpshim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.sa.NatTraversal;
import org.sctpshim.ike.session.Lifetimes;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.simulation.SimulatedNetwork.Link;

/**
 * One end is behind a NAT on each of its links, which forgets its mappings now and then, with loss, duplicates, reordering,
 * cuts, restarts and replayed datagrams. When the faults end, both ends agree on the one pair that a NAT leaves.
 *
 * <p>{@code -Dsimulation.nat.seeds=2000} runs more, {@code -Dsimulation.seed=N} replays one and prints its log.
 */
class TranslatingNatSimulationTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int SEEDS = Integer.getInteger("simulation.nat.seeds", 100);

    @Test
    @Requirement({"RFC 7296 2.23", "RFC 4555 M20"})
    void theOnePairThatANatLeavesEndsProtectedWhateverTheNatForgets() {
        Long only = Long.getLong("simulation.seed");
        List<String> failures = new ArrayList<>();
        long last = only == null ? SEEDS : only;
        for (long seed = only == null ? 1 : only; seed <= last && failures.size() < 5; seed++) {
            failures.addAll(run(seed, only != null));
        }
        assertThat(failures).isEmpty();
    }

    private static List<String> run(long seed, boolean print) {
        SplittableRandom random = new SplittableRandom(seed);
        Simulation simulation = new Simulation(
                random.split(),
                List.of("10.1.0.1", "10.2.0.1"),
                List.of("10.1.0.2", "10.2.0.2"),
                Lifetimes.DEFAULT,
                Lifetimes.DEFAULT,
                SecurityProfile.MODERN,
                NatTraversal.ALLOW);
        link(simulation, "10.1.0.1", "10.91.0.1", "10.1.0.2");
        link(simulation, "10.2.0.1", "10.92.0.1", "10.2.0.2");
        simulation.openAssociation();
        for (int i = 0; i < 6; i++) {
            simulation.runFor(random.nextLong(20 * SECOND_NS));
            change(simulation, random);
            simulation.drain();
        }
        simulation.network.links().forEach(TranslatingNatSimulationTest::heal);
        simulation.runFor(240 * SECOND_NS);
        if (print) {
            simulation.alpha.log.forEach(line -> System.out.println("alpha " + line));
            simulation.beta.log.forEach(line -> System.out.println("beta  " + line));
        }
        return violations(simulation).stream()
                .map(found -> "seed " + seed + ": " + found)
                .toList();
    }

    private static void link(Simulation simulation, String inside, String outer, String other) {
        Link link = simulation.network.addLink(
                Simulation.address(inside), Simulation.address(outer), Simulation.address(other));
        link.nat = new TranslatingNat(Simulation.address(inside), Simulation.address(outer));
    }

    private static void change(Simulation simulation, SplittableRandom random) {
        List<Link> links = simulation.network.links();
        Link any = links.get(random.nextInt(links.size()));
        switch (random.nextInt(6)) {
            case 0, 1 -> any.forgetMappings();
            case 2, 3 -> links.forEach(link -> disturb(link, random));
            case 4 -> simulation.network.attack(100, List.copyOf(simulation.beta.addresses), simulation.nowNs);
            default -> {
                simulation.beta.restart();
                simulation.beta.ike.listen(simulation.betaEnd(), simulation.nowNs);
            }
        }
    }

    private static void disturb(Link link, SplittableRandom random) {
        link.cut = random.nextInt(5) == 0;
        link.loss = random.nextInt(3) == 0 ? random.nextDouble() * 0.3 : 0;
        link.duplication = random.nextInt(3) == 0 ? random.nextDouble() : 0;
        link.jitterNs = random.nextInt(3) == 0 ? 1 + random.nextLong(400_000_000L) : 0;
    }

    private static void heal(Link link) {
        link.cut = false;
        link.loss = 0;
        link.duplication = 0;
        link.jitterNs = 0;
    }

    private static List<String> violations(Simulation simulation) {
        List<String> found = new ArrayList<>();
        Agreement.mirrored(simulation.alpha, simulation.beta, found);
        Agreement.mirrored(simulation.beta, simulation.alpha, found);
        found.addAll(simulation.alpha.violations);
        found.addAll(simulation.beta.violations);
        List<AddressPair> pairs = simulation.alpha.installed.values().stream()
                .filter(child -> !simulation.alpha.lingers(child.spis(), simulation.nowNs))
                .map(child -> child.path().pair())
                .toList();
        List<AddressPair> current = simulation.alpha.ike.registry().currentPair(Simulation.BETA).stream()
                .toList();
        if (current.isEmpty() || !pairs.equals(current)) {
            found.add("protected are " + pairs + ", and the IKE SA runs over " + current);
        }
        if (simulation.alpha.ike.establishedCount() != 1 || simulation.beta.ike.establishedCount() != 1) {
            found.add("IKE SAs: " + simulation.alpha.ike.establishedCount() + " and "
                    + simulation.beta.ike.establishedCount());
        }
        return found;
    }
}
