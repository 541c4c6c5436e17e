package org.sctpshim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.sctpshim.ike.session.Lifetimes;

/**
 * Two hosts with an IKE SA for each pair of addresses, over links that lose, delay, double and are cut, while both
 * authenticate anew every few seconds and either is restarted. When the faults end, each pair has its one IKE SA again.
 *
 * <p>{@code -Dsimulation.pairs=1000} runs more seeds, {@code -Dsimulation.seed=N} replays one.
 */
class PairsSimulationTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int SEEDS = Integer.getInteger("simulation.pairs", 40);

    @Test
    void eachPairHasItsOneIkeSaWhenTheFaultsEnd() {
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
        Lifetimes lifetimes = random.nextBoolean()
                ? Lifetimes.DEFAULT
                : Lifetimes.DEFAULT.withReauthentication(Duration.ofMillis(20_000 + random.nextInt(60_000)));
        Simulation simulation = Simulation.withIkeSaPerPair(
                random.split(), List.of("10.1.0.1", "10.2.0.1"), List.of("10.1.0.2", "10.2.0.2"), lifetimes);
        simulation.network.addLink(Simulation.address("10.1.0.1"), Simulation.address("10.1.0.2"));
        simulation.network.addLink(Simulation.address("10.2.0.1"), Simulation.address("10.2.0.2"));
        simulation.openAssociation();
        for (int i = 0; i < 1 + random.nextInt(5); i++) {
            disturb(simulation, random);
            simulation.runFor(random.nextLong(40 * SECOND_NS));
            restart(simulation, random);
        }
        heal(simulation);
        simulation.runFor(420 * SECOND_NS);
        // Something is replaced at any time; it is over soon.
        for (int i = 0; i < 400 && !Agreement.violations(simulation).isEmpty(); i++) {
            simulation.runFor(SECOND_NS / 4);
        }
        if (print) {
            simulation.alpha.log.forEach(line -> System.out.println("alpha " + line));
            simulation.beta.log.forEach(line -> System.out.println("beta  " + line));
        }
        return Agreement.violations(simulation).stream()
                .map(violation -> "seed " + seed + ": " + violation
                        + " -- replay: mvn -pl address-registry test -Dtest=PairsSimulationTest -Dsimulation.seed="
                        + seed)
                .toList();
    }

    private static void restart(Simulation simulation, SplittableRandom random) {
        switch (random.nextInt(6)) {
            case 0 -> {
                simulation.beta.restart();
                simulation.beta.ike.listen(simulation.betaEnd(), simulation.nowNs);
            }
            case 1 -> {
                simulation.alpha.restart();
                simulation.openAssociation();
            }
            default -> {}
        }
        simulation.drain();
    }

    private static void disturb(Simulation simulation, SplittableRandom random) {
        for (SimulatedNetwork.Link link : simulation.network.links()) {
            link.cut = random.nextInt(4) == 0;
            link.loss = random.nextInt(3) == 0 ? random.nextDouble() * 0.4 : 0;
            link.duplication = random.nextInt(3) == 0 ? random.nextDouble() * 0.5 : 0;
            link.jitterNs = random.nextInt(3) == 0 ? 1 + random.nextLong(400_000_000L) : 0;
        }
    }

    private static void heal(Simulation simulation) {
        for (SimulatedNetwork.Link link : simulation.network.links()) {
            link.cut = false;
            link.loss = 0;
            link.duplication = 0;
            link.jitterNs = 0;
        }
    }
}
