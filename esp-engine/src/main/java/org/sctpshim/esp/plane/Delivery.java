package org.sctpshim.esp.plane;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.linux.MarkedInjector;
import org.sctpshim.esp.linux.MessageBurst;
import org.sctpshim.esp.linux.NativeMemory;

/** Hands opened packets to the kernel with the plane's mark, a burst at a time. Of the inbound thread. */
final class Delivery implements Closeable {

    private final MarkedInjector ipv4;
    private final @Nullable MarkedInjector ipv6;
    private final MessageBurst pendingIpv4;
    private final MessageBurst pendingIpv6;

    private Delivery(MarkedInjector ipv4, @Nullable MarkedInjector ipv6, NativeMemory packets, int slots) {
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
        this.pendingIpv4 = new MessageBurst(packets, slots);
        this.pendingIpv6 = new MessageBurst(packets, slots);
    }

    static Delivery open(int mark, boolean withIpv6, NativeMemory packets, int slots) throws IOException {
        MarkedInjector ipv4 = MarkedInjector.open(false, mark);
        try {
            return new Delivery(ipv4, withIpv6 ? MarkedInjector.open(true, mark) : null, packets, slots);
        } catch (IOException e) {
            ipv4.close();
            throw e;
        }
    }

    void add(ByteBuffer memory, int offset, int length) {
        boolean isIpv6 = (memory.get(offset) & 0xf0) == 0x60;
        (isIpv6 ? pendingIpv6 : pendingIpv4).outgoing(offset, length);
    }

    /** Delivers what was added and tells how many packets the kernel refused. */
    int flush() {
        int refused = pendingIpv4.size() + pendingIpv6.size();
        if (pendingIpv4.size() > 0) {
            refused -= ipv4.send(pendingIpv4);
            pendingIpv4.clear();
        }
        if (pendingIpv6.size() > 0) {
            refused -= ipv6 == null ? 0 : ipv6.send(pendingIpv6);
            pendingIpv6.clear();
        }
        return refused;
    }

    @Override
    public void close() {
        ipv4.close();
        if (ipv6 != null) {
            ipv6.close();
        }
    }
}
