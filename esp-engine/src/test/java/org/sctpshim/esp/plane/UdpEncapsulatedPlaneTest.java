package org.sctpshim.esp.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sctpshim.esp.plane.TwoHosts.ESP;
import static org.sctpshim.esp.plane.TwoHosts.NAT_PORT;
import static org.sctpshim.esp.plane.TwoHosts.SCTP;
import static org.sctpshim.esp.plane.TwoHosts.UDP;
import static org.sctpshim.esp.plane.TwoHosts.sctp;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.esp.UdpEncapsulation;
import org.sctpshim.esp.Verdict;
import org.sctpshim.esp.linux.SctpProbe;

/** Two planes whose ESP goes within UDP, on the port that IKE has too. */
class UdpEncapsulatedPlaneTest {

    private static final int WAIT_MS = 5_000;
    private static final int OTHER_PORT = 61_234;

    private record Message(InetSocketAddress from, String hex) {}

    private TwoHosts hosts;
    private UserspacePlane here;
    private UserspacePlane there;
    private final List<Message> ikeHere = new CopyOnWriteArrayList<>();
    private final List<Message> ikeThere = new CopyOnWriteArrayList<>();

    @BeforeEach
    void openTwoPlanes() throws Exception {
        hosts = TwoHosts.create();
        here = hosts.planeHere();
        there = hosts.planeThere();
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
        hosts.close();
    }

    private UdpPort openHere(PlanePath path) throws Exception {
        return hosts.here.call(() -> here.openUdp(
                new InetSocketAddress(path.local(), NAT_PORT),
                (from, message) -> ikeHere.add(new Message(from, hex(message)))));
    }

    private UdpPort openThere(PlanePath path, int port) throws Exception {
        return hosts.there.call(() -> there.openUdp(
                new InetSocketAddress(path.remote(), port),
                (from, message) -> ikeThere.add(new Message(from, hex(message)))));
    }

    private static String hex(byte[] message) {
        return java.util.HexFormat.of().formatHex(message);
    }

    @ParameterizedTest(name = "IPv6: {0}")
    @ValueSource(booleans = {false, true})
    @Requirement({"RFC 3948 2.1-1", "RFC 3948 2.1-2", "RFC 3948 3.1.2-1"})
    void packetsComeOutAsTheyWentInAndOnlyUdpIsOnTheWire(boolean ipv6) throws Exception {
        PlanePath path = TwoHosts.path(ipv6);
        openHere(path);
        openThere(path, NAT_PORT);
        hosts.protectWithinUdp(here, there, path);
        try (SctpProbe probeHere = hosts.probeHere(path.local());
                SctpProbe probeThere = hosts.probeThere(path.remote())) {
            int packets = 200;
            for (int number = 0; number < packets; number++) {
                byte[] request = sctp(number, number * 7);
                assertThat(probeHere.send(path.remote(), request)).isTrue();
                assertThat(probeThere.receive(WAIT_MS)).isEqualTo(request);
                byte[] answer = sctp(number + 1, 1400 - number);
                assertThat(probeThere.send(path.local(), answer)).isTrue();
                assertThat(probeHere.receive(WAIT_MS)).isEqualTo(answer);
            }
            assertThat(hosts.wire.count(SCTP)).isZero();
            assertThat(hosts.wire.count(ESP)).isZero();
            assertThat(hosts.wire.count(UDP)).isEqualTo(2 * packets);
            assertThat(here.statistics().path(path).orElseThrow().receivedPackets())
                    .isEqualTo(packets);
            assertThat(here.statistics().faults()).isZero();
            assertThat(here.statistics().udp()).isEqualTo(UdpStatistics.NONE);
            assertThat(hosts.events).isEmpty();
        }
    }

    @ParameterizedTest(name = "IPv6: {0}")
    @ValueSource(booleans = {false, true})
    void aBurstOfAnyMixOfLengthsArrivesWholeAndInOrder(boolean ipv6) throws Exception {
        PlanePath path = TwoHosts.path(ipv6);
        openHere(path);
        openThere(path, NAT_PORT);
        hosts.protectWithinUdp(here, there, path);
        try (SctpProbe probeHere = hosts.probeHere(path.local());
                SctpProbe probeThere = hosts.probeThere(path.remote())) {
            for (int number = 0; number < 300; number++) {
                assertThat(probeHere.send(path.remote(), mixed(number))).isTrue();
            }
            for (int number = 0; number < 300; number++) {
                assertThat(probeThere.receive(WAIT_MS)).isEqualTo(mixed(number));
            }
            assertThat(here.statistics().sendRefused()).isZero();
            assertThat(there.statistics().count(Verdict.OPENED)).isEqualTo(300);
        }
    }

    /** Runs of one length, which go as trains, with shorter and longer ones between. */
    private static byte[] mixed(int number) {
        return sctp(number, number % 11 == 10 ? 1 + number : number / 50 % 2 == 0 ? 1000 : 200);
    }

    @ParameterizedTest(name = "IPv6: {0}")
    @ValueSource(booleans = {false, true})
    @Requirement({"RFC 7296 2.23-6", "RFC 3948 2.2-1"})
    void ikeMessagesOfAnyLengthPassBesideEsp(boolean ipv6) throws Exception {
        PlanePath path = TwoHosts.path(ipv6);
        UdpPort portHere = openHere(path);
        UdpPort portThere = openThere(path, NAT_PORT);
        hosts.protectWithinUdp(here, there, path);
        for (int length : new int[] {1, 28, 1200, 9000, 60_000}) {
            byte[] message = new byte[length];
            Arrays.fill(message, (byte) length);
            assertThat(portHere.send(message, portThere.local())).isTrue();
            hosts.await("a message of " + length, () -> ikeThere.contains(new Message(portHere.local(), hex(message))));
            assertThat(portThere.send(message, portHere.local())).isTrue();
            hosts.await("an answer of " + length, () -> ikeHere.contains(new Message(portThere.local(), hex(message))));
        }
        assertThat(here.statistics().udp().ikeMessages()).isEqualTo(5);
        assertThat(here.statistics().count(Verdict.NO_SA)).isZero();
        assertThat(portHere.send(new byte[65_507], portThere.local()))
                .as("too long for UDP")
                .isFalse();
    }

    @Test
    @Requirement({"RFC 3948 2.3-1", "RFC 3948 2.3-2", "RFC 3948 2.1-4", "RFC 3948 4-2"})
    void keepalivesAndRubbishAreCountedAndNothingElse() throws Exception {
        PlanePath path = TwoHosts.path(false);
        UdpPort portHere = openHere(path);
        UdpPort portThere = openThere(path, NAT_PORT);
        hosts.protectWithinUdp(here, there, path);
        assertThat(portThere.keepAlive(portHere.local())).isTrue();
        hosts.await("a keepalive", () -> here.statistics().udp().keepalives() == 1);
        for (byte[] rubbish : new byte[][] {{}, {0}, {(byte) 0xff, (byte) 0xff}, {0, 0, 0, 0}, {1, 2, 3, 4}}) {
            sendFromThere(rubbish, portHere.local());
        }
        hosts.await("rubbish", () -> here.statistics().udp().malformed() == 5);
        sendFromThere(new byte[] {0, 0, 1, 0, 5, 6, 7, 8, 9}, portHere.local());
        sendFromThere(new byte[] {0, 0, 1, 0, 5}, portHere.local());
        hosts.await("ESP of nobody", () -> here.statistics().count(Verdict.NO_SA) == 1);
        hosts.await("cut ESP", () -> here.statistics().count(Verdict.TRUNCATED) == 1);
        assertThat(ikeHere).isEmpty();
        assertThat(hosts.events).isEmpty();
        assertThat(here.statistics().path(path).orElseThrow().receivedPackets()).isZero();
    }

    private void sendFromThere(byte[] datagram, InetSocketAddress to) throws Exception {
        hosts.there.call(() -> {
            try (java.net.DatagramSocket socket = new java.net.DatagramSocket()) {
                socket.send(new java.net.DatagramPacket(datagram, datagram.length, to));
            }
            return "";
        });
    }

    @Test
    void anIkeMessageThatNobodyHasRoomForIsCounted() throws Exception {
        PlanePath path = TwoHosts.path(false);
        UdpPort portHere = hosts.here.call(
                () -> here.openUdp(new InetSocketAddress(path.local(), NAT_PORT), (from, message) -> false));
        UdpPort portThere = openThere(path, NAT_PORT);
        portThere.send(new byte[] {1}, portHere.local());
        hosts.await("a refused message", () -> here.statistics().udp().ikeRefused() == 1);
    }

    @ParameterizedTest(name = "IPv6: {0}")
    @ValueSource(booleans = {false, true})
    @Requirement("RFC 7296 2.23-9")
    void aPeerThatItsNatHasMovedIsToldOfAndFollowed(boolean ipv6) throws Exception {
        PlanePath path = TwoHosts.path(ipv6);
        openHere(path);
        openThere(path, NAT_PORT);
        openThere(path, OTHER_PORT);
        hosts.protectWithinUdp(here, there, path);
        InetSocketAddress elsewhere = new InetSocketAddress(path.remote(), OTHER_PORT);
        UdpEncapsulation moved = new UdpEncapsulation(TwoHosts.udp(path).source(), elsewhere);
        try (SctpProbe probeHere = hosts.probeHere(path.local());
                SctpProbe probeThere = hosts.probeThere(path.remote())) {
            exchange(path, probeHere, probeThere, 1);
            there.encapsulate(reversed(path), Optional.of(moved.turned()));
            probeThere.send(path.local(), sctp(2, 100));
            assertThat(probeHere.receive(WAIT_MS)).isEqualTo(sctp(2, 100));
            probeThere.send(path.local(), sctp(3, 100));
            assertThat(probeHere.receive(WAIT_MS)).isEqualTo(sctp(3, 100));
            assertThat(hosts.events).as("told once").containsExactly(new PlaneEvent.PeerRemapped(path, elsewhere));

            here.encapsulate(path, Optional.of(moved));
            exchange(path, probeHere, probeThere, 4);
            assertThat(here.statistics().count(Verdict.REPLAYED)).isZero();
            assertThat(there.statistics().count(Verdict.REPLAYED)).isZero();
            assertThat(hosts.events).hasSize(1);
            assertThat(here.statistics().udp().moves()).isEqualTo(1);
        }
    }

    @Test
    @Requirement("RFC 7296 2.23-4")
    void aPathGoesIntoUdpAndOutOfItWithTheSasItHas() throws Exception {
        PlanePath path = TwoHosts.path(false);
        openHere(path);
        openThere(path, NAT_PORT);
        hosts.protect(here, there, path);
        try (SctpProbe probeHere = hosts.probeHere(path.local());
                SctpProbe probeThere = hosts.probeThere(path.remote())) {
            exchange(path, probeHere, probeThere, 1);
            assertThat(hosts.wire.count(ESP)).isEqualTo(2);
            UdpEncapsulation udp = TwoHosts.udp(path);
            here.encapsulate(path, Optional.of(udp));
            exchange(path, probeHere, probeThere, 2);
            there.encapsulate(reversed(path), Optional.of(udp.turned()));
            exchange(path, probeHere, probeThere, 3);
            assertThat(hosts.wire.count(UDP)).isEqualTo(3);
            here.encapsulate(path, Optional.empty());
            there.encapsulate(reversed(path), Optional.empty());
            exchange(path, probeHere, probeThere, 4);
            assertThat(hosts.wire.count(ESP)).isEqualTo(5);
            assertThat(hosts.wire.count(UDP)).isEqualTo(3);
            assertThat(here.statistics().path(path).orElseThrow().sentPackets()).isEqualTo(4);
        }
    }

    @ParameterizedTest(name = "IPv6: {0}")
    @ValueSource(booleans = {false, true})
    void theLongestPacketThatSctpIsLetSendFitsTheLinkWithUdp(boolean ipv6) throws Exception {
        PlanePath path = TwoHosts.path(ipv6);
        openHere(path);
        openThere(path, NAT_PORT);
        hosts.protectWithinUdp(here, there, path);
        String route = hosts.here.ip((ipv6 ? "-6 " : "") + "route show table " + PlaneSettings.DEFAULT.table() + " "
                + path.remote().getHostAddress());
        int mtu = Integer.parseInt(route.replaceAll("(?s).*mtu (\\d+).*", "$1"));
        assertThat(mtu).isEqualTo(EspOverhead.USUAL.clearMtuBytes(1500, ipv6) - UdpEncapsulation.HEADER_BYTES);
        try (SctpProbe probeHere = hosts.probeHere(path.local());
                SctpProbe probeThere = hosts.probeThere(path.remote())) {
            byte[] longest = sctp(1, mtu - (ipv6 ? 40 : 20) - 16);
            assertThat(probeHere.send(path.remote(), longest)).isTrue();
            assertThat(probeThere.receive(WAIT_MS)).isEqualTo(longest);
            assertThat(hosts.wire.count(UDP)).as("in one piece").isEqualTo(1);
            assertThat(hosts.wire.last().length).isBetween(1493, 1500);
        }
    }

    @Test
    void aPortThatIsTakenIsSaidSo() throws Exception {
        PlanePath path = TwoHosts.path(false);
        openHere(path);
        assertThatThrownBy(() -> openHere(path))
                .hasMessageContaining("10.1.0.1 port 4500")
                .hasMessageContaining("EADDRINUSE");
    }

    @Test
    void anSaWhosePortIsNotOpenIsRefusedAndItsPathStaysBlocked() throws Exception {
        PlanePath path = TwoHosts.path(false);
        openThere(path, NAT_PORT);
        assertThatThrownBy(() -> hosts.protectWithinUdp(here, there, path))
                .hasMessageContaining("10.1.0.1 port 4500, which is not open");
        try (SctpProbe probeHere = hosts.probeHere(path.local())) {
            probeHere.send(path.remote(), sctp(1, 100));
            hosts.await("a drop", () -> here.statistics().count(Verdict.NO_SA) == 1);
            assertThat(hosts.wire.count(SCTP)).isZero();
        }
    }

    @Test
    void aClosedPortSendsNothingMore() throws Exception {
        PlanePath path = TwoHosts.path(false);
        UdpPort portHere = openHere(path);
        openThere(path, NAT_PORT);
        hosts.protectWithinUdp(here, there, path);
        try (SctpProbe probeHere = hosts.probeHere(path.local());
                SctpProbe probeThere = hosts.probeThere(path.remote())) {
            exchange(path, probeHere, probeThere, 1);
            int before = hosts.wire.count(UDP);
            portHere.close();
            probeHere.send(path.remote(), sctp(2, 100));
            hosts.await("the packet", () -> here.statistics().count(Verdict.SEALED) == 2);
            assertThat(hosts.wire.count(UDP)).isEqualTo(before);
            assertThat(hosts.wire.count(SCTP)).isZero();
            openHere(path);
            here.encapsulate(path, Optional.of(TwoHosts.udp(path)));
            exchange(path, probeHere, probeThere, 3);
        }
    }

    private void exchange(PlanePath path, SctpProbe probeHere, SctpProbe probeThere, int number) throws Exception {
        assertThat(probeHere.send(path.remote(), sctp(number, 100))).isTrue();
        assertThat(probeThere.receive(WAIT_MS)).isEqualTo(sctp(number, 100));
        assertThat(probeThere.send(path.local(), sctp(number + 50, 100))).isTrue();
        assertThat(probeHere.receive(WAIT_MS)).isEqualTo(sctp(number + 50, 100));
    }

    private static PlanePath reversed(PlanePath path) {
        return new PlanePath(path.remote(), path.local());
    }
}
