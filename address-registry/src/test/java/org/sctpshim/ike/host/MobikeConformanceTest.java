package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.IpAddress;
import org.sctpshim.ike.wire.NoNatsAllowed;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.AssociationId;
import org.sctpshim.registry.SctpPathState;

/** What RFC 4555 asks of the initiator of an IKE SA, whatever its responder answers. */
class MobikeConformanceTest {
    private static final InetAddress A3 = HostSetup.address("10.3.0.1");

    private final Ladder ladder = new Ladder();

    @Test
    @Requirement("RFC 4555 M9")
    void anAnswerOfAnEarlierMoveToTheSamePairIsVoidOnceThereWasAnother() {
        AssociationId id = ladder.established();
        Forger beta = new Forger(ladder.beta, Role.RESPONDER);
        AddressPair home = ladder.alpha.current();
        // alpha -> : UPDATE_SA_ADDRESSES to another pair, and before it is answered back home
        IkeDatagram away = leaves(id, home.local());
        AddressPair other = ladder.alpha.current();
        assertThat(other).isNotEqualTo(home);
        ladder.alpha.ike.addLocal(id, home.local(), ladder.alpha.nowNs);
        IkeDatagram back = leaves(id, other.local());
        assertThat(ladder.alpha.current()).isEqualTo(home);
        ladder.alpha.ike.addLocal(id, other.local(), ladder.alpha.nowNs);
        IkeDatagram awayAgain = leaves(id, home.local());
        assertThat(ladder.alpha.current()).isEqualTo(other);
        // beta -> alpha: to the first of them that the pair is unacceptable; void, since the last one counts
        ladder.alpha.receives(beta.answer(away, NotifyPayload.of(NotifyType.UNACCEPTABLE_ADDRESSES)));
        assertThat(ladder.alpha.current()).isEqualTo(other);
        // beta -> alpha: another COOKIE2 to the second, void as well
        ladder.alpha.receives(beta.answer(back, NotifyPayload.of(NotifyType.COOKIE2, Bytes.utf8("another one"))));
        assertThat(ladder.alpha.ike.establishedCount()).isEqualTo(1);
        // beta -> alpha: and to the last one, which counts
        ladder.alpha.receives(beta.answer(awayAgain, NotifyPayload.of(NotifyType.COOKIE2, Bytes.utf8("wrong too"))));
        assertThat(ladder.alpha.ike.establishedCount()).isZero();
        assertThat(ladder.alpha.lastEnd()).contains("COOKIE2");
    }

    @Test
    @Requirement({"RFC 4555 M11", "RFC 4555 M14"})
    void anInitiatorWhoseEveryPairIsUnacceptableDisconnects() {
        AssociationId id = ladder.established();
        Forger beta = new Forger(ladder.beta, Role.RESPONDER);
        leaves(id, ladder.alpha.current().local());
        ladder.alpha.ike.hint(
                ladder.alpha.ike.registry().paths(HostSetup.BETA).get(0).id(),
                SctpPathState.ACTIVE,
                ladder.alpha.nowNs);
        // The update was answered by nobody; it comes again, and is refused on every pair.
        ladder.waitMillis(300);
        for (int i = 0; i < 10 && ladder.alpha.ike.establishedCount() > 0; i++) {
            for (IkeDatagram sent : ladder.alpha.sendsAll()) {
                if (beta.read(sent).has(NotifyType.UPDATE_SA_ADDRESSES)) {
                    ladder.alpha.receives(beta.answer(sent, NotifyPayload.of(NotifyType.UNACCEPTABLE_ADDRESSES)));
                }
            }
            ladder.waitMillis(300);
        }
        assertThat(ladder.alpha.ike.establishedCount()).isZero();
        assertThat(ladder.alpha.lastEnd()).contains("no pair of addresses");
        assertThat(ladder.alpha.installed).as("fail closed").isEmpty();
    }

    @Test
    @Requirement("RFC 4555 M26")
    void aPeerThatHasNoOtherAddressAnyMoreLosesThePathsOfTheOthers() {
        TestHost victim = new TestHost(HostSetup.beta(), 2).listens();
        ScriptedInitiator peer = new ScriptedInitiator(victim);
        peer.establishWithList(HostSetup.A1, HostSetup.A2);
        assertThat(victim.ike.registry().addresses(HostSetup.ALPHA)).hasSize(2);
        peer.ask(ExchangeType.INFORMATIONAL, peer.list());

        assertThat(victim.ike.registry().addresses(HostSetup.ALPHA))
                .singleElement()
                .satisfies(left -> assertThat(left.address()).isEqualTo(HostSetup.A1));
    }

    @Test
    @Requirement("RFC 4555 M16")
    void anInitiatorClosesTheIkeSaWhenItsCookie2ComesBackChanged() {
        AssociationId id = ladder.established();
        Forger beta = new Forger(ladder.beta, Role.RESPONDER);
        ladder.alpha.ike.addLocal(id, A3, ladder.alpha.nowNs);
        ladder.alpha.drain();
        IkeDatagram check = ladder.alpha.sendsAll().stream()
                .filter(sent -> beta.read(sent).has(NotifyType.COOKIE2))
                .findFirst()
                .orElseThrow();
        ladder.alpha.receives(beta.answer(check, NotifyPayload.of(NotifyType.COOKIE2, Bytes.utf8("not that"))));

        assertThat(ladder.alpha.ike.establishedCount()).isZero();
        assertThat(ladder.alpha.lastEnd()).contains("COOKIE2");
        assertThat(ladder.alpha.installed).isEmpty();
    }

    @Test
    @Requirement("RFC 4555 M16")
    void aChangedCookie2ClosesTheIkeSaAlsoBesideAnError() {
        AssociationId id = ladder.established();
        Forger beta = new Forger(ladder.beta, Role.RESPONDER);
        IkeDatagram update = leaves(id, ladder.alpha.current().local());
        ladder.alpha.receives(beta.answer(
                update,
                NotifyPayload.of(NotifyType.UNACCEPTABLE_ADDRESSES),
                NotifyPayload.of(NotifyType.COOKIE2, Bytes.utf8("not that"))));

        assertThat(ladder.alpha.ike.establishedCount()).isZero();
    }

    @Test
    @Requirement("RFC 4555 M21")
    void aPairOnWhichANatSeemsToBeIsTriedSeveralTimesBeforeItIsLeft() {
        AssociationId id = ladder.established();
        Forger beta = new Forger(ladder.beta, Role.RESPONDER);
        IkeDatagram update = leaves(id, ladder.alpha.current().local());
        AddressPair pair = ladder.alpha.current();
        int tries = 1;
        ladder.alpha.receives(beta.answer(update, NotifyPayload.of(NotifyType.UNEXPECTED_NAT_DETECTED)));
        for (IkeDatagram again = updateOf(ladder.alpha.sendsAll(), beta);
                seenByAlpha(again).equals(pair);
                again = updateOf(ladder.alpha.sendsAll(), beta)) {
            tries++;
            ladder.alpha.receives(beta.answer(again, NotifyPayload.of(NotifyType.UNEXPECTED_NAT_DETECTED)));
        }
        assertThat(tries).isEqualTo(4);
        assertThat(ladder.alpha.current()).isNotEqualTo(pair);
    }

    @Test
    @Requirement("RFC 4555 M13")
    void aListThatWentOverSeveralPairsIsSentAnewByAFreshRequest() {
        AssociationId id = ladder.established();
        Forger beta = new Forger(ladder.beta, Role.RESPONDER);
        ladder.alpha.ike.addLocal(id, A3, ladder.alpha.nowNs);
        ladder.alpha.drain();
        // Nobody answers, until the list went over other pairs as well.
        List<IkeDatagram> sent = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            sent.addAll(ladder.alpha.sendsAll());
            ladder.waitMillis(400);
        }
        Predicate<IkeDatagram> isList = datagram -> beta.read(datagram).has(NotifyType.ADDITIONAL_IP4_ADDRESS);
        List<IkeDatagram> lists = sent.stream().filter(isList).toList();
        assertThat(lists.stream().map(IkeDatagram::endpoints).distinct()).hasSizeGreaterThan(3);
        assertThat(lists)
                .extracting(list -> beta.read(list).header().messageId())
                .containsOnly(messageId(lists, beta));
        ladder.alpha.sendsAll();
        ladder.alpha.receives(beta.answer(lists.get(lists.size() - 1)));
        List<IkeDatagram> fresh =
                ladder.alpha.sendsAll().stream().filter(isList).toList();

        assertThat(fresh).isNotEmpty();
        assertThat(messageId(fresh, beta)).isGreaterThan(messageId(lists, beta));
    }

    @Test
    @Requirement("RFC 4555 M22")
    void testingOtherPairsMovesTheIkeSaAtNeitherEnd() {
        AssociationId id = ladder.established();
        AddressPair before = ladder.alpha.current();
        ladder.alpha.ike.addLocal(id, A3, ladder.alpha.nowNs);
        ladder.alpha.drain();
        ladder.passMillis(2_000);

        assertThat(ladder.alpha.current()).isEqualTo(before);
        assertThat(ladder.beta.current()).isEqualTo(before.turned());
        assertThat(ladder.alpha.installed).as("the new pairs were tested").hasSize(6);
    }

    @Test
    @Requirement({"RFC 4555 M14", "RFC 4555 M21", "RFC 4555 M22"})
    void theIkeSaMovesFromIpv4ToIpv6AndTheTransportSasStay() {
        InetAddress a6 = HostSetup.address("fd00:2::1");
        InetAddress b6 = HostSetup.address("fd00:2::2");
        Ladder dual = new Ladder(
                HostSetup.alpha().addresses(HostSetup.A1, a6).permits("10.0.0.0/8", "fd00::/16"),
                HostSetup.beta().addresses(HostSetup.B1, b6).permits("10.0.0.0/8", "fd00::/16"));
        dual.alpha.opens();
        dual.passMillis(200);
        assertThat(dual.alpha.installed).as("no pair of two families").hasSize(2);
        Set<?> before = Set.copyOf(dual.alpha.installed.keySet());
        dual.carries = datagram -> datagram.endpoints().addresses().local().getAddress().length == 16;
        dual.passMillis(15_000);

        assertThat(dual.alpha.current()).isEqualTo(new AddressPair(a6, b6));
        assertThat(dual.beta.current()).isEqualTo(new AddressPair(b6, a6));
        assertThat(dual.alpha.installed.keySet()).isEqualTo(before);
        dual.agree();
        // The IPv6 link goes as the IPv4 one comes back: and back again.
        dual.carries = datagram -> datagram.endpoints().addresses().local().getAddress().length == 4;
        dual.passMillis(15_000);
        assertThat(dual.beta.current()).isEqualTo(new AddressPair(HostSetup.B1, HostSetup.A1));
        assertThat(dual.beta.installed).hasSize(2);
    }

    @Test
    @Requirement({"RFC 4555 M21", "RFC 4555 M25"})
    void everyMessageThatUpdatesAddressesNamesTheEndPointsItGoesBetween() {
        AssociationId id = ladder.established();
        Forger beta = new Forger(ladder.beta, Role.RESPONDER);
        ladder.alpha.ike.addLocal(id, A3, ladder.alpha.nowNs);
        IkeDatagram update = leaves(id, ladder.alpha.current().local());
        IkeMessage message = beta.read(update);
        assertThat(message.notification(NotifyType.NO_NATS_ALLOWED).map(NotifyPayload::data))
                .contains(vow(update).toNotify().data());
    }

    private static NoNatsAllowed vow(IkeDatagram arriving) {
        AddressPair pair = arriving.endpoints().addresses();
        return new NoNatsAllowed(
                IpAddress.of(pair.remote()),
                IpAddress.of(pair.local()),
                HostParameters.IKE_PORT,
                HostParameters.IKE_PORT);
    }

    /** Alpha leaves an address; the UPDATE_SA_ADDRESSES that it sends, which the wire keeps. */
    private IkeDatagram leaves(AssociationId id, InetAddress address) {
        ladder.alpha.ike.removeLocal(id, address, ladder.alpha.nowNs);
        ladder.alpha.drain();
        return updateOf(ladder.alpha.sendsAll(), new Forger(ladder.beta, Role.RESPONDER));
    }

    private static IkeDatagram updateOf(List<IkeDatagram> sent, Forger beta) {
        List<IkeDatagram> updates = sent.stream()
                .filter(datagram -> beta.read(datagram).has(NotifyType.UPDATE_SA_ADDRESSES))
                .toList();
        assertThat(updates).as("UPDATE_SA_ADDRESSES").isNotEmpty();
        return updates.get(updates.size() - 1);
    }

    private static int messageId(List<IkeDatagram> datagrams, Forger beta) {
        return beta.read(datagrams.get(0)).header().messageId();
    }

    private static AddressPair seenByAlpha(IkeDatagram arriving) {
        return arriving.endpoints().addresses().turned();
    }
}
