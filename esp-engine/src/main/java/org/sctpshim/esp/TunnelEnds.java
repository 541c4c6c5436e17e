package org.sctpshim.esp;

import java.net.InetAddress;

/**
 * The addresses of the IP header that tunnel mode puts before ESP (RFC 4303 section 3.1.2). What it has inside is the
 * whole packet; its addresses are the SA's selectors. On the wire this is the same as transport mode round an IP-in-IP
 * packet (RFC 3884).
 *
 * @param source the sender's address
 * @param destination the receiver's address
 */
public record TunnelEnds(InetAddress source, InetAddress destination) {

    public TunnelEnds {
        AddressPair.of(source, destination);
    }

    /** Both in the form that the packet path writes them in. */
    AddressPair pair() {
        return AddressPair.of(source, destination);
    }

    @Override
    public String toString() {
        return source.getHostAddress() + " => " + destination.getHostAddress();
    }
}
