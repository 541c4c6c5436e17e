package org.sctpshim.esp.linux;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Hears what a netlink family tells everybody who listens to some of its groups. A burst may overflow the socket.
 *
 * <p>Threads: {@link #take} belongs to one thread; closing is any thread's.
 */
final class MulticastSocket implements Closeable {

    private static final int SOCKADDR_NL_BYTES = 12;
    private static final int GROUPS_AT = 8;
    private static final int RECEIVE_BYTES = 64 << 10;

    /** A flood must not keep {@link #take} from returning. */
    private static final int MOST_DATAGRAMS = 256;

    private final NativeFd fd;
    private final String what;
    private final NativeMemory datagram = NativeMemory.allocate(RECEIVE_BYTES);

    /** Takes one message. */
    interface Taker {
        void take(int type, ByteBuffer body);
    }

    private MulticastSocket(NativeFd fd, String what) {
        this.fd = fd;
        this.what = what;
    }

    /**
     * Listens in the calling thread's network namespace.
     *
     * @param groups as a mask
     * @param what is told, for an error's text
     */
    static MulticastSocket open(int protocol, int groups, String what) throws IOException {
        int type = Libc.SOCK_RAW | Libc.SOCK_NONBLOCK | Libc.SOCK_CLOEXEC;
        NativeFd fd = NativeFd.of(Libc.socket(Libc.AF_NETLINK, type, protocol), "open netlink socket for " + what);
        NativeMemory name = NativeMemory.allocate(SOCKADDR_NL_BYTES);
        name.buffer().putShort(0, (short) Libc.AF_NETLINK).putInt(GROUPS_AT, groups);
        if (Libc.bind(fd.number(), name.address(), SOCKADDR_NL_BYTES) < 0) {
            SyscallException refused = SyscallException.last("listen to " + what);
            fd.close();
            throw refused;
        }
        return new MulticastSocket(fd, what);
    }

    /**
     * Takes the messages that wait.
     *
     * @return false where some were lost, or cannot be read and hence may be anything
     */
    boolean take(Taker taker) throws IOException {
        boolean complete = true;
        for (int count = 0; count < MOST_DATAGRAMS; count++) {
            long got = Libc.recv(fd.number(), datagram.address(), RECEIVE_BYTES, 0);
            if (got >= 0) {
                complete &= split((int) got, taker);
                continue;
            }
            int errno = Libc.errno();
            if (errno == Errno.EAGAIN.number()) {
                return complete;
            }
            if (errno == Errno.ENOBUFS.number()) {
                complete = false;
            } else if (errno != Errno.EINTR.number()) {
                throw new SyscallException("receive " + what, errno);
            }
        }
        return complete;
    }

    private boolean split(int octets, Taker taker) {
        ByteBuffer messages = datagram.buffer();
        int at = 0;
        while (at + NetlinkRequest.HEADER_BYTES <= octets) {
            int length = messages.getInt(at);
            if (length < NetlinkRequest.HEADER_BYTES || at + length > octets) {
                return false;
            }
            byte[] body = new byte[length - NetlinkRequest.HEADER_BYTES];
            messages.get(at + NetlinkRequest.HEADER_BYTES, body);
            int type = Short.toUnsignedInt(messages.getShort(at + 4));
            taker.take(type, ByteBuffer.wrap(body).order(ByteOrder.nativeOrder()));
            at += length + (-length & 3);
        }
        return true;
    }

    int descriptor() {
        return fd.number();
    }

    @Override
    public void close() {
        fd.close();
    }
}
