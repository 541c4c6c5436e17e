package org.sctpshim.esp;

import java.net.InetSocketAddress;

/**
 * The UDP header that goes between IP and ESP where a NAT is on the way (RFC 3948 section 2.1), in the SA's direction and as
 * this host sees it. A NAT may change the peer's end at any time, so it is no part of what the SA protects: the clear
 * packet's addresses are always the SA's selectors. SCTP's checksum does not cover addresses, so nothing in it has to be
 * mended as RFC 3948 section 3.1.2 wants for TCP and UDP.
 *
 * @param source address and UDP port that its packets come from
 * @param destination address and UDP port that they go to
 */
public record UdpEncapsulation(InetSocketAddress source, InetSocketAddress destination) {

    /** Octets of a UDP header. */
    public static final int HEADER_BYTES = 8;

    public UdpEncapsulation {
        requireDefinite(source);
        requireDefinite(destination);
        AddressPair.of(source.getAddress(), destination.getAddress());
    }

    private static void requireDefinite(InetSocketAddress end) {
        if (end.getAddress() == null || end.getAddress().isAnyLocalAddress() || end.getPort() == 0) {
            throw new IllegalArgumentException("an end of UDP encapsulation has an address and a port, got " + end);
        }
    }

    /** The same in the other direction. */
    @SuppressWarnings("ArgumentSelectionDefectChecker") // Swapping is the point.
    public UdpEncapsulation turned() {
        return new UdpEncapsulation(destination, source);
    }

    @Override
    public String toString() {
        return text(source) + " => " + text(destination);
    }

    private static String text(InetSocketAddress end) {
        return end.getAddress().getHostAddress() + " port " + end.getPort();
    }
}
