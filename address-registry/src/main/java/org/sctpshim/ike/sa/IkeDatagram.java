package org.sctpshim.ike.sa;

import org.sctpshim.ike.wire.Bytes;

/**
 * One UDP datagram that holds an IKE message, received or to be sent.
 *
 * @param endpoints between which end points, as this host sees them in both directions
 * @param content the IKE message, without the non-ESP marker
 */
public record IkeDatagram(UdpEndpoints endpoints, Bytes content) {
    private static final Bytes KEEPALIVE = Bytes.of((byte) 0xff);

    /** One octet that keeps a NAT's mapping alive (RFC 3948 section 2.3); no marker goes before it. */
    public static IkeDatagram keepalive(UdpEndpoints endpoints) {
        return new IkeDatagram(endpoints, KEEPALIVE);
    }

    /** Whether it is no IKE message but only keeps a NAT's mapping alive. */
    public boolean isKeepalive() {
        return content.equals(KEEPALIVE);
    }
}
