package org.sctpshim.shim;

import java.net.InetAddress;
import org.sctpshim.shim.kernel.AddressText;

/**
 * The addresses that share a prefix, as in {@code 10.1.0.0/24} or {@code 2001:db8::/32}.
 *
 * @param prefix an address with all bits after the prefix zero
 * @param length the prefix's length in bits
 */
public record AddressRange(InetAddress prefix, int length) {
    public AddressRange {
        byte[] bytes = prefix.getAddress();
        if (length < 0 || length > bytes.length * 8) {
            throw new IllegalArgumentException(
                    "the prefix of " + prefix.getHostAddress() + " cannot be " + length + " bits long");
        }
        for (int bit = length; bit < bytes.length * 8; bit++) {
            if (bit(bytes, bit)) {
                throw new IllegalArgumentException(
                        prefix.getHostAddress() + "/" + length + " has bits set after its prefix");
            }
        }
    }

    /**
     * Reads {@code ADDRESS/LENGTH}, or one {@code ADDRESS}. No name is looked up.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = AddressText.parse(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0) {
            return of(address);
        }
        String length = text.substring(slash + 1);
        if (!length.matches("\\d{1,3}")) {
            throw new IllegalArgumentException("\"" + text + "\" is not an address range such as 10.1.0.0/24");
        }
        return new AddressRange(address, Integer.parseInt(length));
    }

    /** The range of one address. */
    public static AddressRange of(InetAddress address) {
        return new AddressRange(address, address.getAddress().length * 8);
    }

    /** Whether an address of the same family has this prefix. */
    public boolean contains(InetAddress address) {
        byte[] mine = prefix.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit++) {
            if (bit(mine, bit) != bit(other, bit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean bit(byte[] bytes, int index) {
        return (bytes[index / 8] >> (7 - index % 8) & 1) == 1;
    }

    @Override
    public String toString() {
        return prefix.getHostAddress() + "/" + length;
    }
}
