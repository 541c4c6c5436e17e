package org.sctpshim.esp.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which changes are news, and that a flood of them is not silence. */
class RouteChangesTest {

    private static final int TABLE = 5132;
    private static final int PROTOCOL = 98;

    private TestNamespace namespace;
    private Rtnetlink netlink;
    private RouteChanges changes;

    @BeforeEach
    void makeNamespaceWithOneDevice() throws Exception {
        namespace = TestNamespace.create("changes");
        namespace.ip("link add dum0 type veth peer name peer0");
        namespace.ip("addr add 10.1.0.1/24 dev dum0");
        namespace.ip("link set peer0 up");
        namespace.ip("link set dum0 up");
        netlink = namespace.call(() -> Rtnetlink.open(PROTOCOL));
        changes = namespace.call(() -> RouteChanges.open(TABLE, PROTOCOL));
    }

    @AfterEach
    void leave() {
        changes.close();
        netlink.close();
        namespace.close();
    }

    @ParameterizedTest(name = "ip {0}")
    @ValueSource(
            strings = {
                "link set dum0 down",
                "link set dum0 mtu 1300",
                "addr add 10.1.0.9/24 dev dum0",
                "addr del 10.1.0.1/24 dev dum0",
                "addr add fd01::9/64 dev dum0 nodad",
                "route add 10.9.0.0/24 dev dum0",
                "route add fd09::/64 dev dum0",
                "route add 10.9.0.0/24 dev dum0 table 100",
                "rule add from 10.1.0.0/24 lookup 100",
                "-6 rule add from fd01::/64 lookup 100"
            })
    void whatMayMoveARouteIsNews(String change) throws Exception {
        takeAll();
        namespace.ip(change);
        assertThat(changes.take()).isTrue();
    }

    @Test
    void whatWeChangeOurselvesIsNone() throws Exception {
        takeAll();
        for (String host : new String[] {"10.9.0.2", "fd09::2"}) {
            Route route = new Route(InetAddress.getByName(host), TABLE, 1, netlink.interfaceIndex("dum0"), null, 1400);
            netlink.putRoute(route);
            netlink.putRoute(Route.blackhole(InetAddress.getByName(host), TABLE, 9999));
            netlink.removeRoute(route);
        }
        RoutingRule rule = RoutingRule.lookupOfSctp(true, 5000, TABLE);
        netlink.addRule(rule);
        netlink.removeRule(rule);
        assertThat(changes.take()).isFalse();
    }

    @Test
    void whatWasLostInAFloodIsNews() throws Exception {
        takeAll();
        int device = netlink.interfaceIndex("dum0");
        for (int number = 0; number < 2000; number++) {
            netlink.putRoute(new Route(InetAddress.getByName("10.9.0.2"), TABLE, 1, device, null, 1000 + number % 2));
        }
        assertThat(changes.take()).isTrue();
        takeAll();
        namespace.ip("link set dum0 down");
        assertThat(changes.take()).isTrue();
    }

    /** What making the namespace has left; the kernel settles IPv6 a little later than the command returns. */
    private void takeAll() throws Exception {
        ReadinessPoll poll = new ReadinessPoll(changes.descriptor());
        long deadlineNs = System.nanoTime() + 10_000_000_000L;
        while (poll.await(300) > 0 && System.nanoTime() < deadlineNs) {
            changes.take();
        }
    }
}
