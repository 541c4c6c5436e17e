package org.sctpshim.simulation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.registry.AddressPair;

/** A NAT that shows each IPv4 address as another one, whose last octet is greater by 100, and takes answers back. */
final class FalsifyingNat {
    private static final int SHIFT = 100;

    private FalsifyingNat() {}

    /** How the receiver sees a datagram that goes between these end points. */
    static UdpEndpoints seen(UdpEndpoints sent, boolean falsifies) {
        AddressPair turned = sent.addresses().turned();
        return falsifies
                ? sent.turned().over(new AddressPair(turned.local(), shifted(turned.remote(), SHIFT)))
                : sent.turned();
    }

    /** Where a datagram goes that answers such a one. */
    static UdpEndpoints inside(UdpEndpoints sent) {
        boolean outer = (sent.addresses().remote().getAddress()[3] & 0xff) > SHIFT;
        return outer
                ? sent.over(new AddressPair(
                        sent.addresses().local(), shifted(sent.addresses().remote(), -SHIFT)))
                : sent;
    }

    private static InetAddress shifted(InetAddress address, int by) {
        byte[] octets = address.getAddress();
        octets[3] = (byte) (octets[3] + by);
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
