package org.sctpshim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.session.Lifetimes;
import org.sctpshim.simulation.SimulatedNetwork.Link;

/**
 * Two hosts under loss, delay, reordering, duplication, cuts, changes of addresses, restarts, and somebody who sends again
 * what was overheard, changed or not, from anywhere; one seed a run. When the faults end, everything must come right.
 *
 * <p>{@code -Dsimulation.seeds=10000} runs more, {@code -Dsimulation.seed=N} replays one and prints its log.
 */
class FaultySimulationTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 2_000);

    @Test
    void everyLivePathEndsProtectedAndBothEndsAgree() {
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
        Simulation simulation = new Simulation(
                random.split(),
                List.of("10.1.0.1", "10.2.0.1"),
                random.nextInt(4) == 0 ? List.of("10.1.0.2", "10.2.0.2", "192.0.2.7") : List.of("10.1.0.2", "10.2.0.2"),
                lifetimes(random),
                lifetimes(random),
                seed % 4 == 0 ? SecurityProfile.HYBRID : SecurityProfile.MODERN);
        simulation.network.addLink(
                Simulation.address("10.1.0.1"), Simulation.address("10.1.0.2"), Simulation.address("192.0.2.7"));
        simulation.network.addLink(Simulation.address("10.2.0.1"), Simulation.address("10.2.0.2"));
        Link third = simulation.network.addLink(Simulation.address("10.3.0.1"), Simulation.address("10.3.0.2"));
        third.delayNs = 300_000L;
        List<String> failures = new ArrayList<>();
        try {
            misbehave(simulation, random);
            recover(simulation);
            for (String violation : Agreement.violations(simulation)) {
                failures.add("seed " + seed + ": " + violation
                        + " -- replay: mvn -pl address-registry test -Dtest=FaultySimulationTest -Dsimulation.seed="
                        + seed);
            }
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e, e);
        }
        if (print) {
            simulation.alpha.log.forEach(line -> System.out.println("alpha " + line));
            simulation.beta.log.forEach(line -> System.out.println("beta  " + line));
        }
        return failures;
    }

    /** Every second run has SAs that are replaced every few seconds, at both ends, so that replacements collide. */
    private static Lifetimes lifetimes(SplittableRandom random) {
        return random.nextBoolean() ? Lifetimes.DEFAULT : shortLifetimes(random);
    }

    private static Lifetimes shortLifetimes(SplittableRandom random) {
        Lifetimes child = Lifetimes.DEFAULT.withChild(Duration.ofMillis(15_000 + random.nextInt(30_000)));
        return child.withIke(Duration.ofMillis(20_000 + random.nextInt(60_000))).withJitterPercent(random.nextInt(50));
    }

    private static void misbehave(Simulation simulation, SplittableRandom random) {
        boolean openFirst = random.nextBoolean();
        if (openFirst) {
            simulation.openAssociation();
        }
        disturb(simulation, random);
        if (!openFirst) {
            simulation.openAssociation();
        }
        int steps = 1 + random.nextInt(6);
        for (int i = 0; i < steps; i++) {
            simulation.runFor(random.nextLong(20 * SECOND_NS));
            change(simulation, random);
        }
    }

    private static void change(Simulation simulation, SplittableRandom random) {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> disturb(simulation, random);
            case 3 -> addAddress(simulation);
            case 4 -> removeAddress(simulation, random);
            case 5 -> restartBeta(simulation);
            case 6 -> restartAlpha(simulation);
            case 7, 8 -> attack(simulation, random);
            default -> heal(simulation);
        }
        simulation.drain();
    }

    private static void disturb(Simulation simulation, SplittableRandom random) {
        for (Link link : simulation.network.links()) {
            link.cut = random.nextInt(4) == 0;
            link.loss = random.nextInt(3) == 0 ? random.nextDouble() * 0.4 : 0;
            link.duplication = random.nextInt(3) == 0 ? random.nextDouble() * 0.5 : 0;
            link.jitterNs = random.nextInt(3) == 0 ? 1 + random.nextLong(400_000_000L) : 0;
        }
    }

    private static void attack(Simulation simulation, SplittableRandom random) {
        List<java.net.InetAddress> addresses = new ArrayList<>(simulation.alpha.addresses);
        addresses.addAll(simulation.beta.addresses);
        simulation.network.attack(1 + random.nextInt(200), addresses, simulation.nowNs);
    }

    private static void heal(Simulation simulation) {
        for (Link link : simulation.network.links()) {
            link.cut = false;
            link.loss = 0;
            link.duplication = 0;
            link.jitterNs = 0;
        }
    }

    private static void addAddress(Simulation simulation) {
        if (simulation.alpha.addresses.add(Simulation.address("10.3.0.1"))) {
            simulation.alpha.ike.addLocal(simulation.association(), Simulation.address("10.3.0.1"), simulation.nowNs);
        }
    }

    private static void removeAddress(Simulation simulation, SplittableRandom random) {
        List<java.net.InetAddress> addresses = new ArrayList<>(simulation.alpha.addresses);
        if (addresses.size() > 1) {
            var victim = addresses.get(random.nextInt(addresses.size()));
            simulation.alpha.ike.removeLocal(simulation.association(), victim, simulation.nowNs);
            simulation.alpha.addresses.remove(victim);
        }
    }

    private static void restartBeta(Simulation simulation) {
        simulation.beta.restart();
        simulation.beta.ike.listen(simulation.betaEnd(), simulation.nowNs);
    }

    private static void restartAlpha(Simulation simulation) {
        simulation.alpha.restart();
        simulation.openAssociation();
    }

    private static void recover(Simulation simulation) {
        heal(simulation);
        simulation.runFor(240 * SECOND_NS);
        // A replacement may be under way at any time; it is over soon.
        for (int i = 0; i < 200 && !Agreement.violations(simulation).isEmpty(); i++) {
            simulation.runFor(SECOND_NS / 4);
        }
    }
}
