package org.sctpshim.esp;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * A packet's source and destination in the form the packet path compares them in: two 64 bit words an address, an IPv4
 * address in the low half of the low word. A plane makes one for each of its sockets, once.
 *
 * @param ipv6 the family of both
 * @param sourceHigh octets 0 to 7 of an IPv6 source, else 0
 * @param sourceLow octets 8 to 15 of an IPv6 source, or the IPv4 source
 * @param destinationHigh octets 0 to 7 of an IPv6 destination, else 0
 * @param destinationLow octets 8 to 15 of an IPv6 destination, or the IPv4 destination
 */
public record AddressPair(boolean ipv6, long sourceHigh, long sourceLow, long destinationHigh, long destinationLow) {

    /**
     * The pair of two addresses.
     *
     * @throws IllegalArgumentException if one is IPv4 and the other IPv6
     */
    public static AddressPair of(InetAddress source, InetAddress destination) {
        boolean ipv6 = !(source instanceof Inet4Address);
        if (ipv6 == destination instanceof Inet4Address) {
            throw new IllegalArgumentException("source " + source.getHostAddress() + " and destination "
                    + destination.getHostAddress() + " are of different families");
        }
        ByteBuffer from = ByteBuffer.wrap(source.getAddress());
        ByteBuffer to = ByteBuffer.wrap(destination.getAddress());
        return ipv6
                ? new AddressPair(true, from.getLong(0), from.getLong(8), to.getLong(0), to.getLong(8))
                : new AddressPair(false, 0, from.getInt(0) & 0xffff_ffffL, 0, to.getInt(0) & 0xffff_ffffL);
    }
}
