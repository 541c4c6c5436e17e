package org.sctpshim.esp.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.esp.plane.TwoHosts.ESP;
import static org.sctpshim.esp.plane.TwoHosts.SCTP;
import static org.sctpshim.esp.plane.TwoHosts.sctp;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sctpshim.esp.linux.EventFd;
import org.sctpshim.esp.linux.ReadinessPoll;
import org.sctpshim.esp.linux.RouteChanges;
import org.sctpshim.esp.linux.SctpProbe;
import org.sctpshim.esp.linux.TestNamespace;
import org.sctpshim.esp.linux.WireTap;

/** Two hosts with two links; the route through the device follows what happens to the real ones. */
class FollowedRouteTest {

    private static final int WAIT_MS = 5_000;

    private TwoHosts hosts;
    private UserspacePlane here;
    private WireTap secondWire;

    @BeforeEach
    void joinThemByASecondLinkAndOpenAPlane() throws Exception {
        hosts = TwoHosts.create();
        TestNamespace.join(hosts.here, "vf1", hosts.there, "vf2");
        hosts.here.ip("addr add 10.2.0.1/24 dev vf1");
        hosts.here.ip("addr add fd02::1/64 dev vf1 nodad");
        hosts.there.ip("addr add 10.2.0.2/24 dev vf2");
        hosts.there.ip("addr add fd02::2/64 dev vf2 nodad");
        secondWire = hosts.here.call(() -> WireTap.on("vf1"));
        here = hosts.planeHere();
    }

    @AfterEach
    void close() {
        here.close();
        secondWire.close();
        hosts.close();
    }

    @ParameterizedTest(name = "IPv6: {0}")
    @ValueSource(booleans = {false, true})
    void theSourceMovesToTheLivingLinkAndBack(boolean ipv6) throws Exception {
        guardBothPaths(ipv6);
        addDetour(ipv6);
        awaitWay(ipv6, source(ipv6, 1));
        hosts.here.ip("link set ve1 down");
        awaitWay(ipv6, source(ipv6, 2));
        hosts.here.ip("link set ve1 up");
        if (ipv6) {
            hosts.here.ip("addr add fd01::1/64 dev ve1 nodad"); // given up with the link
        }
        awaitWay(ipv6, source(ipv6, 1));
    }

    @Test
    void aWayThatOnlyARuleForOneSourceKnowsIsFound() throws Exception {
        guardBothPaths(false);
        hosts.here.ip("route add 10.1.0.0/24 via 10.2.0.2 dev vf1 table 100");
        hosts.here.ip("rule add from 10.2.0.0/24 to 10.1.0.0/24 lookup 100 priority 40000");
        awaitWay(false, "src 10.1.0.1 ");
        hosts.here.ip("link set ve1 down");
        awaitWay(false, "src 10.2.0.1 ");
    }

    @ParameterizedTest(name = "IPv6: {0}")
    @ValueSource(booleans = {false, true})
    void whereThereIsNoRealRouteWhatIsThereStays(boolean ipv6) throws Exception {
        guardBothPaths(ipv6);
        String before = ways(ipv6);
        hosts.here.ip("link set ve1 down");
        PlanePath other = new PlanePath(local(ipv6, 2), InetAddress.getByName(ipv6 ? "fd02::2" : "10.2.0.2"));
        here.guard(other);
        hosts.here.ip("link set vf1 mtu 1350");
        hosts.await("followed on the other link", () -> ways(ipv6).contains("mtu 13"));
        assertThat(ways(ipv6).lines().filter(line -> line.contains(remote(ipv6) + " ")))
                .containsExactlyElementsOf(before.lines().toList());
    }

    @Test
    void theLongestPacketFollowsTheLink() throws Exception {
        guardBothPaths(false);
        awaitWay(false, "mtu 1466");
        hosts.here.ip("link set ve1 mtu 1400");
        awaitWay(false, "mtu " + EspOverhead.USUAL.clearMtuBytes(1400, false));
        hosts.here.ip("link set ve1 mtu 1500");
        awaitWay(false, "mtu 1466");
    }

    @ParameterizedTest(name = "IPv6: {0}")
    @ValueSource(booleans = {false, true})
    void anAddressTakenAwayAndGivenBackIsUsedAgain(boolean ipv6) throws Exception {
        PlanePath path = TwoHosts.path(ipv6);
        String address = ipv6 ? "fd01::1/64 dev ve1" : "10.1.0.1/24 dev ve1";
        try (UserspacePlane there = hosts.planeThere()) {
            hosts.protect(here, there, path);
            hosts.here.ip("addr del " + address);
            assertThat(ways(ipv6)).contains("blackhole " + remote(ipv6));
            hosts.here.ip("addr add " + address + (ipv6 ? " nodad" : ""));
            awaitWay(ipv6, source(ipv6, 1));
            try (SctpProbe probeHere = hosts.probeHere(path.local());
                    SctpProbe probeThere = hosts.probeThere(path.remote())) {
                assertThat(probeHere.send(path.remote(), sctp(1, 100))).isTrue();
                assertThat(probeThere.receive(WAIT_MS)).isEqualTo(sctp(1, 100));
                assertThat(hosts.wire.count(SCTP)).isZero();
                assertThat(hosts.wire.count(ESP)).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest(name = "IPv6: {0}")
    @ValueSource(booleans = {false, true})
    void noPacketIsClearWhileRoutesMove(boolean ipv6) throws Exception {
        guardBothPaths(ipv6);
        addDetour(ipv6);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger sends = new AtomicInteger();
        Thread traffic = new Thread(() -> sendUntil(stop, sends, ipv6), "traffic");
        traffic.start();
        for (int round = 0; round < 10; round++) {
            hosts.here.ip("link set ve1 down");
            awaitWay(ipv6, source(ipv6, 2));
            hosts.here.ip("link set ve1 up");
            if (ipv6) {
                hosts.here.ip("addr add fd01::1/64 dev ve1 nodad");
            }
            awaitWay(ipv6, source(ipv6, 1));
        }
        stop.set(true);
        traffic.join();
        assertThat(sends.get()).isPositive();
        assertThat(hosts.wire.count(SCTP) + secondWire.count(SCTP)).isZero();
    }

    @Test
    void followingAChangeMakesNoFurtherWork() throws Exception {
        guardBothPaths(false);
        guardBothPaths(true);
        hosts.here.ip("link set vf1 mtu 1400");
        hosts.here.ip("link set ve1 mtu 1400");
        awaitWay(true, "mtu " + EspOverhead.USUAL.clearMtuBytes(1400, true));
        // To this one the plane's changes are news: its own are another table and origin.
        try (RouteChanges changes = hosts.here.call(() -> RouteChanges.open(1, 1));
                EventFd never = EventFd.open()) {
            ReadinessPoll poll = ReadinessPoll.of(never, changes);
            hosts.await("quiet", () -> {
                changes.take();
                return poll.await(300) == 0;
            });
            hosts.here.ip("link set ve1 mtu 1390");
            hosts.await("followed", () -> ways(true).contains("mtu " + EspOverhead.USUAL.clearMtuBytes(1390, true)));
            hosts.await("quiet again", () -> {
                changes.take();
                return poll.await(300) == 0;
            });
        }
    }

    private void guardBothPaths(boolean ipv6) throws Exception {
        for (int link = 1; link <= 2; link++) {
            here.guard(new PlanePath(local(ipv6, link), TwoHosts.path(ipv6).remote()));
        }
    }

    /** Another real route to the first link's peer address, over the second link. */
    private void addDetour(boolean ipv6) throws Exception {
        hosts.here.ip(
                ipv6
                        ? "route add fd01::/64 via fd02::2 dev vf1 metric 5000"
                        : "route add 10.1.0.0/24 via 10.2.0.2 dev vf1 metric 5000");
    }

    private void sendUntil(AtomicBoolean stop, AtomicInteger sends, boolean ipv6) {
        try (SctpProbe probe = hosts.probeHere(local(ipv6, 2))) {
            InetAddress remote = TwoHosts.path(ipv6).remote();
            while (!stop.get()) {
                probe.send(remote, sctp(1, 100));
                sends.incrementAndGet();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static InetAddress local(boolean ipv6, int link) throws Exception {
        return InetAddress.getByName(ipv6 ? "fd0" + link + "::1" : "10." + link + ".0.1");
    }

    private static String remote(boolean ipv6) {
        return ipv6 ? "fd01::2" : "10.1.0.2";
    }

    private static String source(boolean ipv6, int link) {
        return "src " + (ipv6 ? "fd0" + link + "::1 " : "10." + link + ".0.1 ");
    }

    private String ways(boolean ipv6) throws Exception {
        return hosts.here.ip((ipv6 ? "-6" : "-4") + " route show table 5132");
    }

    private void awaitWay(boolean ipv6, String part) throws Exception {
        hosts.await(
                part,
                () -> ways(ipv6)
                        .lines()
                        .anyMatch(line -> line.startsWith(remote(ipv6) + " dev") && (line + " ").contains(part)));
    }
}
