package org.sctpshim.esp.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What we ask the kernel for is what the {@code ip} command then shows. */
class RtnetlinkTest {

    private static final int TABLE = 5132;
    private static final int PROTOCOL = 98;

    private TestNamespace namespace;
    private Rtnetlink netlink;

    @BeforeEach
    void makeNamespaceWithOneDevice() throws Exception {
        namespace = TestNamespace.create("rtnetlink");
        namespace.ip("link add dum0 type veth peer name peer0");
        namespace.call(() -> {
            Sysctl.write("net/ipv6/conf/dum0/accept_dad", "0");
            return "";
        });
        namespace.ip("addr add 10.1.0.1/24 dev dum0");
        namespace.ip("addr add fd01::1/64 dev dum0 nodad");
        namespace.ip("link set dum0 up");
        namespace.ip("link set peer0 up");
        netlink = namespace.call(() -> Rtnetlink.open(PROTOCOL));
    }

    @AfterEach
    void leave() {
        netlink.close();
        namespace.close();
    }

    @Test
    void takesADeviceUpWithItsMtu() throws Exception {
        namespace.ip("link add dum1 type veth peer name peer1");
        netlink.linkUp("dum1", 1466);
        assertThat(namespace.ip("link show dum1")).contains("mtu 1466", "UP");
    }

    @Test
    void putsAnIpv4RouteWithPreferredSourceMtuAndMetric() throws Exception {
        Route route = new Route(address("10.9.0.2"), TABLE, 1, index(), address("10.1.0.1"), 1400);
        netlink.putRoute(route);
        netlink.putRoute(route);
        assertThat(namespace.ip("route show table 5132"))
                .isEqualTo("10.9.0.2 dev dum0 proto 98 scope link src 10.1.0.1 metric 1 mtu 1400");
        assertThat(netlink.routes(TABLE)).containsExactly(route);
        netlink.removeRoute(route);
        netlink.removeRoute(route);
        assertThat(netlink.routes(TABLE)).isEmpty();
    }

    @Test
    void putsAnIpv6RouteWithPreferredSourceMtuAndMetric() throws Exception {
        Route route = new Route(address("fd09::2"), TABLE, 1, index(), address("fd01::1"), 1400);
        netlink.putRoute(route);
        netlink.putRoute(route);
        assertThat(namespace.ip("-6 route show table 5132"))
                .isEqualTo("fd09::2 dev dum0 proto 98 src fd01::1 metric 1 mtu 1400 pref medium");
        assertThat(netlink.routes(TABLE)).containsExactly(route);
        netlink.removeRoute(route);
        assertThat(netlink.routes(TABLE)).isEmpty();
    }

    @Test
    void putsBlackholesBesideRoutes() throws Exception {
        Route ipv4 = Route.blackhole(address("10.9.0.2"), TABLE, 9999);
        Route ipv6 = Route.blackhole(address("fd09::2"), TABLE, 9999);
        netlink.putRoute(new Route(address("10.9.0.2"), TABLE, 1, index(), null, 0));
        netlink.putRoute(ipv4);
        netlink.putRoute(ipv6);
        assertThat(namespace.ip("route show table 5132")).contains("blackhole 10.9.0.2 proto 98 metric 9999");
        assertThat(namespace.ip("-6 route show table 5132")).contains("blackhole fd09::2 dev lo proto 98 metric 9999");
        namespace.ip("link del dum0");
        assertThat(netlink.routes(TABLE)).extracting(Route::isBlackhole).containsExactly(true, true);
    }

    @Test
    void findsTheRealRouteWithItsSourceAndMtu() throws Exception {
        netlink.linkUp("dum0", 1400);
        assertThat(netlink.routeTo(address("10.1.0.7")))
                .isEqualTo(new ResolvedRoute(index(), address("10.1.0.1"), 1400));
        assertThat(netlink.routeTo(address("fd01::7"))).isEqualTo(new ResolvedRoute(index(), address("fd01::1"), 1400));
    }

    @Test
    void saysWhichDestinationHasNoRoute() {
        assertThatThrownBy(() -> netlink.routeTo(address("192.0.2.1")))
                .isInstanceOf(SyscallException.class)
                .hasMessageContaining("192.0.2.1")
                .hasMessageContaining("ENETUNREACH");
    }

    @Test
    void addsRulesOnceAndKnowsThemAgain() throws Exception {
        RoutingRule lookup = RoutingRule.lookupOfSctp(false, 5000, TABLE);
        RoutingRule drop = RoutingRule.blackholeOfSctpTo(address("fd09::2"), 5001);
        RoutingRule marked = RoutingRule.blackholeOfMark(true, 4999, 0x5c7b0001);
        for (RoutingRule rule : new RoutingRule[] {lookup, lookup, drop, drop, marked}) {
            netlink.addRule(rule);
        }
        assertThat(namespace.ip("rule")).contains("5000:\tfrom all iif lo ipproto sctp lookup 5132 proto 98");
        assertThat(namespace.ip("-6 rule"))
                .contains("5001:\tfrom all to fd09::2 iif lo ipproto sctp blackhole proto 98")
                .contains("4999:\tfrom all fwmark 0x5c7b0001 blackhole proto 98");
        assertThat(netlink.rules()).containsExactlyInAnyOrder(lookup, drop, marked);
        netlink.removeRule(drop);
        netlink.removeRule(drop);
        assertThat(netlink.rules()).containsExactlyInAnyOrder(lookup, marked);
    }

    private int index() throws Exception {
        return netlink.interfaceIndex("dum0");
    }

    private static InetAddress address(String literal) throws Exception {
        return InetAddress.getByName(literal);
    }
}
