package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.ike.host.HostSetup.A1;
import static org.sctpshim.ike.host.HostSetup.A2;
import static org.sctpshim.ike.host.HostSetup.B1;
import static org.sctpshim.ike.host.HostSetup.B2;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.AssociationId;
import org.sctpshim.registry.IkeSaPerPair;
import org.sctpshim.registry.PathState;
import org.sctpshim.registry.PathView;

/** Peers that know nothing of the relaxed rule: each pair of addresses has an IKE SA of its own. */
class IkeSaPerPairLadderTest {
    private final Ladder ladder = new Ladder(
            HostSetup.alpha().strict(IkeSaPerPair.PREFERRED, B1, B2),
            HostSetup.beta().strict(IkeSaPerPair.PREFERRED, A1, A2));

    private AssociationId established() {
        AssociationId id = ladder.alpha.opens();
        ladder.passMillis(1_000);
        everyPairHasItsOwn();
        ladder.alpha.events.clear();
        ladder.beta.events.clear();
        return id;
    }

    private void everyPairHasItsOwn() {
        assertThat(ladder.alpha.ike.sessionCount()).isEqualTo(4);
        assertThat(ladder.beta.ike.sessionCount()).isEqualTo(4);
        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
        assertThat(ladder.beta.protectedPaths()).isEqualTo(4);
        ladder.agree();
    }

    private List<AddressPair> protectedPairs() {
        return ladder.alpha.ike.registry().paths(ladder.alpha.peer()).stream()
                .filter(path -> path.state() == PathState.PROTECTED)
                .map(PathView::id)
                .map(id -> id.pair())
                .toList();
    }

    private static boolean isOver(IkeDatagram datagram, InetAddress one, InetAddress other) {
        AddressPair pair = datagram.endpoints().addresses();
        return (pair.local().equals(one) && pair.remote().equals(other))
                || (pair.local().equals(other) && pair.remote().equals(one));
    }

    @Test
    void everyPairIsProtectedUnderAnIkeSaInitiatedFromItsOwnAddresses() {
        ladder.alpha.opens();
        ladder.passMillis(1_000);

        everyPairHasItsOwn();
        assertThat(ladder.alpha.current()).isEqualTo(new AddressPair(A1, B1));
        assertThat(ladder.alpha.events(HostEvent.FurtherIkeSaEstablished.class))
                .extracting(HostEvent.FurtherIkeSaEstablished::pair)
                .containsExactlyInAnyOrder(new AddressPair(A1, B2), new AddressPair(A2, B1), new AddressPair(A2, B2));
        assertThat(ladder.beta.events(HostEvent.IkeSaEstablished.class)).hasSize(1);
        assertThat(ladder.beta.events(HostEvent.FurtherIkeSaEstablished.class)).hasSize(3);
        assertThat(ladder.beta.events(HostEvent.RemoveChild.class)).isEmpty();
    }

    @Test
    void aPeerThatAnnouncesTheRelaxedRuleNeedsOneOnly() {
        Ladder relaxed = new Ladder(
                HostSetup.alpha().ikeSaPerPair(IkeSaPerPair.PREFERRED, B1, B2),
                HostSetup.beta().ikeSaPerPair(IkeSaPerPair.PREFERRED, A1, A2));
        relaxed.established();
        relaxed.passMillis(30_000);
        assertThat(relaxed.alpha.ike.sessionCount()).isEqualTo(1);
    }

    @Test
    void onePerPairCanBeRequiredEvenOfSuchAPeer() {
        Ladder relaxed = new Ladder(HostSetup.alpha().ikeSaPerPair(IkeSaPerPair.REQUIRED, B1, B2), HostSetup.beta());
        relaxed.alpha.opens();
        relaxed.passMillis(1_000);
        assertThat(relaxed.alpha.ike.establishedCount()).isEqualTo(4);
        assertThat(relaxed.alpha.protectedPaths()).isEqualTo(4);
        relaxed.agree();
    }

    @Test
    void withoutItAStrictPeerIsProtectedWhereItsIkeSaIsAndNowhereElse() {
        Ladder never = new Ladder(
                HostSetup.alpha().strict(IkeSaPerPair.NEVER, B1, B2),
                HostSetup.beta().strict(IkeSaPerPair.NEVER, A1));
        never.alpha.opens();
        never.passMillis(5_000);
        assertThat(never.alpha.ike.sessionCount()).isEqualTo(1);
        assertThat(never.alpha.installed.values())
                .allSatisfy(child -> assertThat(child.path().pair().remote()).isEqualTo(B1));
    }

    @Test
    void aPairThatFallsSilentTakesNoOtherPairWithItAndComesBack() {
        established();
        ladder.carries = datagram -> !isOver(datagram, A2, B2);
        ladder.passMillis(120_000);

        assertThat(protectedPairs())
                .containsExactlyInAnyOrder(new AddressPair(A1, B1), new AddressPair(A1, B2), new AddressPair(A2, B1));
        assertThat(ladder.alpha.events(HostEvent.IkeSaEnded.class)).isEmpty();
        assertThat(ladder.alpha.events(HostEvent.FurtherIkeSaEnded.class))
                .extracting(HostEvent.FurtherIkeSaEnded::pair)
                .containsOnly(new AddressPair(A2, B2));

        ladder.carries = any -> true;
        ladder.passMillis(400_000);
        everyPairHasItsOwn();
    }

    @Test
    void whenThePairThatSpeaksForThePeerFallsSilentAnotherIkeSaDoesAndNoneMoves() {
        established();
        ladder.carries = datagram -> !isOver(datagram, A1, B1);
        ladder.passMillis(120_000);

        assertThat(ladder.alpha.current()).isNotEqualTo(new AddressPair(A1, B1));
        assertThat(protectedPairs())
                .containsExactlyInAnyOrder(new AddressPair(A1, B2), new AddressPair(A2, B1), new AddressPair(A2, B2));
        assertThat(ladder.alpha.events(HostEvent.IkeSaEnded.class)).isEmpty();
        assertThat(ladder.alpha.events(HostEvent.IkeSaMoved.class)).isEmpty();
        assertThat(ladder.alpha.events(HostEvent.RemoveChild.class)).hasSize(1);

        ladder.carries = any -> true;
        ladder.passMillis(400_000);
        everyPairHasItsOwn();
    }

    @Test
    void anAddressThatIsRemovedTakesItsIkeSasWithIt() {
        AssociationId id = established();
        ladder.alpha.ike.removeLocal(id, A1, ladder.alpha.nowNs);
        ladder.alpha.drain();
        ladder.passMillis(2_000);

        assertThat(protectedPairs()).containsExactlyInAnyOrder(new AddressPair(A2, B1), new AddressPair(A2, B2));
        assertThat(ladder.alpha.ike.sessionCount()).isEqualTo(2);
        assertThat(ladder.beta.ike.sessionCount()).isEqualTo(2);
        assertThat(ladder.alpha.events(HostEvent.IkeSaEnded.class)).isEmpty();
        ladder.agree();

        ladder.alpha.ike.addLocal(id, A1, ladder.alpha.nowNs);
        ladder.alpha.drain();
        ladder.passMillis(2_000);
        everyPairHasItsOwn();
    }

    @Test
    void theEndOfTheAssociationIsTheEndOfAllFour() {
        AssociationId id = established();
        ladder.alpha.ike.close(id, ladder.alpha.nowNs);
        ladder.alpha.drain();
        ladder.passMillis(1_000);

        assertThat(ladder.alpha.ike.sessionCount()).isZero();
        assertThat(ladder.beta.ike.sessionCount()).isZero();
        assertThat(ladder.alpha.installed).isEmpty();
        assertThat(ladder.beta.installed).isEmpty();
        assertThat(ladder.beta.events(HostEvent.IkeSaEnded.class)).hasSize(1);
    }

    @Test
    void aPeerThatDeletesOneOfThemLosesThatPathOnlyUntilItIsProtectedAnew() {
        established();
        AddressPair first = new AddressPair(A1, B1);
        ladder.beta.ike.closeAll("an operator", ladder.beta.nowNs);
        ladder.beta.drain();
        ladder.passMillis(5_000);

        assertThat(protectedPairs()).contains(first);
        everyPairHasItsOwn();
    }

    @Test
    void eachIsReplacedBeforeItIsOld() {
        established();
        ladder.alpha.ike.rekeyIkeSa(ladder.alpha.peer(), ladder.alpha.nowNs);
        ladder.alpha.drain();
        ladder.passMillis(15_000);

        assertThat(ladder.alpha.events(HostEvent.IkeSaRekeyed.class)).hasSize(4);
        assertThat(ladder.alpha.events(HostEvent.RemoveChild.class)).isEmpty();
        everyPairHasItsOwn();
    }
}
