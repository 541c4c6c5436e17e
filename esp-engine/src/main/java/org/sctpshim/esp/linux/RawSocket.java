package org.sctpshim.esp.linux;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;

/**
 * A raw IP socket that sends whole packets with the header given, and receives in bursts without blocking.
 *
 * <p>Threads: one sends and one receives; any may close.
 */
abstract class RawSocket implements Closeable {

    private static final int IPPROTO_IP = 0;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IP_HDRINCL = 3;
    private static final int IPV6_HDRINCL = 36;

    private final NativeFd fd;
    private final String description;
    private final boolean ipv6;

    RawSocket(int family, int protocol, String description) throws IOException {
        this.description = description;
        this.ipv6 = family == Libc.AF_INET6;
        this.fd = NativeFd.of(
                Libc.socket(family, Libc.SOCK_RAW | Libc.SOCK_NONBLOCK | Libc.SOCK_CLOEXEC, protocol),
                "open " + description);
    }

    final void sendHeaders() throws IOException {
        if (ipv6) {
            set(IPPROTO_IPV6, IPV6_HDRINCL, 1, "IPV6_HDRINCL");
        } else {
            set(IPPROTO_IP, IP_HDRINCL, 1, "IP_HDRINCL");
        }
    }

    final void bind(InetAddress local) throws IOException {
        NativeMemory name = NativeMemory.allocate(SocketAddressCodec.IPV6_BYTES);
        int length = SocketAddressCodec.write(name.buffer(), 0, local);
        if (Libc.bind(fd.number(), name.address(), length) < 0) {
            throw SyscallException.last("bind " + description);
        }
    }

    final void set(int level, int option, int value, String name) throws IOException {
        if (!tryToSet(level, option, value)) {
            throw SyscallException.last("set " + name + " to " + value + " on " + description);
        }
    }

    /** Asks for a buffer beyond the system's limit if that is allowed, else for as much as the limit gives. */
    final void buffers(int octets) {
        if (!tryToSet(Libc.SOL_SOCKET, Libc.SO_RCVBUFFORCE, octets)) {
            tryToSet(Libc.SOL_SOCKET, Libc.SO_RCVBUF, octets);
        }
        if (!tryToSet(Libc.SOL_SOCKET, Libc.SO_SNDBUFFORCE, octets)) {
            tryToSet(Libc.SOL_SOCKET, Libc.SO_SNDBUF, octets);
        }
    }

    private boolean tryToSet(int level, int option, int value) {
        NativeMemory memory = NativeMemory.allocate(Integer.BYTES);
        memory.buffer().putInt(0, value);
        return Libc.setsockopt(fd.number(), level, option, memory.address(), Integer.BYTES) == 0;
    }

    /**
     * Sends all messages. One that the kernel refuses, for want of a route or of buffer space, is left out: IP does not
     * promise delivery.
     *
     * @return how many were sent
     */
    public final int send(MessageBurst burst) {
        int sent = 0;
        int next = 0;
        while (next < burst.size()) {
            int taken = Libc.sendmmsg(fd.number(), burst.headerAddress(next), burst.size() - next, Libc.MSG_DONTWAIT);
            if (taken > 0) {
                sent += taken;
                next += taken;
            } else if (Libc.errno() != Errno.EINTR.number()) {
                next++;
            }
        }
        return sent;
    }

    /**
     * Receives into the messages that are set up.
     *
     * @return how many were filled, from the first; 0 if none waits
     * @throws SyscallException if the socket itself has failed
     */
    public final int receive(MessageBurst burst) throws IOException {
        int got = Libc.recvmmsg(fd.number(), burst.headerAddress(0), burst.size(), Libc.MSG_DONTWAIT, 0);
        if (got >= 0) {
            return got;
        }
        int errno = Libc.errno();
        if (errno == Errno.EAGAIN.number() || errno == Errno.EINTR.number()) {
            return 0;
        }
        throw new SyscallException("receive from " + description, errno);
    }

    /** The family of the socket. */
    public final boolean ipv6() {
        return ipv6;
    }

    final int descriptor() {
        return fd.number();
    }

    @Override
    public final void close() {
        fd.close();
    }

    @Override
    public String toString() {
        return description;
    }
}
