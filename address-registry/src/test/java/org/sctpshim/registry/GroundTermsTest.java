package org.sctpshim.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sctpshim.registry.RegistryHarness.A1;
import static org.sctpshim.registry.RegistryHarness.A2;
import static org.sctpshim.registry.RegistryHarness.B1;
import static org.sctpshim.registry.RegistryHarness.B2;
import static org.sctpshim.registry.RegistryHarness.BETA;
import static org.sctpshim.registry.RegistryHarness.pair;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sctpshim.conformance.Requirement;

/** The terms of the rule that policy may loosen for a peer, and what happens to SAs whose term is lost. */
class GroundTermsTest {
    private static final AddressPolicy ANY = AddressPolicy.anyListed();

    private final RegistryHarness harness = new RegistryHarness();

    private static PeerClaim claim(NatFinding nats, boolean announces, boolean initiatedHere) {
        return new PeerClaim(pair(A1, B1), List.of(B1, B2), List.of(A1, A2), true, announces, nats, initiatedHere);
    }

    private SelectorDecision decisionOnB2() {
        return harness.registry.decide(BETA, RegistryHarness.path(A2, B2));
    }

    private void establish(AddressPolicy policy, PeerClaim claim) {
        harness.openAndEstablish(policy, claim);
        harness.registry.reachabilityShown(BETA, pair(A2, B2), 0);
    }

    @ParameterizedTest
    @EnumSource(NatFinding.class)
    @Requirement({"RFC 4555 M6", "RFC 4555 M21"})
    void aListIsAGroundOnlyWhereAsMuchIsKnownOfNatsAsPolicyAsksFor(NatFinding known) {
        for (NatFinding least : List.of(NatFinding.UNKNOWN, NatFinding.NOT_DETECTED, NatFinding.VOWED)) {
            RegistryHarness each = new RegistryHarness();
            each.openAndEstablish(ANY.with(GroundTerms.STRICT.withLeastNatFinding(least)), claim(known, true, true));
            each.registry.reachabilityShown(BETA, pair(A2, B2), 0);
            SelectorDecision expected =
                    known.compareTo(least) >= 0 ? SelectorDecision.AUTHORISED : SelectorDecision.REFUSED;
            assertThat(each.registry.decide(BETA, RegistryHarness.path(A2, B2)))
                    .as("%s known, %s asked for", known, least)
                    .isEqualTo(expected);
        }
    }

    @Test
    void noPolicyCanHaveAListCountThatCameThroughANat() {
        assertThatThrownBy(() -> GroundTerms.STRICT.withLeastNatFinding(NatFinding.DETECTED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NAT");
    }

    @Test
    @Requirement("RFC 4555 M15")
    void aVouchedAddressIsCheckedUnlessPolicyTakesItAsItIs() {
        AddressPolicy vouching =
                new AddressPolicy(ANY.permitted(), List.of(AddressRange.of(B2)), AddressPolicy.Listed.NEVER);
        harness.openAndEstablish(vouching, claim(NatFinding.UNKNOWN, false, true));
        assertThat(decisionOnB2()).isEqualTo(SelectorDecision.NOT_YET);

        RegistryHarness trusting = new RegistryHarness();
        trusting.openAndEstablish(
                vouching.with(GroundTerms.STRICT.withVouchedTakenAsTheyAre()), claim(NatFinding.UNKNOWN, false, true));
        assertThat(trusting.registry.decide(BETA, RegistryHarness.path(A2, B2))).isEqualTo(SelectorDecision.AUTHORISED);
    }

    @Test
    @Requirement({"RFC 4555 M6", "RFC 4555 M21"})
    void aNatThatIsFoundLaterWithdrawsWhatRestedOnTheList() {
        establish(ANY, claim(NatFinding.VOWED, true, true));
        harness.protectEveryWish();
        assertThat(protectedRemotes()).contains(B1, B2);
        harness.registry.natsFound(BETA, NatFinding.DETECTED, 0);

        assertThat(protectedRemotes()).containsOnly(B1);
        assertThat(harness.wishes(RegistryWish.DeleteChild.class))
                .extracting(wish -> wish.spis())
                .isNotEmpty();
    }

    @Test
    @Requirement("RFC 4555 M12")
    void aListWithoutAVowWithdrawsWhatRestedOnTheOneThatHadIt() {
        establish(ANY, claim(NatFinding.VOWED, true, true));
        harness.protectEveryWish();
        harness.registry.peerListed(BETA, List.of(B1, B2), NatFinding.UNKNOWN, 0);

        assertThat(protectedRemotes()).containsOnly(B1);
    }

    @Test
    @Requirement({"RFC 4555 M5", "RFC 4555 M22"})
    void whatAStrictPeerListsIsTestedOnlyByTheEndThatInitiated() {
        harness.openAndEstablish(ANY, claim(NatFinding.VOWED, false, true));
        assertThat(checked(harness)).contains(B2);

        RegistryHarness responder = new RegistryHarness();
        responder.openAndEstablish(ANY, claim(NatFinding.VOWED, false, false));
        assertThat(checked(responder)).doesNotContain(B2);
        assertThat(responder.registry.addressesForChanges(BETA))
                .as("but it may be told of changes there")
                .contains(B2);
    }

    private static List<InetAddress> checked(RegistryHarness harness) {
        return harness.wishes(RegistryWish.ProveReachability.class).stream()
                .map(wish -> wish.pair().remote())
                .toList();
    }

    private List<InetAddress> protectedRemotes() {
        return harness.registry.paths(BETA).stream()
                .filter(path -> path.state() == PathState.PROTECTED)
                .map(path -> path.id().pair().remote())
                .toList();
    }
}
