package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.sa.TransportMode;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.AssociationId;
import org.sctpshim.registry.RegistryEvent;

/** Transport mode or tunnel mode, as both ends' policies have it (RFC 7296 section 1.3.1). */
class TunnelModeTest {
    private static final long A_MOVE_AND_A_REKEY_MS = 6_000;

    @ParameterizedTest(name = "alpha {0}, beta {1}: transport {2}")
    @CsvSource({
        "REQUIRED, REQUIRED, true",
        "REQUIRED, PREFERRED, true",
        "PREFERRED, REQUIRED, true",
        "PREFERRED, PREFERRED, true",
        "PREFERRED, NEVER, false",
        "NEVER, PREFERRED, false",
        "NEVER, NEVER, false"
    })
    void endsWhosePoliciesAllowOneModeTakeIt(TransportMode alpha, TransportMode beta, boolean transport) {
        Ladder ladder = opened(alpha, beta);

        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
        for (TestHost host : new TestHost[] {ladder.alpha, ladder.beta}) {
            Optional<AddressPair> outer = transport ? Optional.empty() : Optional.of(host.current());
            assertThat(host.installed.values())
                    .hasSize(4)
                    .allSatisfy(child -> assertThat(child.tunnel()).isEqualTo(outer));
        }
        ladder.agree();
    }

    @ParameterizedTest(name = "alpha {0}, beta {1}")
    @CsvSource({"REQUIRED, NEVER", "NEVER, REQUIRED"})
    @Requirement("RFC 7296 1.3.1-2")
    void endsWhosePoliciesAllowNoModeInCommonProtectNothingAndSayWhy(TransportMode alpha, TransportMode beta) {
        Ladder ladder = opened(alpha, beta);

        assertThat(ladder.alpha.installed).isEmpty();
        assertThat(ladder.beta.installed)
                .as("what beta made is deleted by alpha")
                .isEmpty();
        assertThat(ladder.beta.protectedPaths()).isZero();
        assertThat(ladder.alpha.events(HostEvent.Registry.class))
                .extracting(HostEvent.Registry::event)
                .filteredOn(RegistryEvent.PathRefused.class::isInstance)
                .isNotEmpty()
                .allSatisfy(refused -> assertThat(((RegistryEvent.PathRefused) refused).reason())
                        .containsAnyOf("insists on tunnel mode", "NO_PROPOSAL_CHOSEN"));
    }

    @Test
    void tunnelsGoAlongWithTheIkeSaWhileNoPathIsWithoutOne() {
        Ladder ladder = new Ladder(
                HostSetup.alpha().transport(TransportMode.PREFERRED),
                HostSetup.beta().transport(TransportMode.NEVER));
        AssociationId id = ladder.established();
        AddressPair before = ladder.alpha.current();
        ladder.alpha.ike.removeLocal(id, before.local(), ladder.alpha.nowNs);
        ladder.alpha.drain();
        ladder.passMillis(A_MOVE_AND_A_REKEY_MS);

        AddressPair after = ladder.alpha.current();
        assertThat(after.local()).isNotEqualTo(before.local());
        assertThat(ladder.alpha.installed.values())
                .hasSize(2)
                .allSatisfy(child -> assertThat(child.tunnel()).contains(after));
        assertThat(ladder.beta.installed.values())
                .hasSize(2)
                .extracting(ChildSa::tunnel)
                .containsOnly(Optional.of(after.turned()));
        ladder.agree();
    }

    private static Ladder opened(TransportMode alpha, TransportMode beta) {
        Ladder ladder =
                new Ladder(HostSetup.alpha().transport(alpha), HostSetup.beta().transport(beta));
        ladder.alpha.opens();
        ladder.settle();
        ladder.passMillis(1_000);
        return ladder;
    }
}
