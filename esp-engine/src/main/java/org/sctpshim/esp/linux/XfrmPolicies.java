package org.sctpshim.esp.linux;

import java.io.Closeable;
import java.io.IOException;
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
    private static final int XFRM_MSG_UPDPOLICY = 25;
    private static final int XFRMA_TMPL = 5;
    private static final int XFRMA_MARK = 21;

    private static final int PRIORITY_AT = 152;
    private static final int DIRECTION_AT = 160;
    private static final int ACTION_AT = 161;
    private static final int POLICY_BYTES = 168;
    private static final int CURRENT_LIFETIME_BYTES = 32;
    private static final int TEMPLATE_BYTES = 64;
    private static final int TEMPLATE_SPI_AT = 16;
    private static final int TEMPLATE_FAMILY_AT = 24;
    private static final int TEMPLATE_SOURCE_AT = 28;
    private static final int TEMPLATE_REQUEST_ID_AT = 44;
    private static final int TEMPLATE_MODE_AT = 48;
    private static final int EVERY_ALGORITHM = -1;
    private static final int IPPROTO_ESP = 50;
    private static final int ACTION_BLOCK = 1;

    private final NetlinkSocket socket;

    private XfrmPolicies(NetlinkSocket socket) {
        this.socket = socket;
    }

    /** Opens a netlink socket. */
    public static XfrmPolicies open() throws IOException {
        return new XfrmPolicies(NetlinkSocket.open(NetlinkSocket.NETLINK_XFRM, "xfrm"));
    }

    /**
     * Adds a policy; the same one being there already is fine, and one that differs in its action only is replaced.
     *
     * @throws IOException if the kernel refuses, or a policy with this selector and another priority stands in the way,
     *     which is another program's
     */
    public void add(XfrmPolicy policy) throws IOException {
        NetlinkRequest request =
                new NetlinkRequest("add policy " + policy, XFRM_MSG_NEWPOLICY, NetlinkRequest.NLM_F_ACK);
        try {
            socket.execute(write(request, policy));
        } catch (SyscallException e) {
            if (!e.is(Errno.EEXIST)) {
                throw e;
            }
            XfrmPolicy there =
                    all().stream().filter(policy::isSameFlow).findFirst().orElse(null);
            if (there == null || there.priority() != policy.priority()) {
                throw e;
            }
            if (!there.equals(policy)) {
                replace(policy);
            }
        }
    }

    /** Puts a policy in the place of the one with its selector, direction and mark, in one step; or adds it. */
    public void replace(XfrmPolicy policy) throws IOException {
        socket.execute(write(
                new NetlinkRequest("replace policy " + policy, XFRM_MSG_UPDPOLICY, NetlinkRequest.NLM_F_ACK), policy));
    }

    /** Writes the whole of a message that adds a policy. */
    static NetlinkRequest write(NetlinkRequest request, XfrmPolicy policy) {
        XfrmStates.limits(selector(request, policy), XfrmLimits.UNLIMITED, XfrmLimits.UNLIMITED)
                .zeros(CURRENT_LIFETIME_BYTES)
                .word(policy.priority())
                .word(0)
                .octet(policy.direction().number())
                .octet(policy.blocks() ? ACTION_BLOCK : 0)
                .zeros(POLICY_BYTES - ACTION_AT - 1);
        XfrmTemplate template = policy.template();
        if (template != null) {
            template(request.header(XFRMA_TMPL, TEMPLATE_BYTES), template);
        }
        return marked(request, policy);
    }

    /** {@code struct xfrm_user_tmpl}: id, family, source, request id, mode, share, optional, three sets of algorithms. */
    private static void template(NetlinkRequest request, XfrmTemplate template) {
        XfrmSelector.address(request, template.destination())
                .spi(template.spi())
                .octet(IPPROTO_ESP)
                .zeros(3)
                .half(SocketAddressCodec.family(template.source()))
                .zeros(2);
        XfrmSelector.address(request, template.source())
                .word(template.requestId())
                .octet(template.tunnel() ? XfrmStates.XFRM_MODE_TUNNEL : 0)
                .zeros(3)
                .word(EVERY_ALGORITHM)
                .word(EVERY_ALGORITHM)
                .word(EVERY_ALGORITHM);
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
        return XfrmSelector.write(
                request,
                policy.ipv6(),
                policy.source(),
                policy.sourcePort(),
                policy.destination(),
                policy.destinationPort());
    }

    private static NetlinkRequest marked(NetlinkRequest request, XfrmPolicy policy) {
        if (policy.mark() == 0) {
            return request;
        }
        return request.half(12).half(XFRMA_MARK).word(policy.mark()).word(-1);
    }

    private static @Nullable XfrmPolicy read(NetlinkMessage message) {
        message.attributesFrom(POLICY_BYTES);
        if (!XfrmSelector.isKnown(message) || message.octet(DIRECTION_AT) > Direction.OUT.number()) {
            return null;
        }
        return new XfrmPolicy(
                message.octet(DIRECTION_AT) == Direction.IN.number() ? Direction.IN : Direction.OUT,
                XfrmSelector.ipv6(message),
                XfrmSelector.source(message),
                XfrmSelector.sourcePort(message),
                XfrmSelector.destination(message),
                XfrmSelector.destinationPort(message),
                message.number(XFRMA_MARK, 0),
                message.octet(ACTION_AT) == ACTION_BLOCK,
                message.word(PRIORITY_AT),
                template(message.value(XFRMA_TMPL)));
    }

    private static @Nullable XfrmTemplate template(@Nullable NetlinkMessage value) {
        if (value == null) {
            return null;
        }
        boolean ipv6 = value.half(TEMPLATE_FAMILY_AT) == Libc.AF_INET6;
        return new XfrmTemplate(
                XfrmSelector.address(value, TEMPLATE_SOURCE_AT, ipv6),
                XfrmSelector.address(value, 0, ipv6),
                value.spi(TEMPLATE_SPI_AT),
                value.word(TEMPLATE_REQUEST_ID_AT),
                value.octet(TEMPLATE_MODE_AT) == XfrmStates.XFRM_MODE_TUNNEL);
    }

    @Override
    public void close() {
        socket.close();
    }
}
