package org.sctpshim.esp.linux;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

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

    private static final int SOCKADDR_NL_BYTES = 12;
    private static final int GROUPS_AT = 8;
    private static final int RECEIVE_BYTES = 64 << 10;

    /** A flood of changes must not keep {@link #take} from returning. */
    private static final int MOST_DATAGRAMS = 256;

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

    private final NativeFd fd;
    private final int ownTable;
    private final int ownProtocol;
    private final NativeMemory datagram = NativeMemory.allocate(RECEIVE_BYTES);

    private RouteChanges(NativeFd fd, int ownTable, int ownProtocol) {
        this.fd = fd;
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
        int type = Libc.SOCK_RAW | Libc.SOCK_NONBLOCK | Libc.SOCK_CLOEXEC;
        NativeFd fd = NativeFd.of(
                Libc.socket(Libc.AF_NETLINK, type, NetlinkSocket.NETLINK_ROUTE),
                "open netlink socket for route changes");
        NativeMemory name = NativeMemory.allocate(SOCKADDR_NL_BYTES);
        name.buffer().putShort(0, (short) Libc.AF_NETLINK).putInt(GROUPS_AT, GROUPS);
        if (Libc.bind(fd.number(), name.address(), SOCKADDR_NL_BYTES) < 0) {
            SyscallException refused = SyscallException.last("listen to route changes");
            fd.close();
            throw refused;
        }
        return new RouteChanges(fd, ownTable, ownProtocol);
    }

    /**
     * Takes the news that wait.
     *
     * @return whether there were any, or some may have been lost
     */
    public boolean take() throws IOException {
        boolean news = false;
        for (int count = 0; count < MOST_DATAGRAMS; count++) {
            long got = Libc.recv(fd.number(), datagram.address(), RECEIVE_BYTES, 0);
            if (got >= 0) {
                news |= hasNews((int) got);
                continue;
            }
            int errno = Libc.errno();
            if (errno == Errno.EAGAIN.number()) {
                return news;
            }
            if (errno == Errno.ENOBUFS.number()) {
                news = true;
            } else if (errno != Errno.EINTR.number()) {
                throw new SyscallException("receive route changes", errno);
            }
        }
        return news;
    }

    private boolean hasNews(int octets) {
        ByteBuffer messages = datagram.buffer();
        int at = 0;
        while (at + NetlinkRequest.HEADER_BYTES <= octets) {
            int length = messages.getInt(at);
            if (length < NetlinkRequest.HEADER_BYTES || at + length > octets) {
                return true; // cannot be read, hence may be anything
            }
            if (!isOurs(message(at, length))) {
                return true;
            }
            at += length + (-length & 3);
        }
        return false;
    }

    private NetlinkMessage message(int at, int length) {
        byte[] body = new byte[length - NetlinkRequest.HEADER_BYTES];
        datagram.buffer().get(at + NetlinkRequest.HEADER_BYTES, body);
        int type = Short.toUnsignedInt(datagram.buffer().getShort(at + 4));
        return new NetlinkMessage(type, ByteBuffer.wrap(body).order(ByteOrder.nativeOrder()));
    }

    private boolean isOurs(NetlinkMessage message) {
        return switch (message.type()) {
            case RouteCodec.RTM_NEWROUTE, RouteCodec.RTM_DELROUTE -> RouteCodec.table(message) == ownTable;
            case RuleCodec.RTM_NEWRULE, RuleCodec.RTM_DELRULE -> RuleCodec.read(message, ownProtocol) != null;
            default -> false;
        };
    }

    int descriptor() {
        return fd.number();
    }

    @Override
    public void close() {
        fd.close();
    }
}
