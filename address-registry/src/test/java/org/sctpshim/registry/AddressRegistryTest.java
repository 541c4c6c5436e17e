package org.sctpshim.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;

class AddressRegistryTest {
    private final RegistryHarness host = new RegistryHarness();
    private final AddressRegistry registry = host.registry;

    @Test
    void openingAnAssociationWishesForOneIkeSaWithThePeer() {
        registry.addPeer(BETA, AddressPolicy.anyListed());
        registry.open(BETA, end(A1, A2), 2906, List.of(B1), 0);

        assertThat(host.wishes()).containsExactly(new RegistryWish.EstablishPeer(BETA, List.of(A1, A2)));
    }

    @Test
    @Requirement("RFC 4555 M15")
    void everyPairWithAListedAddressIsCheckedOnce() {
        host.openAndEstablish(AddressPolicy.anyListed(), claim(B2));

        assertThat(host.wishes(RegistryWish.ProveReachability.class))
                .extracting(RegistryWish.ProveReachability::pair)
                .containsExactlyInAnyOrder(pair(A2, B1), pair(A1, B2), pair(A2, B2));
        registry.timeout(0);
        assertThat(host.wishes()).isEmpty();
    }

    @Test
    void aPathIsNegotiatedOnceBothEndsHaveCheckedTheOthersAddress() {
        host.openAndEstablish(AddressPolicy.anyListed(), claim(B2));
        assertThat(host.pathsToNegotiate()).containsExactly(path(A1, B1));

        registry.reachabilityAnswered(BETA, A2, 0);
        assertThat(host.pathsToNegotiate()).containsExactly(path(A2, B1));

        registry.reachabilityShown(BETA, pair(A2, B2), 0);
        assertThat(host.pathsToNegotiate()).containsExactlyInAnyOrder(path(A1, B2), path(A2, B2));
    }

    @Test
    void aPathIsProposedAfterAWhileAlsoWhereThePeerDoesNotCheckItsAddress() {
        host.openAndEstablish(AddressPolicy.anyListed(), claim());
        assertThat(host.pathsToNegotiate()).containsExactly(path(A1, B1));

        host.nowNs = registry.deadlineNs();
        registry.timeout(host.nowNs);

        assertThat(host.nowNs).isPositive().isLessThanOrEqualTo(250_000_000L);
        assertThat(host.pathsToNegotiate()).containsExactly(path(A2, B1));
    }

    @Test
    void anAssociationIsReadyWhenEveryPathThatCanBeIsProtected() {
        AssociationId id = host.openAndEstablish(AddressPolicy.anyListed(), claim(B2));
        host.protectEveryWish();
        assertThat(registry.isReady(id)).as("B2 is not checked yet").isFalse();

        registry.reachabilityShown(BETA, pair(A1, B2), 0);
        assertThat(registry.isReady(id)).isFalse();
        host.protectEveryWish();

        assertThat(registry.isReady(id)).isTrue();
        assertThat(registry.paths(id)).hasSize(4).allMatch(view -> view.state() == PathState.PROTECTED);
    }

    @Test
    void aPathThatThePeerRefusesDoesNotHoldUpTheOthers() {
        AssociationId id = host.openAndEstablish(AddressPolicy.anyListed(), claim());
        registry.childEstablished(BETA, path(A1, B1), spis(1), 0);
        assertThat(registry.readiness(id)).isEqualTo(new Readiness.Pending());

        registry.reachabilityAnswered(BETA, A2, 0);
        assertThat(host.pathsToNegotiate()).contains(path(A2, B1));
        registry.childRefused(BETA, path(A2, B1), false, "the peer answered TS_UNACCEPTABLE", 0);

        assertThat(registry.readiness(id)).isEqualTo(new Readiness.Ready());
    }

    @Test
    void anAssociationIsRefusedOnceItsLastPathIsAndNotForGood() {
        AssociationId id = host.openAndEstablish(AddressPolicy.anyListed(), claim());
        registry.childRefused(BETA, path(A1, B1), false, "the peer answered TS_UNACCEPTABLE", 0);
        assertThat(registry.readiness(id)).isEqualTo(new Readiness.Pending());
        registry.reachabilityAnswered(BETA, A2, 0);
        host.wishes();
        registry.childRefused(BETA, path(A2, B1), true, "the peer answered TEMPORARY_FAILURE", 0);
        assertThat(registry.readiness(id)).isEqualTo(new Readiness.Pending());
        host.nowNs = registry.deadlineNs();
        registry.timeout(host.nowNs);
        registry.childRefused(BETA, path(A2, B1), false, "the peer answered TS_UNACCEPTABLE", host.nowNs);

        assertThat(registry.readiness(id))
                .isEqualTo(new Readiness.Refused(path(A1, B1) + ": the peer answered TS_UNACCEPTABLE"));

        host.nowNs = registry.deadlineNs();
        registry.timeout(host.nowNs);
        host.protectEveryWish();
        assertThat(registry.isReady(id)).isTrue();
    }

    @Test
    void anAddressThatCannotBeReachedDoesNotHoldTheAssociationUpAndIsTriedAgain() {
        AssociationId id = host.openAndEstablish(AddressPolicy.anyListed(), claim(B2));
        host.protectEveryWish();
        registry.reachabilityFailed(BETA, pair(A1, B2), 0);
        registry.reachabilityFailed(BETA, pair(A2, B2), 0);
        assertThat(registry.isReady(id)).isTrue();
        host.wishes();

        host.nowNs = registry.deadlineNs();
        registry.timeout(host.nowNs);

        assertThat(host.wishes(RegistryWish.ProveReachability.class))
                .extracting(RegistryWish.ProveReachability::pair)
                .containsExactlyInAnyOrder(pair(A1, B2), pair(A2, B2));
    }

    @Test
    @Requirement({"RFC 3554 S4", "RFC 3554 S7", "RFC 4301 P6"})
    void aListedAddressOutsidePolicyNeverBecomesASelectorAndIsReported() {
        AddressPolicy policy = AddressPolicy.listedWithin(List.of(AddressRange.parse("10.1.0.0/16")));
        host.openAndEstablish(policy, claim(B2));

        assertThat(host.events())
                .contains(new RegistryEvent.AddressRefused(BETA, B2, AuthorisationRule.Verdict.NOT_PERMITTED));
        registry.reachabilityShown(BETA, pair(A1, B2), 0);
        assertThat(host.pathsToNegotiate())
                .noneMatch(path -> path.pair().remote().equals(B2));
        registry.listen(end(A1, A2), 0);
        assertThat(registry.decide(BETA, path(A1, B2))).isEqualTo(SelectorDecision.REFUSED);
    }

    @Test
    @Requirement("RFC 4555 M6")
    void aListIsNoGroundWithAPeerThatDoesNotFollowTheExtension() {
        PeerClaim strict =
                new PeerClaim(pair(A1, B1), List.of(B2), List.of(A1, A2), true, false, NatFinding.VOWED, true);
        host.openAndEstablish(AddressPolicy.anyListed(), strict);
        registry.reachabilityShown(BETA, pair(A1, B2), 0);

        assertThat(host.events())
                .contains(new RegistryEvent.AddressRefused(BETA, B2, AuthorisationRule.Verdict.EXTENSION_NOT_IN_FORCE));
        assertThat(host.pathsToNegotiate())
                .noneMatch(path -> path.pair().remote().equals(B2));
    }

    @Test
    @Requirement("RFC 4555 M6")
    void aListIsNoGroundWhereANatCouldHaveFalsifiedIt() {
        PeerClaim nat = new PeerClaim(pair(A1, B1), List.of(B2), List.of(A1, A2), true, true, NatFinding.UNKNOWN, true);
        host.openAndEstablish(AddressPolicy.anyListed(), nat);

        assertThat(host.events())
                .contains(new RegistryEvent.AddressRefused(BETA, B2, AuthorisationRule.Verdict.NAT_NOT_EXCLUDED));
    }

    @Test
    void theResponderPutsOffAPathWhoseAddressIsNotCheckedYet() {
        registry.addPeer(BETA, AddressPolicy.anyListed());
        registry.listen(end(A1, A2), 0);
        registry.peerEstablished(BETA, claim(B2), 0);

        assertThat(registry.decide(BETA, path(A1, B1))).isEqualTo(SelectorDecision.AUTHORISED);
        assertThat(registry.decide(BETA, path(A1, B2))).isEqualTo(SelectorDecision.NOT_YET);
        registry.reachabilityShown(BETA, pair(A1, B2), 0);
        assertThat(registry.decide(BETA, path(A1, B2))).isEqualTo(SelectorDecision.AUTHORISED);
    }

    @Test
    void theResponderRefusesAPathToAPortThatNothingListensOn() {
        registry.addPeer(BETA, AddressPolicy.anyListed());
        registry.listen(new LocalEnd(java.util.Set.of(A1), 9999), 0);
        registry.peerEstablished(BETA, claim(), 0);

        assertThat(registry.decide(BETA, path(A1, B1))).isEqualTo(SelectorDecision.REFUSED);
    }

    @Test
    void anAddressThatLeavesTheListTakesItsPathsWithIt() {
        AssociationId id = host.openAndEstablish(AddressPolicy.anyListed(), claim(B2));
        registry.reachabilityShown(BETA, pair(A1, B2), 0);
        host.protectEveryWish();
        host.events();

        registry.peerListed(BETA, List.of(), NatFinding.VOWED, 0);

        assertThat(host.wishes(RegistryWish.DeleteChild.class))
                .extracting(RegistryWish.DeleteChild::path)
                .containsExactlyInAnyOrder(path(A1, B2), path(A2, B2));
        assertThat(host.events()).contains(new RegistryEvent.AddressWithdrawn(BETA, B2));
        assertThat(registry.paths(id).stream().filter(view -> view.state() == PathState.PROTECTED))
                .extracting(PathView::id)
                .containsExactlyInAnyOrder(path(A1, B1), path(A2, B1));
    }

    @Test
    void aPathThatThePeerPutOffIsTriedAgainAtOnceWhenThePeerHasCheckedTheAddress() {
        host.openAndEstablish(AddressPolicy.anyListed(), claim());
        host.wishes();
        registry.childRefused(BETA, path(A2, B1), true, "TEMPORARY_FAILURE", 0);
        assertThat(host.pathsToNegotiate()).isEmpty();

        registry.reachabilityAnswered(BETA, A2, 0);

        assertThat(host.pathsToNegotiate()).containsExactly(path(A2, B1));
    }

    @Test
    @Requirement("RFC 3554 S7")
    void anAddressAuthorisedForOnePeerIsRefusedToAnother() {
        PeerId gamma = new PeerId("gamma");
        host.openAndEstablish(AddressPolicy.anyListed(), claim(B2));
        registry.reachabilityShown(BETA, pair(A1, B2), 0);
        registry.addPeer(gamma, AddressPolicy.anyListed());
        host.events();
        var gammaAddress = RegistryHarness.address("10.1.0.3");

        registry.peerEstablished(
                gamma,
                new PeerClaim(pair(A1, gammaAddress), List.of(B2), List.of(A1, A2), true, true, NatFinding.VOWED, true),
                0);
        registry.reachabilityShown(gamma, pair(A1, B2), 0);

        assertThat(host.events()).contains(new RegistryEvent.AddressConflict(gamma, B2, BETA));
        registry.listen(end(A1), 0);
        assertThat(registry.decide(gamma, path(A1, B2))).isEqualTo(SelectorDecision.REFUSED);
    }

    @Test
    void losingTheIkeSaLosesEveryPathAndTriesAgainAfterAWait() {
        AssociationId id = host.openAndEstablish(AddressPolicy.anyListed(), claim());
        host.protectEveryWish();
        registry.peerLost(BETA, "no answer", 0);

        assertThat(registry.paths(id)).allMatch(view -> view.state() == PathState.PLANNED);
        assertThat(host.wishes(RegistryWish.EstablishPeer.class)).isEmpty();
        host.nowNs = registry.deadlineNs();
        assertThat(host.nowNs).isPositive().isLessThan(Long.MAX_VALUE);
        registry.timeout(host.nowNs);
        assertThat(host.wishes(RegistryWish.EstablishPeer.class)).hasSize(1);
    }

    @Test
    void addingALocalAddressAdvertisesTheWholeListAndPlansItsPaths() {
        AssociationId id = host.openAndEstablish(AddressPolicy.anyListed(), claim());
        host.protectEveryWish();
        var a3 = RegistryHarness.address("10.3.0.1");

        registry.addLocal(id, a3, 0);
        assertThat(host.wishes()).contains(new RegistryWish.AdvertiseAddresses(BETA));
        registry.reachabilityAnswered(BETA, a3, 0);

        assertThat(host.pathsToNegotiate()).containsExactly(path(a3, B1));
        assertThat(registry.advertisedTo(BETA)).containsExactly(A1, A2, a3);
    }

    @Test
    void removingALocalAddressWithdrawsItsPathsAndAdvertisesTheRest() {
        AssociationId id = host.openAndEstablish(AddressPolicy.anyListed(), claim());
        host.protectEveryWish();

        registry.removeLocal(id, A2, 0);

        List<RegistryWish> wishes = host.wishes();
        assertThat(wishes).contains(new RegistryWish.AdvertiseAddresses(BETA));
        assertThat(registry.advertisedTo(BETA)).containsExactly(A1);
        assertThat(wishes)
                .anyMatch(wish -> wish instanceof RegistryWish.DeleteChild delete
                        && delete.path().equals(path(A2, B1)));
        assertThatThrownBy(() -> registry.removeLocal(id, A1, 0)).hasMessageContaining("last address");
    }

    @Test
    @Requirement("RFC 4555 M8")
    void aFailingPathThatCarriesTheIkeSaHasItTestedOnceASecondAtMost() {
        host.openAndEstablish(AddressPolicy.anyListed(), claim());
        host.protectEveryWish();

        registry.hint(path(A2, B1), SctpPathState.POTENTIALLY_FAILED, 0);
        assertThat(host.wishes()).isEmpty();
        registry.hint(path(A1, B1), SctpPathState.POTENTIALLY_FAILED, 0);
        registry.hint(path(A1, B1), SctpPathState.INACTIVE, 1);

        assertThat(host.wishes()).containsExactly(new RegistryWish.TestLiveness(BETA, pair(A1, B1)));
    }

    @Test
    void aChildSaThatIsAgreedAfterItsLocalAddressWasRemovedIsNotWanted() {
        AssociationId id = host.openAndEstablish(AddressPolicy.anyListed(), claim());
        registry.removeLocal(id, A2, 0);

        assertThat(registry.childEstablished(BETA, path(A2, B1), spis(9), 0)).isFalse();
        assertThat(registry.paths(id)).noneMatch(view -> view.id().equals(path(A2, B1)));
    }

    @Test
    @Requirement("RFC 4555 M8")
    void aHintNeverChangesWhatIsAllowed() {
        AssociationId id = host.openAndEstablish(AddressPolicy.anyListed(), claim());
        host.protectEveryWish();
        List<PathState> before =
                registry.paths(id).stream().map(PathView::state).toList();

        registry.hint(path(A1, B1), SctpPathState.INACTIVE, 0);

        assertThat(registry.paths(id).stream().map(PathView::state)).isEqualTo(before);
        assertThat(registry.decide(BETA, path(A1, B1))).isEqualTo(SelectorDecision.AUTHORISED);
    }

    @Test
    void anAssociationThatThePeerOpenedEndsWithItsLastPath() {
        registry.addPeer(BETA, AddressPolicy.anyListed());
        registry.listen(end(A1, A2), 0);
        registry.peerEstablished(BETA, claim(), 0);
        registry.childEstablished(BETA, path(A1, B1), spis(1), 0);
        AssociationId id = registry.find(BETA, path(A1, B1).ports()).orElseThrow();
        assertThat(registry.isReady(id)).isTrue();

        registry.childRemoved(BETA, path(A1, B1), spis(1), "deleted by the peer", 0);

        assertThat(registry.find(BETA, path(A1, B1).ports())).isEmpty();
    }

    @Test
    void closingTheLastAssociationClosesTheIkeSa() {
        AssociationId id = host.openAndEstablish(AddressPolicy.anyListed(), claim());
        host.protectEveryWish();

        registry.close(id, 0);

        assertThat(host.wishes())
                .contains(new RegistryWish.ClosePeer(BETA))
                .filteredOn(RegistryWish.DeleteChild.class::isInstance)
                .hasSize(2);
        registry.close(id, 0);
        assertThat(host.wishes()).isEmpty();
    }

    @Test
    @Requirement("RFC 4555 M27")
    void aListLongerThanTheLimitIsCutOff() {
        var many = java.util.stream.IntStream.range(1, 100)
                .mapToObj(number -> RegistryHarness.address("10.9.0." + number))
                .toList();
        host.openAndEstablish(AddressPolicy.anyListed(), claim(many.toArray(java.net.InetAddress[]::new)));

        assertThat(registry.addresses(BETA)).hasSize(PeerAddresses.MAX_ADDRESSES);
    }

    @Test
    void aPeerThatIsNotConfiguredIsNamedInTheError() {
        assertThatThrownBy(() -> registry.open(new PeerId("nobody"), end(A1), 1, List.of(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown peer \"nobody\"");
    }
}
