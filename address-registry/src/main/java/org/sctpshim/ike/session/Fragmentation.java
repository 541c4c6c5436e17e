package org.sctpshim.ike.session;

/**
 * How protected messages that are too long for a datagram are cut into fragments (RFC 7383), with peers that take them.
 *
 * @param supported whether this host announces that it takes fragments; without, none is sent either
 * @param datagramOctets the longest IP datagram to send at first
 * @param smallestOctets the longest IP datagram to send once the peer has not answered longer ones (RFC 7383 section
 *     2.5.2); every IPv4 host takes 576 octets, every IPv6 path 1280
 */
public record Fragmentation(boolean supported, int datagramOctets, int smallestOctets) {
    /** Fragments of 1280 octets, and of 576 where those do not get through. */
    public static final Fragmentation DEFAULT = new Fragmentation(true, 1280, 576);

    /** Messages go out whole, whatever their length. */
    public static final Fragmentation NONE = new Fragmentation(false, 1280, 576);

    /** An IPv6 header, a UDP header, and the non-ESP marker of port 4500: what goes before the IKE message at most. */
    private static final int HEADERS = 40 + 8 + 4;

    private static final int LEAST = 256;

    /** Checks the figures. */
    public Fragmentation {
        if (smallestOctets < LEAST || datagramOctets < smallestOctets) {
            throw new IllegalArgumentException("fragments of " + datagramOctets + " and " + smallestOctets
                    + " octets: the first must be the larger, and both at least " + LEAST);
        }
    }

    /** The most octets of an IKE message in a datagram. */
    int messageOctets() {
        return datagramOctets - HEADERS;
    }

    /** The same where longer ones seem to be lost. */
    int smallestMessageOctets() {
        return smallestOctets - HEADERS;
    }
}
