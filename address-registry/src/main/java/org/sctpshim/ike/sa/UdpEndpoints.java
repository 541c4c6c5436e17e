package org.sctpshim.ike.sa;

import org.sctpshim.registry.AddressPair;

/**
 * Between which UDP end points IKE messages go, as this host sees them.
 *
 * @param addresses the two addresses
 * @param localPort this host's UDP port, 500 unless configured otherwise
 * @param remotePort the peer's UDP port
 */
public record UdpEndpoints(AddressPair addresses, int localPort, int remotePort) {
    /** The same ports between other addresses. */
    public UdpEndpoints over(AddressPair pair) {
        return new UdpEndpoints(pair, localPort, remotePort);
    }

    /** The same as the other end sees it. */
    @SuppressWarnings("ArgumentSelectionDefectChecker") // Swapping is the point.
    public UdpEndpoints turned() {
        return new UdpEndpoints(addresses.turned(), remotePort, localPort);
    }

    @Override
    public String toString() {
        return addresses.local().getHostAddress() + ":" + localPort + " -> "
                + addresses.remote().getHostAddress() + ":" + remotePort;
    }
}
