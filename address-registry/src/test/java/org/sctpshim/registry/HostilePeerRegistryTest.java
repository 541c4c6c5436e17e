package org.sctpshim.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.registry.RegistryHarness.A1;
import static org.sctpshim.registry.RegistryHarness.A2;
import static org.sctpshim.registry.RegistryHarness.B1;
import static org.sctpshim.registry.RegistryHarness.B2;
import static org.sctpshim.registry.RegistryHarness.BETA;
import static org.sctpshim.registry.RegistryHarness.claim;
import static org.sctpshim.registry.RegistryHarness.end;
import static org.sctpshim.registry.RegistryHarness.pair;
import static org.sctpshim.registry.RegistryHarness.path;
import static org.sctpshim.registry.RegistryHarness.spis;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;

/** What a peer must not be able to make of the registry, by lists, by silence, or by another peer's addresses. */
class HostilePeerRegistryTest {
    private static final PeerId GAMMA = new PeerId("gamma");

    private final RegistryHarness host = new RegistryHarness();
    private final AddressRegistry registry = host.registry;

    @Test
    void anAddressOfAnotherFamilyThanAllOfOursIsNothingToWaitFor() {
        host.openAndEstablish(AddressPolicy.anyListed(), claim(RegistryHarness.address("fd00::2")));
        host.protectEveryWish();

        assertThat(registry.deadlineNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    @Requirement("RFC 4555 M27")
    void addressesThatDoNotAnswerShrinkWhatIsCheckedAtOnceAndOnesThatDoLetItGrow() {
        InetAddress[] dead = new InetAddress[15];
        for (int i = 0; i < dead.length; i++) {
            dead[i] = RegistryHarness.address("10.9.0." + (1 + i));
        }
        host.openAndEstablish(AddressPolicy.anyListed(), claim(dead));
        List<AddressPair> first = checks();
        assertThat(first).hasSizeGreaterThan(20);
        first.forEach(each -> registry.reachabilityFailed(BETA, each, host.nowNs));
        assertThat(checks()).hasSizeLessThanOrEqualTo(4);

        host.advanceMillis(10_000);
        List<AddressPair> second = checks();
        assertThat(second).hasSizeLessThanOrEqualTo(4);
        second.forEach(each -> registry.reachabilityShown(BETA, each, host.nowNs));
        assertThat(checks()).hasSizeGreaterThan(second.size());
    }

    @Test
    @Requirement("RFC 4555 M26")
    void aProofThatComesAfterItsAddressWasLeftIsWorthNothing() {
        host.openAndEstablish(AddressPolicy.anyListed(), claim(B2));
        registry.peerListed(BETA, List.of(B1), NatFinding.VOWED, 0);
        registry.reachabilityShown(BETA, pair(A1, B2), 0);
        registry.peerListed(BETA, List.of(B1, B2), NatFinding.VOWED, 0);

        assertThat(registry.decide(BETA, path(A1, B2))).isEqualTo(SelectorDecision.NOT_YET);
    }

    @Test
    void aPathWhoseAddressWasLeftWhileItWasNegotiatedIsNegotiatedAgainWhenTheAddressReturns() {
        host.openAndEstablish(AddressPolicy.anyListed(), claim(B2));
        registry.reachabilityShown(BETA, pair(A1, B2), 0);
        assertThat(host.pathsToNegotiate()).contains(path(A1, B2));
        registry.peerListed(BETA, List.of(B1), NatFinding.VOWED, 0);
        assertThat(registry.childEstablished(BETA, path(A1, B2), spis(1), 0)).isFalse();

        registry.peerListed(BETA, List.of(B1, B2), NatFinding.VOWED, 0);
        registry.reachabilityShown(BETA, pair(A1, B2), 0);
        host.advanceMillis(100);
        assertThat(host.pathsToNegotiate()).contains(path(A1, B2));
    }

    @Test
    void replacedSasOfAPathGoWithIt() {
        registry.addPeer(BETA, AddressPolicy.anyListed());
        registry.listen(end(A1), 0);
        registry.peerEstablished(BETA, claim(), 0);
        registry.childEstablished(BETA, path(A1, B1), spis(1), 0);
        registry.childEstablished(BETA, path(A1, B1), spis(2), 0);
        host.wishes();
        registry.childRemoved(BETA, path(A1, B1), spis(2), "deleted by the peer", 0);

        assertThat(host.wishes()).contains(new RegistryWish.DeleteChild(BETA, path(A1, B1), spis(1)));
    }

    @Test
    void twoPeersThatHadOneAddressInTurnKeepTheirPathsApart() {
        host.openAndEstablish(AddressPolicy.anyListed(), claim(B2));
        registry.reachabilityShown(BETA, pair(A1, B2), 0);
        registry.childEstablished(BETA, path(A1, B2), spis(1), 0);
        registry.peerListed(BETA, List.of(B1), NatFinding.VOWED, 0);

        registry.addPeer(GAMMA, AddressPolicy.anyListed());
        AssociationId second = registry.open(GAMMA, end(A1, A2), RegistryHarness.REMOTE_PORT, List.of(B2), 0);
        registry.peerEstablished(
                GAMMA, new PeerClaim(pair(A1, B2), List.of(), List.of(A1, A2), true, true, NatFinding.VOWED, true), 0);
        assertThat(registry.childEstablished(GAMMA, path(A1, B2), spis(2), 0)).isTrue();

        assertThat(registry.paths(second)).anySatisfy(view -> {
            assertThat(view.id()).isEqualTo(path(A1, B2));
            assertThat(view.spis()).contains(spis(2));
        });
        assertThat(registry.paths(BETA))
                .noneSatisfy(view -> assertThat(view.spis()).contains(spis(2)));
    }

    @Test
    @Requirement("RFC 4555 M8")
    void aHintAboutOnePeerDoesNotSilenceOneAboutAnother() {
        host.openAndEstablish(AddressPolicy.anyListed(), claim());
        registry.addPeer(GAMMA, AddressPolicy.anyListed());
        InetAddress c1 = RegistryHarness.address("10.1.0.3");
        registry.open(GAMMA, end(A1, A2), RegistryHarness.REMOTE_PORT, List.of(c1), 0);
        registry.peerEstablished(
                GAMMA, new PeerClaim(pair(A1, c1), List.of(), List.of(A1, A2), true, true, NatFinding.VOWED, true), 0);
        host.wishes();
        registry.hint(path(A1, B1), SctpPathState.INACTIVE, 0);
        registry.hint(path(A1, c1), SctpPathState.INACTIVE, 0);
        registry.hint(path(A1, c1), SctpPathState.INACTIVE, 1);

        assertThat(host.wishes(RegistryWish.TestLiveness.class))
                .containsExactly(
                        new RegistryWish.TestLiveness(BETA, pair(A1, B1)),
                        new RegistryWish.TestLiveness(GAMMA, pair(A1, c1)));
    }

    private List<AddressPair> checks() {
        return host.wishes(RegistryWish.ProveReachability.class).stream()
                .map(RegistryWish.ProveReachability::pair)
                .toList();
    }
}
