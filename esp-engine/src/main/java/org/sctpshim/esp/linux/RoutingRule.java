package org.sctpshim.esp.linux;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * A policy routing rule of one of the forms that fail closed planes need.
 *
 * @param ipv6 the family
 * @param priority rules are tried from the lowest number up; the table of local addresses is rule 0
 * @param destination the only destination it is for, null for any
 * @param sctpFromHere only for SCTP that a socket of this machine sends
 * @param mark only for packets with this mark, 0 for any
 * @param table the table to look in, 0 to drop
 */
public record RoutingRule(
        boolean ipv6, int priority, @Nullable InetAddress destination, boolean sctpFromHere, int mark, int table) {

    /** SCTP that this machine sends is routed by this table, where the table has an answer. */
    public static RoutingRule lookupOfSctp(boolean ipv6, int priority, int table) {
        return new RoutingRule(ipv6, priority, null, true, 0, table);
    }

    /** SCTP that this machine sends to this destination is dropped. */
    public static RoutingRule blackholeOfSctpTo(InetAddress destination, int priority) {
        boolean ipv6 = SocketAddressCodec.family(destination) == Libc.AF_INET6;
        return new RoutingRule(ipv6, priority, destination, true, 0, 0);
    }

    /** Packets with this mark that are not for this machine are dropped. */
    public static RoutingRule blackholeOfMark(boolean ipv6, int priority, int mark) {
        return new RoutingRule(ipv6, priority, null, false, mark, 0);
    }

    @Override
    public String toString() {
        return (ipv6 ? "-6 " : "-4 ") + "pref " + priority
                + (destination == null ? "" : " to " + destination.getHostAddress())
                + (sctpFromHere ? " iif lo ipproto sctp" : "")
                + (mark == 0 ? "" : " fwmark 0x" + Integer.toHexString(mark))
                + (table == 0 ? " blackhole" : " lookup " + table);
    }
}
