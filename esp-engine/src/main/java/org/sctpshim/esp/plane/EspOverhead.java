package org.sctpshim.esp.plane;

import org.sctpshim.esp.EspAlgorithm;
import org.sctpshim.esp.PacketBurst;
import org.sctpshim.esp.SaParameters;
import org.sctpshim.esp.TunnelEnds;
import org.sctpshim.esp.UdpEncapsulation;

/**
 * How much longer ESP makes a packet.
 *
 * <pre>
 *   | IP header | UDP 8 if encapsulated | SPI, sequence 8 | IV | text, padding, trailer 2: a multiple of the alignment | ICV |
 * </pre>
 *
 * In transport mode the text is the packet's payload, in tunnel mode the whole packet.
 *
 * @param aroundTextBytes octets of header, IV and ICV, and of UDP where ESP goes within it
 * @param alignmentBytes what text, padding and trailer are a multiple of
 * @param outerHeaderBytes octets of the IP header that tunnel mode adds, 0 in transport mode
 */
record EspOverhead(int aroundTextBytes, int alignmentBytes, int outerHeaderBytes) {

    /** Of AES-GCM in transport mode: what is assumed of a path before it has an SA. */
    static final EspOverhead USUAL = of(EspAlgorithm.AES_GCM_16_256, 0);

    /** The longest clear packet that a slot of a burst takes once sealed. */
    static final int MAX_CLEAR_BYTES = PacketBurst.ROOM - 64;

    private static final int IPV4_HEADER_BYTES = 20;
    private static final int IPV6_HEADER_BYTES = 40;
    private static final int ESP_HEADER_BYTES = 8;
    private static final int TRAILER_BYTES = 2;
    private static final int IPV6_MIN_MTU = 1280;

    /** Of an SA. */
    static EspOverhead of(SaParameters parameters) {
        int outer = parameters.tunnel().map(EspOverhead::headerBytes).orElse(0);
        EspOverhead alone = of(parameters.algorithm(), outer);
        return parameters.encapsulation().isPresent() ? alone.withinUdp() : alone;
    }

    private static int headerBytes(TunnelEnds tunnel) {
        return headerBytes(tunnel.source().getAddress().length == 16);
    }

    private EspOverhead withinUdp() {
        return new EspOverhead(aroundTextBytes + UdpEncapsulation.HEADER_BYTES, alignmentBytes, outerHeaderBytes);
    }

    private static EspOverhead of(EspAlgorithm algorithm, int outerHeaderBytes) {
        int around = ESP_HEADER_BYTES + algorithm.ivBytes() + algorithm.icvBytes();
        return new EspOverhead(around, algorithm.alignmentBytes(), outerHeaderBytes);
    }

    private static int headerBytes(boolean ipv6) {
        return ipv6 ? IPV6_HEADER_BYTES : IPV4_HEADER_BYTES;
    }

    /**
     * The longest clear packet whose sealed form fits.
     *
     * @param pathMtuBytes what the path takes
     * @param ipv6 the family of the clear packet
     * @return octets; for IPv6 not under 1280, which every link must take: then the sealed packet is fragmented
     */
    int clearMtuBytes(int pathMtuBytes, boolean ipv6) {
        boolean tunnel = outerHeaderBytes > 0;
        int header = tunnel ? outerHeaderBytes : headerBytes(ipv6);
        int text = ((pathMtuBytes - header - aroundTextBytes) & -alignmentBytes) - TRAILER_BYTES;
        int clear = tunnel ? text : text + header;
        return ipv6 ? Math.max(clear, IPV6_MIN_MTU) : clear;
    }
}
