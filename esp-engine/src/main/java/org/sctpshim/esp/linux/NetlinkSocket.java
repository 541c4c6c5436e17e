package org.sctpshim.esp.linux;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A netlink socket for requests, one at a time.
 *
 * <p>Threads: any.
 */
final class NetlinkSocket implements Closeable {

    static final int NETLINK_ROUTE = 0;
    static final int NETLINK_XFRM = 6;

    private static final int SOL_NETLINK = 270;
    private static final int NETLINK_CAP_ACK = 10;
    private static final int NETLINK_EXT_ACK = 11;
    private static final int NLMSG_ERROR = 2;
    private static final int NLMSG_DONE = 3;
    private static final int NLM_F_MULTI = 2;
    private static final int NLMSGERR_BYTES = 4 + NetlinkRequest.HEADER_BYTES;
    private static final int NLMSGERR_ATTR_MSG = 1;
    private static final int RECEIVE_BYTES = 64 << 10;

    private final NativeFd fd;
    private final String name;
    private final NativeMemory answer = NativeMemory.allocate(RECEIVE_BYTES);
    private int sequence;

    private NetlinkSocket(NativeFd fd, String name) {
        this.fd = fd;
        this.name = name;
    }

    /** Opens a socket in the calling thread's network namespace. */
    static NetlinkSocket open(int protocol, String name) throws IOException {
        NativeFd fd = NativeFd.of(
                Libc.socket(Libc.AF_NETLINK, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, protocol),
                "open netlink socket " + name);
        NetlinkSocket socket = new NetlinkSocket(fd, name);
        socket.enable(NETLINK_CAP_ACK);
        socket.enable(NETLINK_EXT_ACK);
        return socket;
    }

    /** Asks for something that only makes errors easier to read; a kernel without it does as well. */
    private void enable(int option) {
        NativeMemory one = NativeMemory.allocate(Integer.BYTES);
        one.buffer().putInt(0, 1);
        Libc.setsockopt(fd.number(), SOL_NETLINK, option, one.address(), Integer.BYTES);
    }

    /**
     * Has a change made and waits until it is.
     *
     * @throws SyscallException with the kernel's reason if it is refused
     */
    synchronized void execute(NetlinkRequest request) throws IOException {
        exchange(request);
    }

    /**
     * Asks a question.
     *
     * @return all messages of the answer
     * @throws SyscallException with the kernel's reason if it is refused
     */
    synchronized List<NetlinkMessage> query(NetlinkRequest request) throws IOException {
        return exchange(request);
    }

    private List<NetlinkMessage> exchange(NetlinkRequest request) throws IOException {
        NativeMemory message = request.finish(++sequence);
        if (Libc.send(fd.number(), message.address(), request.length(), 0) < 0) {
            throw SyscallException.last(request.toString());
        }
        List<NetlinkMessage> answers = new ArrayList<>();
        while (!receive(request, answers)) {
            // a dump comes in several datagrams
        }
        return answers;
    }

    /** Takes one datagram and tells whether the answer is complete. */
    private boolean receive(NetlinkRequest request, List<NetlinkMessage> answers) throws IOException {
        long got = Libc.recv(fd.number(), answer.address(), RECEIVE_BYTES, 0);
        if (got < 0) {
            if (Libc.errno() == Errno.EINTR.number()) {
                return false;
            }
            throw SyscallException.last("receive from netlink socket " + name);
        }
        ByteBuffer datagram = answer.buffer();
        boolean complete = false;
        int at = 0;
        while (at + NetlinkRequest.HEADER_BYTES <= got) {
            int length = datagram.getInt(at);
            if (length < NetlinkRequest.HEADER_BYTES || at + length > got) {
                throw new IOException(request + ": netlink answer cut at octet " + at);
            }
            if (datagram.getInt(at + 8) == sequence) {
                complete = take(request, at, length, answers);
            }
            at += length + (-length & 3);
        }
        return complete;
    }

    private boolean take(NetlinkRequest request, int at, int length, List<NetlinkMessage> answers)
            throws SyscallException {
        ByteBuffer datagram = answer.buffer();
        int type = Short.toUnsignedInt(datagram.getShort(at + 4));
        if (type == NLMSG_DONE) {
            return true;
        }
        byte[] body = new byte[length - NetlinkRequest.HEADER_BYTES];
        datagram.get(at + NetlinkRequest.HEADER_BYTES, body);
        NetlinkMessage message = new NetlinkMessage(type, ByteBuffer.wrap(body).order(ByteOrder.nativeOrder()));
        if (type != NLMSG_ERROR) {
            answers.add(message);
            return (datagram.getShort(at + 6) & NLM_F_MULTI) == 0;
        }
        int errno = -message.word(0);
        if (errno != 0) {
            String text = message.attributesFrom(NLMSGERR_BYTES).text(NLMSGERR_ATTR_MSG);
            throw new SyscallException(request.toString(), errno, text);
        }
        return true;
    }

    @Override
    public void close() {
        fd.close();
    }
}
