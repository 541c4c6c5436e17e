package org.sctpshim.esp.linux;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;

/**
 * A socket that sends and receives messages in bursts without blocking.
 *
 * <p>Threads: one sends and one receives; any may close.
 */
public abstract sealed class MessageSocket implements Closeable permits RawSocket, UdpSocket {

    private final NativeFd fd;
    private final String description;
    private final boolean ipv6;

    MessageSocket(int family, int type, int protocol, String description) throws IOException {
        this.description = description;
        this.ipv6 = family == Libc.AF_INET6;
        this.fd = NativeFd.of(
                Libc.socket(family, type | Libc.SOCK_NONBLOCK | Libc.SOCK_CLOEXEC, protocol), "open " + description);
    }

    /** Binds it; raw sockets have port 0. */
    final void bind(InetAddress local, int port) throws IOException {
        NativeMemory name = NativeMemory.allocate(SocketAddressCodec.IPV6_BYTES);
        int length = SocketAddressCodec.write(name.buffer(), 0, local, port);
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

    final boolean tryToSet(int level, int option, int value) {
        NativeMemory memory = NativeMemory.allocate(Integer.BYTES);
        memory.buffer().putInt(0, value);
        return Libc.setsockopt(fd.number(), level, option, memory.address(), Integer.BYTES) == 0;
    }

    /**
     * Sends messages from this one on.
     *
     * @return how many of them; 0 or less if the first was refused, for the reason in errno
     */
    final int send(MessageHeaders headers, int first, int count) {
        return Libc.sendmmsg(fd.number(), headers.address(first), count, Libc.MSG_DONTWAIT);
    }

    /**
     * Receives into the messages that are set up.
     *
     * @return how many were filled, from the first; 0 if none waits
     * @throws SyscallException if the socket itself has failed
     */
    final int receive(MessageHeaders headers, int count) throws IOException {
        int got = Libc.recvmmsg(fd.number(), headers.address(0), count, Libc.MSG_DONTWAIT, 0);
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
