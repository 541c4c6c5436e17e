package org.sctpshim.shim;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.sctpshim.shim.kernel.AddressText;
import org.sctpshim.shim.protection.IkeIdentity;

/**
 * A peer as it is configured.
 *
 * @param name what it is called here, in logs and in {@code connect}
 * @param identity the IKE identity it has to prove
 * @param key the secret shared with it
 * @param addresses where it can be reached first, in order of preference; empty for a peer that always comes to us
 * @param allowedRanges addresses it may have; empty means any that it advertises and shows to be reachable
 * @param addressListUse what its MOBIKE address list is good for
 */
public record Peer(
        String name,
        IkeIdentity identity,
        PreSharedKey key,
        List<InetAddress> addresses,
        List<AddressRange> allowedRanges,
        AddressListUse addressListUse) {
    public Peer {
        addresses = List.copyOf(addresses);
        allowedRanges = List.copyOf(allowedRanges);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a peer's name is not blank");
        }
        for (InetAddress address : addresses) {
            if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
                throw new IllegalArgumentException(
                        "peer " + name + " cannot have the address " + address.getHostAddress());
            }
            if (!allowed(allowedRanges, address)) {
                throw new IllegalArgumentException("the address " + address.getHostAddress() + " of peer " + name
                        + " is in none of the ranges it is allowed");
            }
        }
    }

    /** Whether this peer may have an address. */
    public boolean allows(InetAddress address) {
        return allowed(allowedRanges, address);
    }

    private static boolean allowed(List<AddressRange> ranges, InetAddress address) {
        return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** Starts the description of a peer. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** Collects what is known of a peer. */
    public static final class Builder {
        private final String name;
        private Optional<IkeIdentity> identity = Optional.empty();
        private Optional<PreSharedKey> key = Optional.empty();
        private final List<InetAddress> addresses = new ArrayList<>();
        private final List<AddressRange> allowedRanges = new ArrayList<>();
        private AddressListUse addressListUse = AddressListUse.IF_ANNOUNCED;

        private Builder(String name) {
            this.name = name;
        }

        /** The identity it has to prove; its name as a domain name, if nothing is said. */
        public Builder identity(IkeIdentity identity) {
            this.identity = Optional.of(identity);
            return this;
        }

        /** The secret shared with it. */
        public Builder preSharedKey(PreSharedKey key) {
            this.key = Optional.of(key);
            return this;
        }

        /** Further addresses where it can be reached first. */
        public Builder addresses(InetAddress... more) {
            Collections.addAll(addresses, more);
            return this;
        }

        /** Further addresses where it can be reached first, in text form. */
        public Builder addresses(String... more) {
            for (String address : more) {
                addresses.add(AddressText.parse(address));
            }
            return this;
        }

        /** Further ranges it may have addresses in, as in {@code 10.1.0.0/24}. */
        public Builder allow(String... ranges) {
            for (String range : ranges) {
                allowedRanges.add(AddressRange.parse(range));
            }
            return this;
        }

        /** What its MOBIKE address list is good for; {@link AddressListUse#IF_ANNOUNCED} if nothing is said. */
        public Builder addressListUse(AddressListUse use) {
            this.addressListUse = use;
            return this;
        }

        /**
         * The peer.
         *
         * @throws IllegalStateException if it has no pre-shared key
         */
        public Peer build() {
            return new Peer(
                    name,
                    identity.orElseGet(() -> IkeIdentity.fqdn(name)),
                    key.orElseThrow(() -> new IllegalStateException("peer " + name + " needs a pre-shared key")),
                    addresses,
                    allowedRanges,
                    addressListUse);
        }
    }
}
