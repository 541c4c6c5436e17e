package org.sctpshim.esp.plane;

import org.sctpshim.esp.PacketBurst;

/** How much longer ESP in transport mode makes a packet, with an AEAD of 8 octets IV and 16 octets ICV (RFC 4106). */
final class EspOverhead {

    private static final int IPV4_HEADER_BYTES = 20;
    private static final int IPV6_HEADER_BYTES = 40;
    private static final int ESP_HEADER_IV_ICV_BYTES = 8 + 8 + 16;
    private static final int TRAILER_BYTES = 2;
    private static final int ALIGNMENT = 4;
    private static final int IPV6_MIN_MTU = 1280;

    /** The longest clear packet that a slot of a burst takes once sealed. */
    static final int MAX_CLEAR_BYTES = PacketBurst.ROOM - 64;

    private EspOverhead() {}

    /**
     * The longest clear packet whose sealed form fits.
     *
     * <pre>
     *   | IP header | SPI, sequence 8 | IV 8 | clear payload, padding, trailer: a multiple of 4 | ICV 16 |
     * </pre>
     *
     * @param pathMtuBytes what the path takes
     * @return octets; for IPv6 not under 1280, which every link must take: then the sealed packet is fragmented
     */
    static int clearMtuBytes(int pathMtuBytes, boolean ipv6) {
        int header = ipv6 ? IPV6_HEADER_BYTES : IPV4_HEADER_BYTES;
        int encrypted = (pathMtuBytes - header - ESP_HEADER_IV_ICV_BYTES) & -ALIGNMENT;
        int clear = encrypted - TRAILER_BYTES + header;
        return ipv6 ? Math.max(clear, IPV6_MIN_MTU) : clear;
    }
}
