package org.sctpshim.esp.linux;

import java.io.Closeable;
import java.io.IOException;

/**
 * Tells that something has changed by which the kernel chooses a route: a link, an address, a route or a rule (the multicast
 * groups of rtnetlink(7)). What we change ourselves, in our table and with our origin number, is no news.
 *
 * <p>It does not tell what has changed. A single event often changes many routes, the kernel does not report each of them
 * (IPv4 routes vanish with their link without a word), and a burst may overflow the socket: only looking again is sure.
 *
 * <p>Threads: {@link #take} belongs to one thread; closing is any thread's.
 */
public final class RouteChanges implements Closeable {

    private static final int RTMGRP_LINK = 0x1;
    private static final int RTMGRP_IPV4_IFADDR = 0x10;
    private static final int RTMGRP_IPV4_ROUTE = 0x40;
    private static final int RTMGRP_IPV4_RULE = 0x80;
    private static final int RTMGRP_IPV6_IFADDR = 0x100;
    private static final int RTMGRP_IPV6_ROUTE = 0x400;
    private static final int RTMGRP_IPV6_RULE = 1 << 18;
    private static final int GROUPS = RTMGRP_LINK
            | RTMGRP_IPV4_IFADDR
            | RTMGRP_IPV4_ROUTE
            | RTMGRP_IPV4_RULE
            | RTMGRP_IPV6_IFADDR
            | RTMGRP_IPV6_ROUTE
            | RTMGRP_IPV6_RULE;

    private final MulticastSocket socket;
    private final int ownTable;
    private final int ownProtocol;

    private RouteChanges(MulticastSocket socket, int ownTable, int ownProtocol) {
        this.socket = socket;
        this.ownTable = ownTable;
        this.ownProtocol = ownProtocol;
    }

    /**
     * Listens in the calling thread's network namespace.
     *
     * @param ownTable changes in this table are no news
     * @param ownProtocol nor are changes of rules with this origin number
     */
    public static RouteChanges open(int ownTable, int ownProtocol) throws IOException {
        MulticastSocket socket = MulticastSocket.open(NetlinkSocket.NETLINK_ROUTE, GROUPS, "route changes");
        return new RouteChanges(socket, ownTable, ownProtocol);
    }

    /**
     * Takes the news that wait.
     *
     * @return whether there were any, or some may have been lost
     */
    public boolean take() throws IOException {
        boolean[] news = {false};
        boolean complete = socket.take((type, body) -> news[0] |= !isOurs(new NetlinkMessage(type, body)));
        return news[0] || !complete;
    }

    private boolean isOurs(NetlinkMessage message) {
        return switch (message.type()) {
            case RouteCodec.RTM_NEWROUTE, RouteCodec.RTM_DELROUTE -> RouteCodec.table(message) == ownTable;
            case RuleCodec.RTM_NEWRULE, RuleCodec.RTM_DELRULE -> RuleCodec.read(message, ownProtocol) != null;
            default -> false;
        };
    }

    int descriptor() {
        return socket.descriptor();
    }

    @Override
    public void close() {
        socket.close();
    }
}
