package org.sctpshim.esp.linux;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A TUN device: what the kernel routes to it is read here, one IP packet a call, without a packet information header. The
 * device lives as long as this object and vanishes with the process, however that ends.
 *
 * <p>Threads: one thread reads; any may close.
 */
public final class TunDevice implements Closeable {

    private static final String NODE = "/dev/net/tun";
    private static final long TUNSETIFF = 0x400454caL;
    private static final short IFF_TUN = 0x0001;
    private static final short IFF_NO_PI = 0x1000;
    private static final int IFREQ_BYTES = 40;
    private static final int IFNAMSIZ = 16;

    private final NativeFd fd;
    private final String name;

    private TunDevice(NativeFd fd, String name) {
        this.fd = fd;
        this.name = name;
    }

    /**
     * Makes the device, down and without addresses, in the calling thread's network namespace.
     *
     * @param name 1 to 15 octets of ASCII
     * @throws SyscallException with EBUSY if another process holds a device of this name
     */
    public static TunDevice open(String name) throws IOException {
        byte[] octets = name.getBytes(StandardCharsets.US_ASCII);
        if (octets.length == 0 || octets.length >= IFNAMSIZ) {
            throw new IllegalArgumentException("a device name has 1 to 15 octets, got \"" + name + "\"");
        }
        NativeFd fd = NativeFd.of(Libc.open(NODE, Libc.O_RDWR | Libc.O_NONBLOCK | Libc.O_CLOEXEC), "open " + NODE);
        NativeMemory request = NativeMemory.allocate(IFREQ_BYTES);
        request.buffer().put(0, octets).putShort(IFNAMSIZ, (short) (IFF_TUN | IFF_NO_PI));
        if (Libc.ioctl(fd.number(), TUNSETIFF, request.address()) < 0) {
            SyscallException failure = SyscallException.last("make TUN device " + name);
            fd.close();
            throw failure;
        }
        return new TunDevice(fd, name);
    }

    /** The device's name. */
    public String name() {
        return name;
    }

    /**
     * Reads the next packet, if there is one.
     *
     * @param into where to
     * @param offset index of the packet's first octet
     * @param room octets free from there; a longer packet is cut
     * @return the packet's length, 0 if none waits
     * @throws SyscallException such as EBADFD once the device was deleted
     */
    public int read(NativeMemory into, int offset, int room) throws IOException {
        java.util.Objects.checkFromIndexSize(offset, room, into.capacity());
        long got = Libc.read(fd.number(), into.address() + offset, room);
        if (got >= 0) {
            return (int) got;
        }
        int errno = Libc.errno();
        if (errno == Errno.EAGAIN.number() || errno == Errno.EINTR.number()) {
            return 0;
        }
        throw new SyscallException("read from TUN device " + name, errno);
    }

    int descriptor() {
        return fd.number();
    }

    @Override
    public void close() {
        fd.close();
    }
}
