package org.sctpshim.esp.linux;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Sees every packet that passes a device, in both directions, and counts them by IP protocol. */
public final class WireTap implements AutoCloseable {

    private static final int AF_PACKET = 17;
    private static final int SOCK_DGRAM = 2;
    private static final int ETH_P_ALL_BIG_ENDIAN = 0x0300;
    private static final int ROOM = 2048;

    private final NativeFd fd;
    private final NativeMemory memory = NativeMemory.allocate(ROOM);
    private final Map<Integer, Integer> seen = new TreeMap<>();

    private byte[] last = {};

    private WireTap(NativeFd fd) {
        this.fd = fd;
    }

    /** A tap on a device of the calling thread's namespace. */
    public static WireTap on(String device) throws IOException {
        int type = SOCK_DGRAM | Libc.SOCK_NONBLOCK | Libc.SOCK_CLOEXEC;
        NativeFd fd = NativeFd.of(Libc.socket(AF_PACKET, type, 0), "open packet socket");
        NativeMemory name = NativeMemory.allocate(20);
        try (Rtnetlink netlink = Rtnetlink.open(99)) {
            name.buffer()
                    .putShort(0, (short) AF_PACKET)
                    .putShort(2, (short) ETH_P_ALL_BIG_ENDIAN)
                    .putInt(4, netlink.interfaceIndex(device));
        }
        if (Libc.bind(fd.number(), name.address(), 20) < 0) {
            throw SyscallException.last("bind packet socket to " + device);
        }
        SctpProbe.largeBuffer(fd);
        return new WireTap(fd);
    }

    /** How many packets of this IP protocol have passed, ARP and the like aside. */
    public int count(int protocol) {
        long got;
        while ((got = Libc.recv(fd.number(), memory.address(), ROOM, Libc.MSG_DONTWAIT)) > 0) {
            int version = memory.buffer().get(0) >> 4 & 0xf;
            if (got >= 20 && (version == 4 || version == 6)) {
                last = new byte[(int) got];
                memory.buffer().get(0, last);
                seen.merge(Byte.toUnsignedInt(memory.buffer().get(version == 4 ? 9 : 6)), 1, Integer::sum);
            }
        }
        return seen.getOrDefault(protocol, 0);
    }

    /** The packet seen last, as of the last {@link #count}, from its IP header on. */
    public byte[] last() {
        return last.clone();
    }

    @Override
    public void close() {
        fd.close();
    }
}
