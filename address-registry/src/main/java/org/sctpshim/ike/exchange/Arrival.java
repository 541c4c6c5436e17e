package org.sctpshim.ike.exchange;

import org.sctpshim.ike.sa.UdpEndpoints;

/**
 * How a message came.
 *
 * @param messageId its message id, unsigned
 * @param endpoints the end points in its IP and UDP headers, as this host sees them
 * @param provesPair for a response: the request went over this pair only, so that the response shows return
 *     routability (RFC 4555 section 3.7)
 * @param sentOverSeveral for a response: the request went over more than one pair (RFC 4555 section 3.6)
 */
public record Arrival(int messageId, UdpEndpoints endpoints, boolean provesPair, boolean sentOverSeveral) {
    /** How a request came. */
    public static Arrival ofRequest(int messageId, UdpEndpoints endpoints) {
        return new Arrival(messageId, endpoints, false, false);
    }
}
