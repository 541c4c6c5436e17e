package org.sctpshim.esp.plane;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells each path on which a packet was dropped for want of an SA, once until {@link #forget}. */
final class MissingProtection {

    private static final int MOST_PATHS = 4096;

    private final PlaneListener listener;
    private final Set<PlanePath> told = ConcurrentHashMap.newKeySet();

    MissingProtection(PlaneListener listener) {
        this.listener = listener;
    }

    /** A whole IP packet that was dropped. */
    void dropped(ByteBuffer memory, int offset, int length) {
        boolean ipv6 = (memory.get(offset) & 0xf0) == 0x60;
        if (length < (ipv6 ? 40 : 20) || told.size() >= MOST_PATHS) {
            return;
        }
        int octets = ipv6 ? 16 : 4;
        int at = offset + (ipv6 ? 8 : 12);
        PlanePath path = new PlanePath(address(memory, at, octets), address(memory, at + octets, octets));
        if (told.add(path)) {
            listener.on(new PlaneEvent.ProtectionMissing(path));
        }
    }

    /** An SA was installed: the next drop is news again. */
    void forget(PlanePath path) {
        told.remove(path);
    }

    private static InetAddress address(ByteBuffer memory, int at, int octets) {
        byte[] copy = new byte[octets];
        memory.get(at, copy);
        try {
            return InetAddress.getByAddress(copy);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + octets + " octets", e);
        }
    }
}
