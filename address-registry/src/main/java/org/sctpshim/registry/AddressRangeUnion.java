package org.sctpshim.registry;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * All addresses that lie in any of many ranges. To ask for one takes a time that grows with the logarithm of their
 * number. Immutable.
 */
public final class AddressRangeUnion {
    private static final class Span {
        private final byte[] first;
        private final byte[] last;

        private Span(byte[] first, byte[] last) {
            this.first = first;
            this.last = last;
        }
    }

    private final List<Span> ipv4;
    private final List<Span> ipv6;

    private AddressRangeUnion(List<Span> ipv4, List<Span> ipv6) {
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
    }

    /** The union of these ranges. */
    public static AddressRangeUnion of(Collection<AddressRange> ranges) {
        return new AddressRangeUnion(merged(ranges, 4), merged(ranges, 16));
    }

    /** Whether the address lies in one of the ranges. */
    public boolean contains(InetAddress address) {
        byte[] octets = address.getAddress();
        List<Span> spans = octets.length == 4 ? ipv4 : ipv6;
        int low = 0;
        int high = spans.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Span span = spans.get(middle);
            if (Arrays.compareUnsigned(octets, span.first) < 0) {
                high = middle - 1;
            } else if (Arrays.compareUnsigned(octets, span.last) > 0) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    /** The ranges of one family in order; those that overlap are one. */
    private static List<Span> merged(Collection<AddressRange> ranges, int octets) {
        List<Span> sorted = ranges.stream()
                .filter(range -> range.network().getAddress().length == octets)
                .map(AddressRangeUnion::span)
                .sorted((one, other) -> Arrays.compareUnsigned(one.first, other.first))
                .toList();
        List<Span> merged = new ArrayList<>();
        for (Span next : sorted) {
            Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || Arrays.compareUnsigned(next.first, last.last) > 0) {
                merged.add(next);
            } else if (Arrays.compareUnsigned(next.last, last.last) > 0) {
                merged.set(merged.size() - 1, new Span(last.first, next.last));
            }
        }
        return List.copyOf(merged);
    }

    private static Span span(AddressRange range) {
        byte[] first = range.network().getAddress();
        byte[] last = first.clone();
        for (int bit = range.prefixBits(); bit < first.length * 8; bit++) {
            int mask = 0x80 >> (bit & 7);
            first[bit >> 3] = (byte) (first[bit >> 3] & ~mask);
            last[bit >> 3] = (byte) (last[bit >> 3] | mask);
        }
        return new Span(first, last);
    }
}
