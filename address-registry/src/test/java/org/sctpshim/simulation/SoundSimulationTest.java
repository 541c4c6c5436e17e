package org.sctpshim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.SctpPathState;
import org.sctpshim.simulation.SimulatedNetwork.Link;

/** The story of one association, step by step, on links that do what they are told. */
class SoundSimulationTest {
    private static final long MILLISECOND_NS = 1_000_000L;

    private final Simulation simulation =
            new Simulation(new SplittableRandom(7), List.of("10.1.0.1", "10.2.0.1"), List.of("10.1.0.2", "10.2.0.2"));
    private final Link first =
            simulation.network.addLink(Simulation.address("10.1.0.1"), Simulation.address("10.1.0.2"));
    private final Link second =
            simulation.network.addLink(Simulation.address("10.2.0.1"), Simulation.address("10.2.0.2"));

    @BeforeEach
    void open() {
        simulation.openAssociation();
        simulation.runFor(200 * MILLISECOND_NS);
    }

    private AddressPair current() {
        return simulation.alpha.ike.registry().currentPair(Simulation.BETA).orElseThrow();
    }

    @Test
    void oneIkeSaProtectsAllFourPathsWithinAFewRoundTrips() {
        assertThat(Agreement.violations(simulation)).isEmpty();
        assertThat(simulation.alpha.installed).hasSize(4);
        assertThat(simulation.alpha.ike.establishedCount()).isEqualTo(1);
    }

    @Test
    void aSilentCutMovesTheIkeSaToTheLivingLinkAndLeavesEveryTransportSaAlone() {
        var before = List.copyOf(simulation.alpha.installed.keySet());
        first.cut = true;
        simulation.alpha.ike.registry().paths(Simulation.BETA).stream()
                .filter(view -> view.id().pair().equals(current()))
                .forEach(view ->
                        simulation.alpha.ike.hint(view.id(), SctpPathState.POTENTIALLY_FAILED, simulation.nowNs));
        simulation.drain();

        simulation.runFor(1_500 * MILLISECOND_NS);

        assertThat(current())
                .isEqualTo(new AddressPair(Simulation.address("10.2.0.1"), Simulation.address("10.2.0.2")));
        assertThat(simulation.beta.ike.registry().currentPair(Simulation.ALPHA).orElseThrow())
                .isEqualTo(new AddressPair(Simulation.address("10.2.0.2"), Simulation.address("10.2.0.1")));
        assertThat(simulation.alpha.installed.keySet()).containsExactlyElementsOf(before);
        assertThat(simulation.beta.installed).hasSize(4);
    }

    @Test
    void withoutAHintLivenessFindsTheCutByItself() {
        first.cut = true;
        simulation.runFor(15_000 * MILLISECOND_NS);

        assertThat(current().local()).isEqualTo(Simulation.address("10.2.0.1"));
        assertThat(Agreement.violations(simulation)).isEmpty();
    }

    @Test
    void whenBothLinksAreCutForMinutesAllComesBackByItself() {
        first.cut = true;
        second.cut = true;
        simulation.runFor(400_000 * MILLISECOND_NS);
        assertThat(simulation.alpha.installed).as("fail closed").isEmpty();
        first.cut = false;
        second.cut = false;
        simulation.runFor(30_000 * MILLISECOND_NS);

        assertThat(Agreement.violations(simulation)).isEmpty();
        assertThat(simulation.alpha.installed).hasSize(4);
    }

    @Test
    void closingTheAssociationLeavesNothingAtEitherEnd() {
        simulation.alpha.ike.close(simulation.association(), simulation.nowNs);
        simulation.drain();
        simulation.runFor(5_000 * MILLISECOND_NS);

        assertThat(simulation.alpha.installed).isEmpty();
        assertThat(simulation.beta.installed).isEmpty();
        assertThat(simulation.alpha.ike.sessionCount()).isZero();
        assertThat(simulation.beta.ike.sessionCount()).isZero();
    }
}
