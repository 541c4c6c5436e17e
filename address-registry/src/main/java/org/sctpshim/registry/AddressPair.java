package org.sctpshim.registry;

import java.net.InetAddress;

/**
 * An ordered pair of addresses as this host sees it.
 *
 * @param local the address of this host
 * @param remote the address of the peer, of the same family
 */
public record AddressPair(InetAddress local, InetAddress remote) {
    /**
     * Pairs two addresses.
     *
     * @throws IllegalArgumentException if the families differ, or if either address is a wildcard or multicast address
     */
    public AddressPair {
        if (!sameFamily(local, remote)) {
            throw new IllegalArgumentException(
                    "addresses of different families: " + local.getHostAddress() + " and " + remote.getHostAddress());
        }
        requireUnicast(local);
        requireUnicast(remote);
    }

    /** Tells whether two addresses are of the same family, IPv4 or IPv6. */
    public static boolean sameFamily(InetAddress one, InetAddress other) {
        return one.getAddress().length == other.getAddress().length;
    }

    /** The same pair as the other end sees it. */
    @SuppressWarnings("ArgumentSelectionDefectChecker") // Swapping is the point.
    public AddressPair turned() {
        return new AddressPair(remote, local);
    }

    private static void requireUnicast(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
            throw new IllegalArgumentException("not a unicast address: " + address.getHostAddress());
        }
    }

    @Override
    public String toString() {
        return local.getHostAddress() + " -> " + remote.getHostAddress();
    }
}
