package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.AddressView;
import org.sctpshim.registry.AssociationId;
import org.sctpshim.registry.PathState;
import org.sctpshim.registry.SctpPorts;

/** MOBIKE between two hosts, message by message (RFC 4555). */
class MobikeLadderTest {
    private static final InetAddress A3 = HostSetup.address("10.3.0.1");

    private final Ladder ladder = new Ladder();

    @Test
    @Requirement({"RFC 4555 M7", "RFC 4555 M9", "RFC 4555 M10", "RFC 4555 M14"})
    void whenThePairGoesSilentTheInitiatorMovesTheIkeSaAndTheResponderFollows() {
        ladder.established();
        AddressPair before = ladder.alpha.current();
        ladder.carries = datagram -> !linkOf(datagram).equals("1");
        ladder.passMillis(13_000);

        assertThat(ladder.alpha.current()).isNotEqualTo(before);
        assertThat(ladder.beta.current()).isEqualTo(ladder.alpha.current().turned());
        assertThat(ladder.alpha.installed).as("transport SAs never move").hasSize(4);
        assertThat(ladder.alpha.events(HostEvent.InstallChild.class)).isEmpty();
    }

    @Test
    @Requirement("RFC 4555 M12")
    void anOlderListThatArrivesAfterANewerOneChangesNothing() {
        AssociationId id = ladder.established();
        ladder.alpha.ike.addLocal(id, A3, ladder.alpha.nowNs);
        ladder.alpha.drain();
        // alpha -> : list of three, held back by the wire (the checks from the new address as well)
        List<IkeDatagram> held = ladder.alpha.sendsAll();
        ladder.alpha.ike.removeLocal(id, A3, ladder.alpha.nowNs);
        ladder.alpha.drain();
        // alpha -> beta: list of two, newer
        ladder.alpha.sendsAll().forEach(ladder.beta::receives);
        held.forEach(ladder.beta::receives);

        assertThat(addressesOf(ladder.beta)).containsExactlyInAnyOrder(HostSetup.A1, HostSetup.A2);
    }

    @Test
    @Requirement({"RFC 4555 M9", "RFC 4555 M10"})
    void anOlderUpdateThatArrivesAfterANewerOneMovesNothing() {
        AssociationId id = ladder.established();
        // alpha leaves A1: UPDATE_SA_ADDRESSES to a pair of A2, held back by the wire
        ladder.alpha.ike.addLocal(id, A3, ladder.alpha.nowNs);
        ladder.alpha.drain();
        ladder.passMillis(200);
        ladder.alpha.ike.removeLocal(id, HostSetup.A1, ladder.alpha.nowNs);
        ladder.alpha.drain();
        AddressPair first = ladder.alpha.current();
        List<IkeDatagram> held = ladder.alpha.sendsAll();
        ladder.alpha.ike.removeLocal(id, first.local(), ladder.alpha.nowNs);
        ladder.alpha.drain();
        AddressPair second = ladder.alpha.current();
        assertThat(second).isNotEqualTo(first);
        // alpha -> beta: the newer update; then the older one
        ladder.alpha.sendsAll().forEach(ladder.beta::receives);
        List<IkeDatagram> answers = ladder.beta.sendsAll();
        held.forEach(ladder.beta::receives);
        assertThat(ladder.beta.current()).isEqualTo(second.turned());
        // The answer to the older one comes back and is void.
        answers.forEach(ladder.alpha::receives);
        ladder.passMillis(500);
        assertThat(ladder.alpha.current()).isEqualTo(second);
        assertThat(ladder.beta.current()).isEqualTo(second.turned());
    }

    @Test
    @Requirement("RFC 4555 M11")
    void aPairThatTheResponderDoesNotAcceptIsLeftAgain() {
        Ladder narrow = new Ladder(HostSetup.alpha(), HostSetup.beta().permits("10.1.0.0/16"));
        narrow.alpha.opens();
        narrow.passMillis(1_000);
        AddressPair before = narrow.alpha.current();
        // The link of A1 is silent for long enough that alpha tries A2, which beta's policy does not permit.
        narrow.carries = datagram -> !linkOf(datagram).equals("1");
        narrow.passMillis(15_000);
        narrow.carries = any -> true;
        narrow.passMillis(20_000);

        assertThat(narrow.alpha.current().local()).isEqualTo(before.local());
        assertThat(narrow.beta.current()).isEqualTo(narrow.alpha.current().turned());
        assertThat(narrow.beta.installed.values())
                .allSatisfy(child -> assertThat(child.path().pair().remote()).isEqualTo(HostSetup.A1));
    }

    @Test
    @Requirement({"RFC 4555 M7", "RFC 4555 M14"})
    void aRespondersNewAddressIsHeardAndItsPathsAreProtected() {
        ladder.established();
        InetAddress b3 = HostSetup.address("10.3.0.2");
        AssociationId atBeta = associationOf(ladder.beta);
        ladder.beta.ike.addLocal(atBeta, b3, ladder.beta.nowNs);
        ladder.beta.drain();
        ladder.passMillis(500);

        assertThat(addressesOf(ladder.alpha)).contains(b3);
        assertThat(ladder.alpha.installed).hasSize(6);
        ladder.agree();
    }

    @Test
    @Requirement({"RFC 4555 M11", "RFC 4555 M14", "RFC 4555 M26"})
    void aResponderThatLeavesItsCurrentAddressIsHeardFromAnotherAndFollowed() {
        ladder.established();
        AssociationId atBeta = associationOf(ladder.beta);
        ladder.beta.ike.stopListening(ladder.beta.setup.end(), ladder.beta.nowNs);
        ladder.beta.ike.removeLocal(atBeta, HostSetup.B1, ladder.beta.nowNs);
        ladder.beta.drain();
        // beta -> alpha: the list without B1, from B2
        ladder.carries = datagram -> !datagram.endpoints().addresses().remote().equals(HostSetup.B1)
                && !datagram.endpoints().addresses().local().equals(HostSetup.B1);
        ladder.passMillis(3_000);

        assertThat(ladder.alpha.current().remote()).isEqualTo(HostSetup.B2);
        assertThat(ladder.alpha.installed.values())
                .hasSize(2)
                .allSatisfy(child -> assertThat(child.path().pair().remote()).isEqualTo(HostSetup.B2));
        ladder.agree();
    }

    @Test
    @Requirement({"RFC 4555 M21", "RFC 4555 M6"})
    void behindANatTheListOfTheHandshakeGivesNoGroundForAnything() {
        Ladder translated = new Ladder();
        InetAddress outside = HostSetup.address("10.1.0.77");
        translated.alpha.opens();
        for (int i = 0; i < 20; i++) {
            translated.alpha.sendsAll().forEach(d -> translated.beta.receives(withRemote(d, outside)));
            translated.beta.sendsAll().forEach(d -> translated.alpha.receives(withLocal(d, HostSetup.A1)));
        }
        assertThat(translated.beta.ike.registry().addresses(HostSetup.ALPHA))
                .extracting(AddressView::address)
                .doesNotContain(HostSetup.A2);
        assertThat(translated.beta.installed).isEmpty();
    }

    @Test
    @Requirement("RFC 4555 M21")
    void aListWhoseVowANatBrokeIsAnsweredSoAndNothingOfItIsUsed() {
        AssociationId id = ladder.established();
        InetAddress outside = HostSetup.address("10.1.0.77");
        ladder.alpha.ike.addLocal(id, A3, ladder.alpha.nowNs);
        ladder.alpha.drain();
        for (int i = 0; i < 3; i++) {
            ladder.alpha.sendsAll().forEach(d -> ladder.beta.receives(withRemote(d, outside)));
            ladder.beta.sendsAll().forEach(d -> ladder.alpha.receives(withLocal(d, HostSetup.A1)));
        }
        assertThat(addressesOf(ladder.beta)).doesNotContain(A3, outside);
        assertThat(ladder.alpha.outgoing())
                .as("the initiator tries again")
                .anyMatch(header -> header.startsWith("INFORMATIONAL request"));
        // The NAT goes away, and the next try is heard.
        ladder.passMillis(2_000);
        assertThat(addressesOf(ladder.beta)).contains(A3);
    }

    @Test
    @Requirement({"RFC 4555 M20", "RFC 7296 2.6-2"})
    void packetsFromAnotherAddressDoNotMoveTheIkeSa() {
        ladder.established();
        AddressPair before = ladder.beta.current();
        ladder.waitMillis(10_000);
        ladder.alpha.sendsAll().forEach(d -> ladder.beta.receives(withRemote(d, HostSetup.A2)));

        assertThat(ladder.beta.current()).isEqualTo(before);
    }

    @Test
    @Requirement("RFC 4555 M26")
    void anAddressThatLeavesTheListLosesItsPathsAtBothEnds() {
        AssociationId id = ladder.established();
        ladder.alpha.ike.removeLocal(id, HostSetup.A2, ladder.alpha.nowNs);
        ladder.alpha.drain();
        ladder.passMillis(500);

        assertThat(ladder.beta.installed.values())
                .hasSize(2)
                .allSatisfy(child -> assertThat(child.path().pair().remote()).isEqualTo(HostSetup.A1));
        assertThat(ladder.alpha.ike.registry().paths(HostSetup.BETA))
                .allSatisfy(path -> assertThat(path.state()).isEqualTo(PathState.PROTECTED));
        ladder.agree();
    }

    private static AssociationId associationOf(TestHost host) {
        return host.ike
                .registry()
                .find(host.peer(), new SctpPorts(HostSetup.BETA_PORT, HostSetup.ALPHA_PORT))
                .orElseThrow();
    }

    private static List<InetAddress> addressesOf(TestHost host) {
        return host.ike.registry().addresses(host.peer()).stream()
                .map(AddressView::address)
                .toList();
    }

    /** The second number of the receiver's address: its link. */
    private static String linkOf(IkeDatagram datagram) {
        return datagram.endpoints().addresses().local().getHostAddress().split("\\.", -1)[1];
    }

    private static IkeDatagram withRemote(IkeDatagram datagram, InetAddress remote) {
        UdpEndpoints seen = datagram.endpoints();
        return new IkeDatagram(seen.over(new AddressPair(seen.addresses().local(), remote)), datagram.content());
    }

    private static IkeDatagram withLocal(IkeDatagram datagram, InetAddress local) {
        UdpEndpoints seen = datagram.endpoints();
        return new IkeDatagram(seen.over(new AddressPair(local, seen.addresses().remote())), datagram.content());
    }
}
