package org.sctpshim.registry;

import java.net.InetAddress;
import java.util.List;

/**
 * What local policy says of one peer's addresses (RFC 4301 section 4.4.3.3, narrowed or relaxed as the draft's rule
 * allows).
 *
 * @param permitted the ranges outside of which no address of the peer is ever authorised
 * @param vouched the ranges local policy vouches for by itself: such an address needs no MOBIKE list (RFC 4301's
 *     explicit ranges); return routability is still shown first
 * @param listed whether the draft's relaxed rule is in force for this peer: an address it lists by MOBIKE is
 *     authorised
 * @param terms how strictly NATs and return routability are taken
 */
public record AddressPolicy(
        List<AddressRange> permitted, List<AddressRange> vouched, Listed listed, GroundTerms terms) {
    /** When the addresses that a peer lists by MOBIKE count as a ground for authorisation. */
    public enum Listed {
        /** Never: strict RFC 4555 section 3.4, the list is only for reaching the peer. */
        NEVER,
        /** Only with a peer that announced the extension by its vendor id. */
        ANNOUNCED,
        /** Always: local policy says that this peer follows the extension. */
        ALWAYS
    }

    /** Copies the lists. */
    public AddressPolicy {
        permitted = List.copyOf(permitted);
        vouched = List.copyOf(vouched);
    }

    /** The same ranges and lists, with the strictest terms. */
    public AddressPolicy(List<AddressRange> permitted, List<AddressRange> vouched, Listed listed) {
        this(permitted, vouched, listed, GroundTerms.STRICT);
    }

    /** The same with other terms. */
    public AddressPolicy with(GroundTerms other) {
        return new AddressPolicy(permitted, vouched, listed, other);
    }

    /** Any address that the peer lists, once it announced the extension. */
    public static AddressPolicy anyListed() {
        return new AddressPolicy(
                List.of(AddressRange.parse("0.0.0.0/0"), AddressRange.parse("::/0")), List.of(), Listed.ANNOUNCED);
    }

    /** Only listed addresses within the given ranges, once the peer announced the extension. */
    public static AddressPolicy listedWithin(List<AddressRange> permitted) {
        return new AddressPolicy(permitted, List.of(), Listed.ANNOUNCED);
    }

    boolean permits(InetAddress address) {
        return permitted.stream().anyMatch(range -> range.contains(address));
    }

    boolean vouchesFor(InetAddress address) {
        return vouched.stream().anyMatch(range -> range.contains(address));
    }
}
