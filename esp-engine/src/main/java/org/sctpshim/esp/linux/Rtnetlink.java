package org.sctpshim.esp.linux;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Links, routes and rules of the network namespace of the thread that opened it. What it adds carries a protocol number
 * (origin) of ours, by which it is found again after a crash.
 *
 * <p>Threads: any.
 */
public final class Rtnetlink implements Closeable {

    private static final int RTM_NEWLINK = 16;
    private static final int RTM_GETLINK = 18;
    private static final int IFINFOMSG_BYTES = 16;
    private static final int IFLA_IFNAME = 3;
    private static final int IFLA_MTU = 4;
    private static final int IFF_UP = 1;

    private final NetlinkSocket socket;
    private final int protocol;

    private Rtnetlink(NetlinkSocket socket, int protocol) {
        this.socket = socket;
        this.protocol = protocol;
    }

    /**
     * Opens a netlink socket.
     *
     * @param protocol the origin of what is added, 1 to 255 and none of {@code /etc/iproute2/rt_protos}
     */
    public static Rtnetlink open(int protocol) throws IOException {
        if (protocol < 1 || protocol > 255) {
            throw new IllegalArgumentException("a route's protocol number is 1 to 255, got " + protocol);
        }
        return new Rtnetlink(NetlinkSocket.open(NetlinkSocket.NETLINK_ROUTE, "route"), protocol);
    }

    /** The index of the device of this name. */
    public int interfaceIndex(String name) throws IOException {
        NetlinkRequest request = new NetlinkRequest("find device " + name, RTM_GETLINK, 0)
                .zeros(IFINFOMSG_BYTES)
                .attribute(IFLA_IFNAME, name);
        return socket.query(request).get(0).word(4);
    }

    /** Whether the device of this name is up. */
    public boolean isUp(String name) throws IOException {
        NetlinkRequest request = new NetlinkRequest("find device " + name, RTM_GETLINK, 0)
                .zeros(IFINFOMSG_BYTES)
                .attribute(IFLA_IFNAME, name);
        return (socket.query(request).get(0).word(8) & IFF_UP) != 0;
    }

    /** Sets a device's MTU and takes it up. */
    public void linkUp(String name, int mtuBytes) throws IOException {
        int index = interfaceIndex(name);
        socket.execute(new NetlinkRequest(
                        "take up device " + name + " with MTU " + mtuBytes, RTM_NEWLINK, NetlinkRequest.NLM_F_ACK)
                .word(0)
                .word(index)
                .word(IFF_UP)
                .word(IFF_UP)
                .attribute(IFLA_MTU, mtuBytes));
    }

    /** The way a packet to this destination would go now, SCTP's own rules left aside. */
    public ResolvedRoute routeTo(InetAddress destination) throws IOException {
        return withMtu(RouteCodec.resolved(
                socket.query(RouteCodec.lookup(destination, null)).get(0)));
    }

    /**
     * The same for a packet from this source, which becomes the answer's preferred one. The kernel may know such a way
     * although it has none from any source, since rules may ask for the source.
     */
    public ResolvedRoute routeTo(InetAddress destination, InetAddress source) throws IOException {
        ResolvedRoute route = RouteCodec.resolved(
                socket.query(RouteCodec.lookup(destination, source)).get(0));
        return withMtu(new ResolvedRoute(route.interfaceIndex(), source, route.mtuBytes()));
    }

    private ResolvedRoute withMtu(ResolvedRoute route) throws IOException {
        if (route.mtuBytes() != 0) {
            return route;
        }
        return new ResolvedRoute(route.interfaceIndex(), route.preferredSource(), linkMtuBytes(route.interfaceIndex()));
    }

    private int linkMtuBytes(int index) throws IOException {
        NetlinkRequest request = new NetlinkRequest("find device #" + index, RTM_GETLINK, 0)
                .word(0)
                .word(index)
                .zeros(IFINFOMSG_BYTES - 8);
        return socket.query(request).get(0).attributesFrom(IFINFOMSG_BYTES).number(IFLA_MTU, 0);
    }

    /** Adds a route, or puts it in the place of the one with the same destination, table and metric. */
    public void putRoute(Route route) throws IOException {
        int flags = NetlinkRequest.NLM_F_ACK | NetlinkRequest.NLM_F_CREATE | NetlinkRequest.NLM_F_REPLACE;
        socket.execute(RouteCodec.request("add", RouteCodec.RTM_NEWROUTE, flags, route, protocol));
    }

    /** Removes a route; one that is gone already is fine. */
    public void removeRoute(Route route) throws IOException {
        unlessGone(RouteCodec.request("remove", RouteCodec.RTM_DELROUTE, NetlinkRequest.NLM_F_ACK, route, protocol));
    }

    /** The routes of ours to single hosts in a table, both families. */
    public List<Route> routes(int table) throws IOException {
        List<Route> found = new ArrayList<>();
        for (boolean ipv6 : new boolean[] {false, true}) {
            for (NetlinkMessage message : list(RouteCodec.dump(ipv6))) {
                Route route = RouteCodec.read(message, table, protocol);
                if (route != null) {
                    found.add(route);
                }
            }
        }
        return found;
    }

    /** Adds a rule; one that is there already is fine. */
    public void addRule(RoutingRule rule) throws IOException {
        int flags = NetlinkRequest.NLM_F_ACK | NetlinkRequest.NLM_F_CREATE | NetlinkRequest.NLM_F_EXCL;
        try {
            socket.execute(RuleCodec.request("add", RuleCodec.RTM_NEWRULE, flags, rule, protocol));
        } catch (SyscallException e) {
            if (!e.is(Errno.EEXIST)) {
                throw e;
            }
        }
    }

    /** Removes a rule; one that is gone already is fine. */
    public void removeRule(RoutingRule rule) throws IOException {
        unlessGone(RuleCodec.request("remove", RuleCodec.RTM_DELRULE, NetlinkRequest.NLM_F_ACK, rule, protocol));
    }

    /** The rules of ours, both families. */
    public List<RoutingRule> rules() throws IOException {
        List<RoutingRule> found = new ArrayList<>();
        for (boolean ipv6 : new boolean[] {false, true}) {
            for (NetlinkMessage message : list(RuleCodec.dump(ipv6))) {
                RoutingRule rule = RuleCodec.read(message, protocol);
                if (rule != null) {
                    found.add(rule);
                }
            }
        }
        return found;
    }

    /** What there is; nothing of a family that the kernel does not have. */
    private List<NetlinkMessage> list(NetlinkRequest request) throws IOException {
        try {
            return socket.query(request);
        } catch (SyscallException e) {
            if (e.is(Errno.EAFNOSUPPORT) || e.is(Errno.EOPNOTSUPP)) {
                return List.of();
            }
            throw e;
        }
    }

    private void unlessGone(NetlinkRequest request) throws IOException {
        try {
            socket.execute(request);
        } catch (SyscallException e) {
            if (!e.is(Errno.ENOENT) && !e.is(Errno.ESRCH) && !e.is(Errno.ENODEV)) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
