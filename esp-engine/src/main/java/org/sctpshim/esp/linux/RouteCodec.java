package org.sctpshim.esp.linux;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** {@code struct rtmsg} and its attributes (rtnetlink(7)). */
final class RouteCodec {

    static final int RTM_NEWROUTE = 24;
    static final int RTM_DELROUTE = 25;
    static final int RTM_GETROUTE = 26;

    private static final int RTMSG_BYTES = 12;
    private static final int RTA_DST = 1;
    private static final int RTA_SRC = 2;
    private static final int RTA_OIF = 4;
    private static final int RTA_PRIORITY = 6;
    private static final int RTA_PREFSRC = 7;
    private static final int RTA_METRICS = 8;
    private static final int RTA_TABLE = 15;
    private static final int RTAX_MTU = 2;
    private static final int RTN_UNICAST = 1;
    private static final int RTN_BLACKHOLE = 6;
    private static final int RT_SCOPE_UNIVERSE = 0;
    private static final int RT_SCOPE_LINK = 253;

    private RouteCodec() {}

    /** A request about this route. */
    static NetlinkRequest request(String what, int type, int flags, Route route, int protocol) {
        boolean onLink = !route.isBlackhole() && !route.ipv6();
        NetlinkRequest request = new NetlinkRequest(what + " route " + route, type, flags)
                .octet(route.ipv6() ? Libc.AF_INET6 : Libc.AF_INET)
                .octet(hostPrefix(route.ipv6()))
                .octet(0)
                .octet(0)
                .octet(0)
                .octet(protocol)
                .octet(onLink ? RT_SCOPE_LINK : RT_SCOPE_UNIVERSE)
                .octet(route.isBlackhole() ? RTN_BLACKHOLE : RTN_UNICAST)
                .word(0)
                .attribute(RTA_DST, route.destination())
                .attribute(RTA_TABLE, route.table())
                .attribute(RTA_PRIORITY, route.metric());
        if (!route.isBlackhole()) {
            request.attribute(RTA_OIF, route.interfaceIndex());
        }
        InetAddress source = route.preferredSource();
        if (source != null) {
            request.attribute(RTA_PREFSRC, source);
        }
        return route.mtuBytes() == 0 ? request : request.nested(RTA_METRICS, RTAX_MTU, route.mtuBytes());
    }

    /** Asks for all routes of a family. */
    static NetlinkRequest dump(boolean ipv6) {
        return new NetlinkRequest("list routes", RTM_GETROUTE, NetlinkRequest.NLM_F_DUMP)
                .octet(ipv6 ? Libc.AF_INET6 : Libc.AF_INET)
                .zeros(RTMSG_BYTES - 1);
    }

    /** Asks which way a packet to this destination would go, from this source or, if null, from no particular one. */
    static NetlinkRequest lookup(InetAddress destination, @Nullable InetAddress source) {
        boolean ipv6 = SocketAddressCodec.family(destination) == Libc.AF_INET6;
        String from = source == null ? "" : " from " + source.getHostAddress();
        NetlinkRequest request = new NetlinkRequest(
                        "find route to " + destination.getHostAddress() + from, RTM_GETROUTE, 0)
                .octet(ipv6 ? Libc.AF_INET6 : Libc.AF_INET)
                .octet(hostPrefix(ipv6))
                .octet(source == null ? 0 : hostPrefix(ipv6))
                .zeros(RTMSG_BYTES - 3)
                .attribute(RTA_DST, destination);
        return source == null ? request : request.attribute(RTA_SRC, source);
    }

    /** The table of a route. */
    static int table(NetlinkMessage message) {
        return message.attributesFrom(RTMSG_BYTES).number(RTA_TABLE, message.octet(4));
    }

    /** The route of a listing, null if it is not to one host, or of another table or origin. */
    static @Nullable Route read(NetlinkMessage message, int table, int protocol) {
        int inTable = table(message);
        boolean ipv6 = message.octet(0) == Libc.AF_INET6;
        InetAddress destination = message.address(RTA_DST);
        boolean ours = message.octet(1) == hostPrefix(ipv6) && message.octet(5) == protocol && inTable == table;
        if (destination == null || !ours) {
            return null;
        }
        boolean blackhole = message.octet(7) == RTN_BLACKHOLE;
        return new Route(
                destination,
                table,
                message.number(RTA_PRIORITY, 0),
                blackhole ? 0 : message.number(RTA_OIF, 0),
                message.address(RTA_PREFSRC),
                message.nestedNumber(RTA_METRICS, RTAX_MTU, 0));
    }

    /** The answer to {@link #lookup}; the MTU is the route's own, 0 if it has none. */
    static ResolvedRoute resolved(NetlinkMessage message) {
        message.attributesFrom(RTMSG_BYTES);
        return new ResolvedRoute(
                message.number(RTA_OIF, 0),
                message.address(RTA_PREFSRC),
                message.nestedNumber(RTA_METRICS, RTAX_MTU, 0));
    }

    private static int hostPrefix(boolean ipv6) {
        return ipv6 ? 128 : 32;
    }
}
