package org.sctpshim.esp.linux;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * The other end of a UDP flow, in the form that the kernel takes it in: made once, used for every datagram. Safe for all
 * threads.
 */
public final class UdpPeer {

    private final InetSocketAddress end;
    private final NativeMemory name = NativeMemory.allocate(SocketAddressCodec.IPV6_BYTES);
    private final int nameBytes;
    private final long addressHigh;
    private final long addressLow;

    /** The peer at this address and port. */
    public UdpPeer(InetSocketAddress end) {
        InetAddress address = end.getAddress();
        if (address == null) {
            throw new IllegalArgumentException(end + " has no address");
        }
        this.end = end;
        this.nameBytes = SocketAddressCodec.write(name.buffer(), 0, address, end.getPort());
        ByteBuffer octets = ByteBuffer.wrap(address.getAddress());
        boolean ipv6 = octets.capacity() == 16;
        this.addressHigh = ipv6 ? octets.getLong(0) : 0;
        this.addressLow = ipv6 ? octets.getLong(8) : Integer.toUnsignedLong(octets.getInt(0));
    }

    /** Address and port. */
    public InetSocketAddress end() {
        return end;
    }

    /** Whether a message came from here. */
    public boolean hasSent(DatagramArrivals arrivals, int message) {
        return arrivals.sourceLow(message) == addressLow
                && arrivals.sourceHigh(message) == addressHigh
                && arrivals.sourcePort(message) == end.getPort();
    }

    /** Where the kernel reads it; this object must be kept while it does. */
    long nameAddress() {
        return name.address();
    }

    int nameBytes() {
        return nameBytes;
    }

    @Override
    public String toString() {
        return end.getAddress().getHostAddress() + " port " + end.getPort();
    }
}
