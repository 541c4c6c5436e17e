package org.sctpshim.ike.sa;

import org.sctpshim.ike.wire.Bytes;

/**
 * One UDP datagram that holds an IKE message, received or to be sent.
 *
 * @param endpoints between which end points, as this host sees them in both directions
 * @param content the IKE message, without the non-ESP marker
 */
public record IkeDatagram(UdpEndpoints endpoints, Bytes content) {}
