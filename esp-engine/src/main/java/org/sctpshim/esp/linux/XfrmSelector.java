package org.sctpshim.esp.linux;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Which SCTP packets a state or a policy is for: {@code struct xfrm_selector} of {@code linux/xfrm.h}.
 *
 * <pre>
 *   | destination 16 | source 16 | dport 2, mask 2 | sport 2, mask 2 | family 2 | prefixes 1, 1 | protocol 1 |
 *   | padding 3 | interface 4 | user 4 |
 * </pre>
 */
final class XfrmSelector {

    static final int BYTES = 56;

    private static final int SOURCE_AT = 16;
    private static final int DESTINATION_PORT_AT = 32;
    private static final int SOURCE_PORT_AT = 36;
    private static final int FAMILY_AT = 40;
    private static final int PREFIXES_AT = 42;
    private static final int PROTOCOL_AT = 44;
    private static final int IPPROTO_SCTP = 132;

    private XfrmSelector() {}

    /** Writes one; a null address is any, a port of 0 is any. */
    static NetlinkRequest write(
            NetlinkRequest request,
            boolean ipv6,
            @Nullable InetAddress source,
            int sourcePort,
            @Nullable InetAddress destination,
            int destinationPort) {
        address(request, destination);
        address(request, source);
        return request.port(destinationPort)
                .port(destinationPort == 0 ? 0 : 0xffff)
                .port(sourcePort)
                .port(sourcePort == 0 ? 0 : 0xffff)
                .half(ipv6 ? Libc.AF_INET6 : Libc.AF_INET)
                .octet(prefix(destination))
                .octet(prefix(source))
                .octet(IPPROTO_SCTP)
                .zeros(3)
                .word(0)
                .word(0);
    }

    /** An address in the 16 octets of {@code xfrm_address_t}. */
    static NetlinkRequest address(NetlinkRequest request, @Nullable InetAddress address) {
        byte[] octets = address == null ? new byte[0] : address.getAddress();
        return request.octets(octets).zeros(16 - octets.length);
    }

    private static int prefix(@Nullable InetAddress address) {
        return address == null ? 0 : address.getAddress().length * Byte.SIZE;
    }

    /** Whether the selector at the start of the message is one that {@link #write} writes. */
    static boolean isKnown(NetlinkMessage message) {
        return message.octet(PROTOCOL_AT) == IPPROTO_SCTP
                && isNoneOrHost(message.octet(PREFIXES_AT), ipv6(message))
                && isNoneOrHost(message.octet(PREFIXES_AT + 1), ipv6(message));
    }

    private static boolean isNoneOrHost(int prefix, boolean ipv6) {
        return prefix == 0 || prefix == (ipv6 ? 128 : 32);
    }

    static boolean ipv6(NetlinkMessage message) {
        return message.half(FAMILY_AT) == Libc.AF_INET6;
    }

    static @Nullable InetAddress source(NetlinkMessage message) {
        return end(message, SOURCE_AT, message.octet(PREFIXES_AT + 1));
    }

    static @Nullable InetAddress destination(NetlinkMessage message) {
        return end(message, 0, message.octet(PREFIXES_AT));
    }

    static int sourcePort(NetlinkMessage message) {
        return message.port(SOURCE_PORT_AT);
    }

    static int destinationPort(NetlinkMessage message) {
        return message.port(DESTINATION_PORT_AT);
    }

    private static @Nullable InetAddress end(NetlinkMessage message, int at, int prefix) {
        return prefix == 0 ? null : address(message, at, prefix == 128);
    }

    /** The address in the 16 octets there. */
    static InetAddress address(NetlinkMessage message, int at, boolean ipv6) {
        return SocketAddressCodec.address(message.octets(at, ipv6 ? 16 : 4));
    }
}
