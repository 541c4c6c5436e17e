package org.sctpshim.esp.linux;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.linux.XfrmPolicy.Direction;

/**
 * The kernel's policies on SCTP packets in the network namespace of the thread that opened it. Layouts: {@code struct
 * xfrm_userpolicy_info} and {@code xfrm_userpolicy_id} of {@code linux/xfrm.h}.
 *
 * <p>Threads: any.
 */
public final class XfrmPolicies implements Closeable {

    private static final int XFRM_MSG_NEWPOLICY = 19;
    private static final int XFRM_MSG_DELPOLICY = 20;
    private static final int XFRM_MSG_GETPOLICY = 21;
    private static final int XFRMA_MARK = 21;

    private static final int DESTINATION_PORT_AT = 32;
    private static final int SOURCE_AT = 16;
    private static final int SOURCE_PORT_AT = 36;
    private static final int FAMILY_AT = 40;
    private static final int PREFIXES_AT = 42;
    private static final int PROTOCOL_AT = 44;
    private static final int PRIORITY_AT = 152;
    private static final int DIRECTION_AT = 160;
    private static final int ACTION_AT = 161;
    private static final int POLICY_BYTES = 168;
    private static final int LIMITS = 4;
    private static final int OTHER_LIFETIME_BYTES = 64;
    private static final int ACTION_BLOCK = 1;
    private static final int IPPROTO_SCTP = 132;

    private final NetlinkSocket socket;

    private XfrmPolicies(NetlinkSocket socket) {
        this.socket = socket;
    }

    /** Opens a netlink socket. */
    public static XfrmPolicies open() throws IOException {
        return new XfrmPolicies(NetlinkSocket.open(NetlinkSocket.NETLINK_XFRM, "xfrm"));
    }

    /**
     * Adds a policy; the same one being there already is fine.
     *
     * @throws IOException if the kernel refuses, or another program's policy with this selector stands in the way
     */
    public void add(XfrmPolicy policy) throws IOException {
        NetlinkRequest request =
                new NetlinkRequest("add policy " + policy, XFRM_MSG_NEWPOLICY, NetlinkRequest.NLM_F_ACK);
        selector(request, policy);
        for (int limit = 0; limit < LIMITS; limit++) {
            request.doubleWord(-1);
        }
        request.zeros(OTHER_LIFETIME_BYTES)
                .word(policy.priority())
                .word(0)
                .octet(policy.direction().number())
                .octet(policy.blocks() ? ACTION_BLOCK : 0)
                .zeros(POLICY_BYTES - ACTION_AT - 1);
        try {
            socket.execute(marked(request, policy));
        } catch (SyscallException e) {
            if (!e.is(Errno.EEXIST) || !all().contains(policy)) {
                throw e;
            }
        }
    }

    /** Removes the policy with this selector, direction and mark; one that is gone already is fine. */
    public void remove(XfrmPolicy policy) throws IOException {
        NetlinkRequest request =
                new NetlinkRequest("remove policy " + policy, XFRM_MSG_DELPOLICY, NetlinkRequest.NLM_F_ACK);
        selector(request, policy).word(0).octet(policy.direction().number()).zeros(3);
        try {
            socket.execute(marked(request, policy));
        } catch (SyscallException e) {
            if (!e.is(Errno.ENOENT) && !e.is(Errno.ESRCH)) {
                throw e;
            }
        }
    }

    /** All policies on SCTP in the forms that {@link XfrmPolicy} knows, whoever added them. */
    public List<XfrmPolicy> all() throws IOException {
        List<XfrmPolicy> found = new ArrayList<>();
        NetlinkRequest request = new NetlinkRequest("list policies", XFRM_MSG_GETPOLICY, NetlinkRequest.NLM_F_DUMP);
        for (NetlinkMessage message : socket.query(request)) {
            XfrmPolicy policy = read(message);
            if (policy != null) {
                found.add(policy);
            }
        }
        return found;
    }

    private static NetlinkRequest selector(NetlinkRequest request, XfrmPolicy policy) {
        return end(end(request, policy.destination()), policy.source())
                .port(policy.destinationPort())
                .port(policy.destinationPort() == 0 ? 0 : 0xffff)
                .port(policy.sourcePort())
                .port(policy.sourcePort() == 0 ? 0 : 0xffff)
                .half(policy.ipv6() ? Libc.AF_INET6 : Libc.AF_INET)
                .octet(prefix(policy.destination()))
                .octet(prefix(policy.source()))
                .octet(IPPROTO_SCTP)
                .zeros(3)
                .word(0)
                .word(0);
    }

    private static NetlinkRequest end(NetlinkRequest request, @Nullable InetAddress address) {
        byte[] octets = address == null ? new byte[0] : address.getAddress();
        return request.octets(octets).zeros(16 - octets.length);
    }

    private static int prefix(@Nullable InetAddress address) {
        return address == null ? 0 : address.getAddress().length * Byte.SIZE;
    }

    private static NetlinkRequest marked(NetlinkRequest request, XfrmPolicy policy) {
        if (policy.mark() == 0) {
            return request;
        }
        return request.half(12).half(XFRMA_MARK).word(policy.mark()).word(-1);
    }

    private static @Nullable XfrmPolicy read(NetlinkMessage message) {
        message.attributesFrom(POLICY_BYTES);
        boolean ipv6 = message.half(FAMILY_AT) == Libc.AF_INET6;
        int destinationPrefix = message.octet(PREFIXES_AT);
        int sourcePrefix = message.octet(PREFIXES_AT + 1);
        boolean known = message.octet(PROTOCOL_AT) == IPPROTO_SCTP
                && message.octet(DIRECTION_AT) <= Direction.OUT.number()
                && isNoneOrHost(destinationPrefix, ipv6)
                && isNoneOrHost(sourcePrefix, ipv6);
        if (!known) {
            return null;
        }
        return new XfrmPolicy(
                message.octet(DIRECTION_AT) == Direction.IN.number() ? Direction.IN : Direction.OUT,
                ipv6,
                readEnd(message, SOURCE_AT, sourcePrefix),
                message.port(SOURCE_PORT_AT),
                readEnd(message, 0, destinationPrefix),
                message.port(DESTINATION_PORT_AT),
                message.number(XFRMA_MARK, 0),
                message.octet(ACTION_AT) == ACTION_BLOCK,
                message.word(PRIORITY_AT));
    }

    private static boolean isNoneOrHost(int prefix, boolean ipv6) {
        return prefix == 0 || prefix == (ipv6 ? 128 : 32);
    }

    private static @Nullable InetAddress readEnd(NetlinkMessage message, int at, int prefix) {
        return prefix == 0 ? null : SocketAddressCodec.address(message.octets(at, prefix / Byte.SIZE));
    }

    @Override
    public void close() {
        socket.close();
    }
}
