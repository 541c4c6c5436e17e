package org.sctpshim.esp.linux;

import java.net.InetAddress;

/**
 * How a policy has packets protected (RFC 4301 section 4.4.1: PROTECT): by ESP in transport mode between two addresses.
 *
 * @param source the sender's address
 * @param destination the receiver's address
 * @param spi the only SA to be used, 0 for every one with the request id
 * @param requestId the number that binds the SAs of a path to its policy
 */
public record XfrmTemplate(InetAddress source, InetAddress destination, int spi, int requestId) {

    @Override
    public String toString() {
        return "esp " + source.getHostAddress() + " -> " + destination.getHostAddress() + " reqid " + requestId
                + (spi == 0 ? "" : " spi 0x" + Integer.toHexString(spi));
    }
}
