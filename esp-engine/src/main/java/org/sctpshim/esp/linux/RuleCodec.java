package org.sctpshim.esp.linux;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** {@code struct fib_rule_hdr} and its attributes ({@code linux/fib_rules.h}). */
final class RuleCodec {

    static final int RTM_NEWRULE = 32;
    static final int RTM_DELRULE = 33;
    private static final int RTM_GETRULE = 34;

    private static final int HEADER_BYTES = 12;
    private static final int FRA_DST = 1;
    private static final int FRA_IIFNAME = 3;
    private static final int FRA_PRIORITY = 6;
    private static final int FRA_FWMARK = 10;
    private static final int FRA_TABLE = 15;
    private static final int FRA_FWMASK = 16;
    private static final int FRA_PROTOCOL = 21;
    private static final int FRA_IP_PROTO = 22;
    private static final int FR_ACT_TO_TBL = 1;
    private static final int FR_ACT_BLACKHOLE = 6;
    private static final int IPPROTO_SCTP = 132;
    private static final String LOOPBACK = "lo";

    private RuleCodec() {}

    static NetlinkRequest request(String what, int type, int flags, RoutingRule rule, int protocol) {
        InetAddress destination = rule.destination();
        NetlinkRequest request = new NetlinkRequest(what + " rule " + rule, type, flags)
                .octet(rule.ipv6() ? Libc.AF_INET6 : Libc.AF_INET)
                .octet(destination == null ? 0 : destination.getAddress().length * Byte.SIZE)
                .zeros(5)
                .octet(rule.table() == 0 ? FR_ACT_BLACKHOLE : FR_ACT_TO_TBL)
                .word(0)
                .attribute(FRA_PRIORITY, rule.priority())
                .attributeOctet(FRA_PROTOCOL, protocol);
        if (destination != null) {
            request.attribute(FRA_DST, destination);
        }
        if (rule.table() != 0) {
            request.attribute(FRA_TABLE, rule.table());
        }
        if (rule.sctpFromHere()) {
            request.attribute(FRA_IIFNAME, LOOPBACK).attributeOctet(FRA_IP_PROTO, IPPROTO_SCTP);
        }
        if (rule.mark() != 0) {
            request.attribute(FRA_FWMARK, rule.mark()).attribute(FRA_FWMASK, -1);
        }
        return request;
    }

    static NetlinkRequest dump(boolean ipv6) {
        return new NetlinkRequest("list rules", RTM_GETRULE, NetlinkRequest.NLM_F_DUMP)
                .octet(ipv6 ? Libc.AF_INET6 : Libc.AF_INET)
                .zeros(HEADER_BYTES - 1);
    }

    /** The rule of a listing, null if its origin is another. */
    static @Nullable RoutingRule read(NetlinkMessage message, int protocol) {
        message.attributesFrom(HEADER_BYTES);
        if (message.number(FRA_PROTOCOL, 0) != protocol) {
            return null;
        }
        boolean drops = message.octet(7) == FR_ACT_BLACKHOLE;
        return new RoutingRule(
                message.octet(0) == Libc.AF_INET6,
                message.number(FRA_PRIORITY, 0),
                message.address(FRA_DST),
                message.number(FRA_IP_PROTO, 0) == IPPROTO_SCTP
                        && message.text(FRA_IIFNAME).equals(LOOPBACK),
                message.number(FRA_FWMARK, 0),
                drops ? 0 : message.number(FRA_TABLE, message.octet(4)));
    }
}
