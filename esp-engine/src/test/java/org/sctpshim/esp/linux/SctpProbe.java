package org.sctpshim.esp.linux;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A raw SCTP socket (protocol 132): the kernel makes the IP header, so rules and policies on SCTP apply to what it sends,
 * as they do to the kernel's own SCTP.
 */
public final class SctpProbe implements AutoCloseable {

    private static final int IPPROTO_SCTP = 132;
    private static final int SO_BINDTODEVICE = 25;
    private static final int ROOM = 2048;

    private final NativeFd fd;
    private final boolean ipv6;
    private final NativeMemory memory = NativeMemory.allocate(ROOM);

    private SctpProbe(NativeFd fd, boolean ipv6) {
        this.fd = fd;
        this.ipv6 = ipv6;
    }

    /** A socket bound to this address. */
    public static SctpProbe open(InetAddress local) throws IOException {
        int family = SocketAddressCodec.family(local);
        int type = Libc.SOCK_RAW | Libc.SOCK_NONBLOCK | Libc.SOCK_CLOEXEC;
        NativeFd fd = NativeFd.of(Libc.socket(family, type, IPPROTO_SCTP), "open SCTP probe");
        SctpProbe probe = new SctpProbe(fd, family == Libc.AF_INET6);
        NativeMemory name = NativeMemory.allocate(SocketAddressCodec.IPV6_BYTES);
        int length = SocketAddressCodec.write(name.buffer(), 0, local);
        if (Libc.bind(fd.number(), name.address(), length) < 0) {
            throw SyscallException.last("bind SCTP probe to " + local.getHostAddress());
        }
        largeBuffer(fd);
        return probe;
    }

    /** Room for all that a test sends before it looks. */
    static void largeBuffer(NativeFd fd) throws IOException {
        NativeMemory octets = NativeMemory.allocate(Integer.BYTES);
        octets.buffer().putInt(0, 16 << 20);
        if (Libc.setsockopt(fd.number(), Libc.SOL_SOCKET, Libc.SO_RCVBUFFORCE, octets.address(), Integer.BYTES) < 0) {
            throw SyscallException.last("enlarge receive buffer");
        }
    }

    /** Makes it send by one device only, past the routes. */
    public SctpProbe bindToDevice(String device) throws IOException {
        byte[] octets = (device + "\0").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        memory.buffer().put(0, octets);
        if (Libc.setsockopt(fd.number(), Libc.SOL_SOCKET, SO_BINDTODEVICE, memory.address(), octets.length) < 0) {
            throw SyscallException.last("bind SCTP probe to " + device);
        }
        return this;
    }

    /** Sends an SCTP packet and tells whether the kernel took it. */
    public boolean send(InetAddress to, byte[] sctp) {
        NativeMemory name = NativeMemory.allocate(SocketAddressCodec.IPV6_BYTES);
        int length = SocketAddressCodec.write(name.buffer(), 0, to);
        memory.buffer().put(0, sctp);
        return TestLibc.sendto(fd.number(), memory.address(), sctp.length, 0, name.address(), length) == sctp.length;
    }

    /** The next SCTP packet, without its IP header; null if none comes in this time. */
    public byte @Nullable [] receive(int timeoutMs) throws IOException {
        ReadinessPoll poll = new ReadinessPoll(fd.number());
        if (poll.await(timeoutMs) == 0) {
            return null;
        }
        long got = Libc.recv(fd.number(), memory.address(), ROOM, Libc.MSG_DONTWAIT);
        if (got < 0) {
            throw SyscallException.last("receive from SCTP probe");
        }
        byte[] octets = new byte[(int) got];
        memory.buffer().get(0, octets);
        int header = ipv6 ? 0 : (octets[0] & 0xf) * 4;
        return Arrays.copyOfRange(octets, header, octets.length);
    }

    @Override
    public void close() {
        fd.close();
    }
}
