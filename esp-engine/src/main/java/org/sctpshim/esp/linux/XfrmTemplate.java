package org.sctpshim.esp.linux;

import java.net.InetAddress;

/**
 * How a policy has packets protected (RFC 4301 section 4.4.1: PROTECT): by ESP between two addresses.
 *
 * @param source the address that ESP packets come from
 * @param destination the address that they go to
 * @param spi the only SA to be used, 0 for every one with the request id
 * @param requestId the number that binds the SAs of a path to its policy
 * @param tunnel whether the whole packet is wrapped, and not its payload
 */
public record XfrmTemplate(InetAddress source, InetAddress destination, int spi, int requestId, boolean tunnel) {

    @Override
    public String toString() {
        return (tunnel ? "esp tunnel " : "esp ") + source.getHostAddress() + " -> " + destination.getHostAddress()
                + " reqid " + requestId + (spi == 0 ? "" : " spi 0x" + Integer.toHexString(spi));
    }
}
