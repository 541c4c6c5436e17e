package org.sctpshim.esp.plane;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.sctpshim.esp.linux.DatagramArrivals;

/** Tells ESP from what else comes over a shared port (RFC 3948 section 2), and hands IKE messages over. */
final class IkeHandover {

    private static final byte KEEPALIVE = (byte) 0xff;

    private final UdpPort.IkeReceiver receiver;
    private final UdpCounters counters;

    IkeHandover(UdpPort.IkeReceiver receiver, UdpCounters counters) {
        this.receiver = receiver;
        this.counters = counters;
    }

    /** Whether a datagram is ESP; what is not has been dealt with when this returns. */
    boolean leavesEsp(DatagramArrivals arrivals, int message, int offset, int length) {
        ByteBuffer memory = arrivals.memory();
        if (length <= UdpPort.MARKER_BYTES) {
            boolean keepalive = length == 1 && memory.get(offset) == KEEPALIVE;
            (keepalive ? counters.keepalives() : counters.malformed()).incrementAndGet();
            return false;
        }
        if (memory.getInt(offset) != 0) {
            return true;
        }
        byte[] content = new byte[length - UdpPort.MARKER_BYTES];
        memory.get(offset + UdpPort.MARKER_BYTES, content);
        boolean taken = receiver.received(source(arrivals, message), content);
        (taken ? counters.ikeMessages() : counters.ikeRefused()).incrementAndGet();
        return false;
    }

    /** Where a message came from. */
    static InetSocketAddress source(DatagramArrivals arrivals, int message) {
        long low = arrivals.sourceLow(message);
        byte[] octets = arrivals.isIpv6()
                ? ByteBuffer.allocate(16)
                        .putLong(arrivals.sourceHigh(message))
                        .putLong(low)
                        .array()
                : ByteBuffer.allocate(4).putInt((int) low).array();
        try {
            return new InetSocketAddress(InetAddress.getByAddress(octets), arrivals.sourcePort(message));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + octets.length + " octets", e);
        }
    }
}
