package org.sctpshim.registry;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A block of addresses that share a prefix, {@code 10.1.0.0/16} or {@code fd00:1::/64}.
 *
 * @param network an address of the block; the bits beyond the prefix do not count
 * @param prefixBits the length of the prefix in bits, 0 to 32 or 0 to 128
 */
public record AddressRange(InetAddress network, int prefixBits) {
    /**
     * Describes a block.
     *
     * @throws IllegalArgumentException if the prefix is longer than the address
     */
    public AddressRange {
        if (prefixBits < 0 || prefixBits > network.getAddress().length * 8) {
            throw new IllegalArgumentException("prefix /" + prefixBits + " does not fit " + network.getHostAddress());
        }
    }

    /** The block that holds one address only. */
    public static AddressRange of(InetAddress address) {
        return new AddressRange(address, address.getAddress().length * 8);
    }

    /**
     * Reads {@code address/prefix} or a single address, both as literals: no name is looked up.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        if (!literal.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException("not an address or address/prefix: \"" + text + "\"");
        }
        try {
            InetAddress address = InetAddress.getByName(literal);
            return slash < 0 ? of(address) : new AddressRange(address, Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("not an address or address/prefix: \"" + text + "\"", e);
        }
    }

    /** Tells whether the address lies in the block; an address of the other family never does. */
    public boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit++) {
            int mask = 0x80 >> (bit & 7);
            if (((mine[bit >> 3] ^ other[bit >> 3]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefixBits;
    }
}
