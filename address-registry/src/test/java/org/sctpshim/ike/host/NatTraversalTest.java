package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.NatTraversal;
import org.sctpshim.ike.sa.UdpEncapsulation;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.registry.AddressRange;
import org.sctpshim.registry.AddressState;
import org.sctpshim.registry.AddressView;

/** NATs between two hosts: detected and traversed, or forbidden (RFC 7296 section 2.23, RFC 4555 sections 3.8, 3.9). */
class NatTraversalTest {
    private static final InetAddress OUTSIDE = HostSetup.address("10.1.0.77");
    private static final int NAT_PORT = NatTraversal.NAT_PORT;

    private final Nat nat = new Nat(OUTSIDE);

    private static HostSetup allowing(HostSetup setup) {
        setup.nat = NatTraversal.ALLOW;
        return setup;
    }

    private static Ladder allowing() {
        return new Ladder(allowing(HostSetup.alpha()), allowing(HostSetup.beta()));
    }

    /** Carries everything through a NAT in front of alpha. */
    private void settle(Ladder ladder) {
        for (int round = 0; round < 50; round++) {
            ladder.alpha.sendsAll().forEach(sent -> ladder.beta.receives(nat.out(sent)));
            ladder.beta.sendsAll().stream()
                    .filter(sent -> sent.endpoints().addresses().local().equals(OUTSIDE))
                    .forEach(sent -> ladder.alpha.receives(nat.in(sent)));
        }
    }

    private Ladder establishedThroughNat() {
        Ladder ladder = allowing();
        ladder.alpha.opens();
        settle(ladder);
        assertThat(ladder.alpha.ike.establishedCount()).isEqualTo(1);
        return ladder;
    }

    @Test
    @Requirement({"RFC 4555 M4", "RFC 7296 2.23-1"})
    void twoHostsThatTraverseNatsGoOnOverPort4500ThoughThereIsNone() {
        Ladder ladder = allowing();
        ladder.alpha.opens();
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT response 0");
        IkeDatagram auth = ladder.alpha.sends("IKE_AUTH request 1");
        assertThat(auth.endpoints().localPort()).isEqualTo(NAT_PORT);
        assertThat(auth.endpoints().remotePort()).isEqualTo(NAT_PORT);
        ladder.beta.receives(auth);
        ladder.passMillis(200);

        assertThat(ladder.alpha.installed).hasSize(4);
        assertThat(ladder.alpha.installed.values())
                .allSatisfy(child -> assertThat(child.encapsulation()).isEmpty());
        ladder.agree();
    }

    @Test
    @Requirement({"RFC 4555 M4", "RFC 7296 2.23-3"})
    void withAPeerThatDoesNotTraverseNatsIkeStaysOnPort500() {
        Ladder ladder = new Ladder(allowing(HostSetup.alpha()), HostSetup.beta());
        ladder.alpha.opens();
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT response 0");

        IkeDatagram auth = ladder.alpha.sends("IKE_AUTH request 1");
        assertThat(auth.endpoints().remotePort()).isEqualTo(HostParameters.IKE_PORT);
        ladder.beta.receives(auth);
        ladder.toAlpha("IKE_AUTH response 1");
        assertThat(ladder.alpha.installed.values())
                .as("no ESP within UDP on port 500")
                .hasSize(1)
                .allSatisfy(child -> assertThat(child.encapsulation()).isEmpty());
    }

    @Test
    @Requirement({"RFC 7296 2.23-5", "RFC 7296 2.23-7", "RFC 7296 2.23.1-1", "RFC 7296 2.23.1-2", "RFC 3948 2.1-1"})
    void throughANatOnlyThePairOfTheIkeSaIsProtectedAndItsEspGoesWithinUdp() {
        Ladder ladder = establishedThroughNat();

        assertThat(ladder.alpha.installed.values()).hasSize(1).allSatisfy(child -> {
            assertThat(child.path().pair()).isEqualTo(new AddressPair(HostSetup.A1, HostSetup.B1));
            assertThat(child.encapsulation()).contains(new UdpEncapsulation(NAT_PORT, NAT_PORT));
        });
        assertThat(ladder.beta.installed.values()).hasSize(1).allSatisfy(child -> {
            assertThat(child.path().pair())
                    .as("as this host sees it")
                    .isEqualTo(new AddressPair(HostSetup.B1, OUTSIDE));
            assertThat(child.encapsulation()).isPresent().hasValueSatisfying(udp -> {
                assertThat(udp.localPort()).isEqualTo(NAT_PORT);
                assertThat(udp.remotePort()).isGreaterThanOrEqualTo(40_000);
            });
        });
        ladder.agree();
    }

    @Test
    @Requirement({"RFC 4555 M6", "RFC 4555 M21"})
    void aListThatCameThroughANatIsNoGroundForAnything() {
        Ladder ladder = establishedThroughNat();

        assertThat(ladder.beta.ike.registry().addresses(HostSetup.ALPHA))
                .filteredOn(view -> view.state() == AddressState.AUTHORISED)
                .extracting(AddressView::address)
                .containsExactly(OUTSIDE);
    }

    @Test
    @Requirement({"RFC 3948 2.3-1", "RFC 3948 2.3-2", "RFC 3948 4-1", "RFC 7296 2.23-8"})
    void aHostBehindANatKeepsItsMappingAliveWithOneOctet() {
        HostSetup impatient = HostSetup.alpha();
        impatient.nat = new NatTraversal(true, NAT_PORT, 3_000_000_000L);
        Ladder ladder = new Ladder(impatient, allowing(HostSetup.beta()));
        ladder.alpha.opens();
        settle(ladder);
        ladder.waitMillis(2_900);
        ladder.alpha.sendsNothing();
        ladder.waitMillis(200);
        List<IkeDatagram> sent = ladder.alpha.sendsAll();
        assertThat(sent).hasSize(1).allMatch(IkeDatagram::isKeepalive);
        assertThat(sent.get(0).endpoints().localPort()).isEqualTo(NAT_PORT);
        long before = ladder.beta.dropped();
        ladder.beta.receives(nat.out(sent.get(0)));
        assertThat(ladder.beta.dropped()).as("nothing is wrong with it").isEqualTo(before);
    }

    @Test
    @Requirement({"RFC 4555 M14", "RFC 4555 M19", "RFC 4555 M20"})
    void aMappingThatChangedIsFoundByLivenessAndToldByAnUpdate() {
        Ladder ladder = establishedThroughNat();
        live(ladder);
        int before = encapsulatedPort(ladder);
        nat.restarts();
        ladder.alpha.nowNs += 11_000_000_000L;
        ladder.beta.nowNs = ladder.alpha.nowNs;
        ladder.alpha.timeout();
        IkeDatagram check = nat.out(ladder.alpha.sends("INFORMATIONAL request"));
        ladder.beta.receives(check);
        assertThat(encapsulatedPort(ladder)).as("no dynamic update with MOBIKE").isEqualTo(before);
        ladder.alpha.receives(nat.in(ladder.beta.sends("INFORMATIONAL response")));
        IkeDatagram update = nat.out(ladder.alpha.sends("INFORMATIONAL request"));
        assertThat(new Forger(ladder.beta, Role.RESPONDER).read(update).has(NotifyType.UPDATE_SA_ADDRESSES))
                .isTrue();
        ladder.beta.receives(update);
        settle(ladder);
        assertThat(ladder.beta.events(HostEvent.EncapsulationChanged.class))
                .as("the SA of the path is told, once")
                .singleElement()
                .satisfies(changed -> {
                    assertThat(changed.path().pair()).isEqualTo(new AddressPair(HostSetup.B1, OUTSIDE));
                    assertThat(ladder.beta.installed).containsKey(changed.spis());
                    assertThat(changed.within()).contains(update.endpoints());
                });

        assertThat(ladder.beta.current()).isEqualTo(new AddressPair(HostSetup.B1, OUTSIDE));
        assertThat(ladder.beta.ike.establishedCount()).isEqualTo(1);
        live(ladder);
        assertThat(ladder.alpha.ike.establishedCount()).isEqualTo(1);
    }

    @Test
    @Requirement("RFC 7296 2.23-9")
    void withoutMobikeAPeerBehindANatIsFollowedSilentlyWithinPolicy() {
        TestHost victim = new TestHost(allowing(HostSetup.beta()), 2).listens();
        ScriptedInitiator peer = new ScriptedInitiator(victim);
        peer.behindNat = true;
        peer.establish();
        peer.from = HostSetup.A2;
        peer.ask(ExchangeType.INFORMATIONAL);
        assertThat(victim.current().remote()).isEqualTo(HostSetup.A2);
        peer.from = HostSetup.address("192.0.2.9");
        peer.ask(ExchangeType.INFORMATIONAL);
        assertThat(victim.current().remote()).as("not permitted").isEqualTo(HostSetup.A2);
    }

    @Test
    @Requirement("RFC 4555 M20")
    void espThatComesFromAnotherPortIsFollowedByEspAloneUntilThePeerTellsOfIt() {
        Ladder ladder = establishedThroughNat();
        AddressPair path = new AddressPair(HostSetup.B1, OUTSIDE);
        ladder.beta.ike.espSeenFrom(path, OUTSIDE, 41_234, ladder.beta.nowNs);
        ladder.beta.drain();

        assertThat(ladder.beta.events(HostEvent.EncapsulationChanged.class))
                .extracting(HostEvent.EncapsulationChanged::within)
                .containsExactly(Optional.of(new UdpEndpoints(path, NAT_PORT, 41_234)));
        ladder.beta.ike.espSeenFrom(path, HostSetup.address("10.1.0.78"), 41_235, ladder.beta.nowNs);
        ladder.beta.ike.espSeenFrom(path, HostSetup.address("192.0.2.9"), 41_236, ladder.beta.nowNs);
        ladder.beta.drain();
        assertThat(ladder.beta.events(HostEvent.EncapsulationChanged.class))
                .as("another address too, within what is permitted")
                .extracting(HostEvent.EncapsulationChanged::within)
                .element(1)
                .isEqualTo(Optional.of(new UdpEndpoints(
                        new AddressPair(HostSetup.B1, HostSetup.address("10.1.0.78")), NAT_PORT, 41_235)));
        assertThat(ladder.beta.events(HostEvent.EncapsulationChanged.class)).hasSize(2);
        ladder.beta.nowNs += 60_000_000_000L;
        ladder.beta.timeout();
        assertThat(ladder.beta.sendsAll())
                .as("IKE itself goes to where it knows the peer to be")
                .isNotEmpty()
                .noneMatch(sent -> sent.endpoints().localPort() == 41_234);
    }

    @Test
    @Requirement("RFC 7296 2.23-9")
    void withoutMobikeEspTellsTheIkeSaWhereTheNatHasThePeerNow() {
        TestHost victim = new TestHost(allowing(HostSetup.beta()), 2).listens();
        ScriptedInitiator peer = new ScriptedInitiator(victim);
        peer.behindNat = true;
        peer.establish();
        victim.ike.espSeenFrom(victim.current(), victim.current().remote(), 41_234, victim.nowNs);
        victim.drain();
        victim.sendsAll();
        victim.nowNs += 60_000_000_000L;
        victim.timeout();

        assertThat(victim.sendsAll())
                .isNotEmpty()
                .allSatisfy(sent -> assertThat(sent.endpoints().localPort()).isEqualTo(41_234));
    }

    @Test
    @Requirement("RFC 7296 2.23.1-1")
    void besideThePairBehindTheNatAPairThatBothPoliciesVouchForIsProtectedWithoutUdp() {
        HostSetup alpha = allowing(HostSetup.alpha());
        HostSetup beta = allowing(HostSetup.beta());
        for (HostSetup each : List.of(alpha, beta)) {
            each.policy = new AddressPolicy(
                    List.of(AddressRange.parse("10.0.0.0/8")),
                    List.of(AddressRange.parse("10.2.0.0/16")),
                    AddressPolicy.Listed.ANNOUNCED);
        }
        Ladder ladder = new Ladder(alpha, beta);
        ladder.alpha.opens();
        for (int round = 0; round < 50; round++) {
            ladder.alpha.sendsAll().forEach(sent -> firstLinkHasNat(sent).ifPresent(ladder.beta::receives));
            ladder.beta.sendsAll().forEach(sent -> firstLinkHasNatBack(sent).ifPresent(ladder.alpha::receives));
            ladder.waitMillis(20);
        }

        assertThat(ladder.alpha.installed.values())
                .extracting(child ->
                        child.path().pair() + " " + child.encapsulation().isPresent())
                .containsExactlyInAnyOrder(
                        new AddressPair(HostSetup.A1, HostSetup.B1) + " true",
                        new AddressPair(HostSetup.A2, HostSetup.B2) + " false");
        assertThat(ladder.beta.installed.values())
                .extracting(child ->
                        child.path().pair() + " " + child.encapsulation().isPresent())
                .containsExactlyInAnyOrder(
                        new AddressPair(HostSetup.B1, OUTSIDE) + " true",
                        new AddressPair(HostSetup.B2, HostSetup.A2) + " false");
        ladder.agree();
    }

    /** Only the second link of both carries what is not translated; a NAT lets nobody in who was not asked. */
    private Optional<IkeDatagram> firstLinkHasNat(IkeDatagram arriving) {
        InetAddress from = arriving.endpoints().addresses().remote();
        InetAddress to = arriving.endpoints().addresses().local();
        if (from.equals(HostSetup.A1)) {
            return to.equals(HostSetup.B1) ? Optional.of(nat.out(arriving)) : Optional.empty();
        }
        return to.equals(HostSetup.B2) ? Optional.of(arriving) : Optional.empty();
    }

    private Optional<IkeDatagram> firstLinkHasNatBack(IkeDatagram arriving) {
        InetAddress to = arriving.endpoints().addresses().local();
        boolean second = to.equals(HostSetup.A2)
                && arriving.endpoints().addresses().remote().equals(HostSetup.B2);
        if (to.equals(OUTSIDE)) {
            return Optional.of(nat.in(arriving));
        }
        return second ? Optional.of(arriving) : Optional.empty();
    }

    @Test
    void aHostBehindTheNatItselfFollowsNothing() {
        Ladder ladder = establishedThroughNat();
        ladder.alpha.ike.espSeenFrom(
                new AddressPair(HostSetup.A1, HostSetup.B1), HostSetup.B1, 41_234, ladder.alpha.nowNs);
        ladder.alpha.drain();
        assertThat(ladder.alpha.events(HostEvent.EncapsulationChanged.class)).isEmpty();
    }

    /** One liveness check of alpha, answered. */
    private void live(Ladder ladder) {
        ladder.alpha.nowNs += 11_000_000_000L;
        ladder.beta.nowNs = ladder.alpha.nowNs;
        ladder.alpha.timeout();
        settle(ladder);
    }

    private static int encapsulatedPort(Ladder ladder) {
        return ladder.beta
                .installed
                .values()
                .iterator()
                .next()
                .encapsulation()
                .orElseThrow()
                .remotePort();
    }

    @Test
    @Requirement("RFC 4555 M21")
    void whereNatsAreForbiddenAHandshakeThroughOneIsRefusedWithASentence() {
        Ladder ladder = new Ladder();
        ladder.alpha.opens();
        settle(ladder);

        assertThat(ladder.beta.ike.establishedCount()).isZero();
        assertThat(ladder.alpha.ike.establishedCount()).isZero();
        assertThat(ladder.alpha.lastEnd()).contains("UNEXPECTED_NAT_DETECTED").contains("allow NAT traversal");
        assertThat(ladder.beta.lastEnd()).contains("NO_NATS_ALLOWED").contains("allow NAT traversal");
        // RFC 4555 section 3.9: tried again, from IKE_SA_INIT.
        ladder.alpha.nowNs += 1_000_000_000L;
        ladder.alpha.timeout();
        ladder.alpha.sends("IKE_SA_INIT request 0");
    }

    @Test
    @Requirement({"RFC 4555 M21", "RFC 4555 M14"})
    void aMoveBehindANatIsTraversedAfterSeveralTriesAndTakesTheListsGroundAway() {
        Ladder ladder = allowing();
        var id = ladder.established();
        // Alpha's first link dies, and the second has a NAT now.
        Nat second = new Nat(HostSetup.address("10.2.0.77"));
        ladder.alpha.ike.removeLocal(id, HostSetup.A1, ladder.alpha.nowNs);
        ladder.alpha.drain();
        for (int i = 0; i < 40; i++) {
            ladder.alpha.sendsAll().forEach(sent -> ladder.beta.receives(second.out(sent)));
            ladder.beta.sendsAll().stream()
                    .filter(sent -> sent.endpoints().addresses().local().equals(HostSetup.address("10.2.0.77")))
                    .forEach(sent -> ladder.alpha.receives(second.in(sent)));
        }
        assertThat(ladder.alpha.ike.establishedCount()).isEqualTo(1);
        assertThat(ladder.beta.current().remote()).isEqualTo(HostSetup.address("10.2.0.77"));
        assertThat(ladder.beta.installed.values())
                .as("nothing on the ground of a list that is not true")
                .allSatisfy(
                        child -> assertThat(child.path().pair().remote()).isEqualTo(HostSetup.address("10.2.0.77")));
    }

    @Test
    @Requirement({"RFC 7296 2.23-2", "RFC 7296 2.23-10"})
    void behindANatEverythingAfterIkeSaInitGoesFromPort4500() {
        Ladder ladder = allowing();
        ladder.alpha.opens();
        List<IkeDatagram> sent = new ArrayList<>();
        for (int round = 0; round < 50; round++) {
            ladder.alpha.nowNs += 1_000_000_000L;
            ladder.beta.nowNs = ladder.alpha.nowNs;
            ladder.alpha.timeout();
            ladder.beta.timeout();
            ladder.alpha.sendsAll().forEach(each -> {
                sent.add(TestHost.arriving(each));
                ladder.beta.receives(nat.out(each));
            });
            ladder.beta.sendsAll().forEach(each -> {
                sent.add(TestHost.arriving(each));
                if (each.endpoints().addresses().local().equals(OUTSIDE)) {
                    ladder.alpha.receives(nat.in(each));
                }
            });
        }
        assertThat(sent).hasSizeGreaterThan(10).allSatisfy(each -> {
            boolean init = !each.isKeepalive() && TestHost.header(each).startsWith("IKE_SA_INIT");
            assertThat(each.endpoints().localPort()).isEqualTo(init ? HostParameters.IKE_PORT : NAT_PORT);
        });
    }

    @Test
    @Requirement("RFC 3948 4-2")
    void aKeepaliveIsNoSignOfLife() {
        Ladder ladder = allowing();
        ladder.established();
        UdpEndpoints pair = new UdpEndpoints(new AddressPair(HostSetup.B1, HostSetup.A1), NAT_PORT, NAT_PORT);
        for (int second = 0; second < 10; second++) {
            ladder.beta.sendsNothing();
            ladder.beta.receives(IkeDatagram.keepalive(pair));
            ladder.beta.nowNs += 1_000_000_000L;
            ladder.beta.timeout();
        }
        assertThat(ladder.beta.outgoing()).anyMatch(header -> header.startsWith("INFORMATIONAL request"));
    }
}
