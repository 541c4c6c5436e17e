package org.sctpshim.ike.wire;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * An IPv4 or IPv6 address as its octets in network order, without name, scope or port.
 *
 * <p>The platform's own type turns IPv4-mapped IPv6 octets into IPv4, which must not happen to what a peer sent: the
 * two are different selectors.
 *
 * @param octets 4 or 16
 */
public record IpAddress(Bytes octets) implements Comparable<IpAddress> {
    public static final int IPV4_OCTETS = 4;
    public static final int IPV6_OCTETS = 16;

    public IpAddress {
        if (octets.length() != IPV4_OCTETS && octets.length() != IPV6_OCTETS) {
            throw new IllegalArgumentException("an address of " + octets.length() + " octets");
        }
    }

    /** The address without its scope. */
    public static IpAddress of(InetAddress address) {
        return new IpAddress(Bytes.of(address.getAddress()));
    }

    /**
     * Parses a numeric address; never looks up a name.
     *
     * @throws IllegalArgumentException where the text is not a numeric address
     */
    public static IpAddress parse(String text) {
        boolean numeric = text.contains(":") ? text.matches("[0-9a-fA-F:.]+") : text.matches("\\d+(\\.\\d+){3}");
        if (!numeric) {
            throw new IllegalArgumentException("not a numeric IP address: " + text);
        }
        try {
            return of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not a numeric IP address: " + text, e);
        }
    }

    public boolean isIpv4() {
        return octets.length() == IPV4_OCTETS;
    }

    public boolean isIpv6() {
        return octets.length() == IPV6_OCTETS;
    }

    /** The platform's type, of the same family. */
    public InetAddress toInetAddress() {
        try {
            return isIpv4()
                    ? InetAddress.getByAddress(octets.toArray())
                    : Inet6Address.getByAddress(null, octets.toArray(), -1);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of the right length was refused", e);
        }
    }

    static IpAddress read(OctetReader in, boolean ipv4, String field) throws MalformedMessageException {
        return new IpAddress(in.bytes(ipv4 ? IPV4_OCTETS : IPV6_OCTETS, field));
    }

    /** IPv4 before IPv6, each in the order of its unsigned value. */
    @Override
    public int compareTo(IpAddress other) {
        int byFamily = Integer.compare(octets.length(), other.octets.length());
        return byFamily != 0 ? byFamily : Arrays.compareUnsigned(octets.toArray(), other.octets.toArray());
    }

    @Override
    public String toString() {
        return toInetAddress().getHostAddress();
    }
}
