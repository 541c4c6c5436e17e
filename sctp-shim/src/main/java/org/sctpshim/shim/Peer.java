package org.sctpshim.shim;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.sctpshim.ike.auth.CertificateAuthentication;
import org.sctpshim.ike.auth.IdentityPattern;
import org.sctpshim.ike.auth.PeerAuthentication;
import org.sctpshim.ike.auth.PresharedKey;
import org.sctpshim.ike.auth.TrustAnchors;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.host.HostPeer;
import org.sctpshim.ike.host.IdentityAddresses;
import org.sctpshim.ike.host.PadEntry;
import org.sctpshim.ike.host.PeerGroup;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.sa.PostquantumKey;
import org.sctpshim.ike.sa.TransportMode;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.registry.AddressRange;
import org.sctpshim.registry.GroundTerms;
import org.sctpshim.registry.IkeSaPerPair;
import org.sctpshim.registry.PeerId;
import org.sctpshim.shim.credentials.WrittenKey;
import org.sctpshim.shim.kernel.AddressText;

/**
 * A peer as it is configured, or every peer whose identity fits a pattern.
 *
 * @param name what it is called here, in logs and in {@code connect}
 * @param identities the IKE identity it has to prove, or the pattern that it has to fit
 * @param authentication how both ends prove who they are: by a shared key, which is wiped with the shim, or by
 *     certificates
 * @param addresses where it can be reached first, in order of preference; empty for a peer that always comes to us
 * @param policy which addresses it may have, and what its MOBIKE address list is good for
 * @param identityAddresses what the addresses in its identity and certificate are good for
 * @param transportMode whether its ESP is in transport mode
 * @param most how many peers there may be at once
 * @param ikeSaPerPair whether each pair of addresses has an IKE SA of its own
 * @param postquantumKey what goes into the keys of IKE SAs with it besides
 */
public record Peer(
        String name,
        IdentityPattern identities,
        PeerAuthentication authentication,
        List<InetAddress> addresses,
        AddressPolicy policy,
        IdentityAddresses identityAddresses,
        TransportMode transportMode,
        int most,
        IkeSaPerPair ikeSaPerPair,
        Optional<PostquantumKey> postquantumKey) {
    public Peer {
        addresses = List.copyOf(addresses);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a peer's name is not blank");
        }
        if (authentication instanceof PresharedKey shared && shared.key().length() == 0) {
            throw new IllegalArgumentException("the pre-shared key of peer " + name + " is empty");
        }
        for (InetAddress address : addresses) {
            if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
                throw new IllegalArgumentException(
                        "peer " + name + " cannot have the address " + address.getHostAddress());
            }
            if (policy.permitted().stream().noneMatch(range -> range.contains(address))) {
                throw new IllegalArgumentException("the address " + address.getHostAddress() + " of peer " + name
                        + " is in none of the ranges it is permitted");
            }
        }
        requireOneOrMany(name, identities, authentication, addresses, policy, most);
    }

    private static void requireOneOrMany(
            String name,
            IdentityPattern identities,
            PeerAuthentication authentication,
            List<InetAddress> addresses,
            AddressPolicy policy,
            int most) {
        if (identities instanceof IdentityPattern.Exactly) {
            return;
        }
        PeerGroup.require(new PeerId(name), identities, authentication, policy, most);
        if (!addresses.isEmpty()) {
            throw new IllegalArgumentException("peer " + name + " stands for every peer " + identities
                    + ", and they come by themselves: leave out addresses(...), and name the ranges they may have by"
                    + " permit(...)");
        }
    }

    /** What it is to IKE. */
    PadEntry entry() {
        PeerId id = new PeerId(name);
        return identities instanceof IdentityPattern.Exactly one
                ? new HostPeer(
                        new PeerEntry(id, one.identification(), authentication, postquantumKey),
                        policy,
                        addresses,
                        identityAddresses,
                        transportMode,
                        ikeSaPerPair)
                : new PeerGroup(
                        id, identities, authentication, postquantumKey, policy, identityAddresses, transportMode, most);
    }

    /** Starts the description of a peer. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** Collects what is known of a peer. One thread at a time. */
    public static final class Builder {
        /** Postquantum keys of fewer octets are refused; 32 random ones are what they are to have (RFC 8784 section 6). */
        public static final int LEAST_POSTQUANTUM_OCTETS = 16;

        private final String name;
        private Optional<IdentityPattern> identities = Optional.empty();
        private int most = 1;
        private Optional<PeerAuthentication> authentication = Optional.empty();
        private final List<InetAddress> addresses = new ArrayList<>();
        private final List<AddressRange> permitted = new ArrayList<>();
        private final List<AddressRange> vouched = new ArrayList<>();
        private AddressPolicy.Listed listed = AddressPolicy.Listed.ANNOUNCED;
        private IdentityAddresses identityAddresses = IdentityAddresses.IGNORE;
        private TransportMode transportMode = TransportMode.REQUIRED;
        private IkeSaPerPair ikeSaPerPair = IkeSaPerPair.NEVER;
        private Optional<PostquantumKey> postquantumKey = Optional.empty();
        private GroundTerms grounds = GroundTerms.STRICT;

        private Builder(String name) {
            this.name = name;
        }

        /** The identity it has to prove; its name as a domain name, if nothing is said. */
        public Builder identity(Identification identity) {
            identities = Optional.of(new IdentityPattern.Exactly(identity));
            most = 1;
            return this;
        }

        /**
         * Makes this the entry for every peer whose identity fits a pattern, {@code
         * IdentityPattern.below("ran.operator.example")} for base stations. Each is a peer of its own, with addresses and
         * SAs that are nobody else's, and is called by this name with its identity in brackets. They authenticate by
         * certificates that hold their identities, and come by themselves: they are accepted, not connected to.
         *
         * <p>Peers are looked up in the order in which the shim was told of them, and the first that fits decides: put
         * those that differ before the pattern that they fit.
         *
         * @param most how many may be there at once; one more is refused, and told so
         */
        public Builder matching(IdentityPattern pattern, int most) {
            identities = Optional.of(pattern);
            this.most = most;
            return this;
        }

        /** The secret shared with it. It is not copied: the shim that has the peer wipes it when it is closed. */
        public Builder preSharedKey(SecretBytes key) {
            return authenticatedBy(new PresharedKey(key));
        }

        /**
         * The secret shared with it, as {@link WrittenKey} reads it: {@code 0x} and hexadecimal digits, {@code 0s} and
         * base64, or text.
         *
         * @param written wiped in any case
         * @throws IllegalArgumentException if it is empty or damaged
         */
        public Builder preSharedKey(char[] written) {
            return preSharedKey(read("pre-shared key", written));
        }

        /**
         * The secret shared with it, alone in a file, as {@link WrittenKey} reads it.
         *
         * @throws IOException if the file cannot be read, or its key is empty or damaged
         */
        public Builder preSharedKey(Path file) throws IOException {
            return preSharedKey(WrittenKey.file(file));
        }

        private SecretBytes read(String what, char[] written) {
            try {
                return WrittenKey.read(written);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(what + " of peer " + name + ": " + e.getMessage(), e);
            }
        }

        /**
         * The authorities that its certificate must lead to. What it calls itself must be in the certificate; ours is one of
         * the shim's credentials.
         */
        public Builder certificate(TrustAnchors anchors) {
            return authenticatedBy(new CertificateAuthentication(anchors));
        }

        /** The same for a peer that calls itself something that is not in its certificate. */
        public Builder certificateOfAnyName(TrustAnchors anchors) {
            return authenticatedBy(new CertificateAuthentication(anchors, false));
        }

        private Builder authenticatedBy(PeerAuthentication one) {
            if (authentication.isPresent()) {
                throw new IllegalStateException(
                        "peer " + name + " authenticates by a pre-shared key or by certificates: choose one of both");
            }
            authentication = Optional.of(one);
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

        /** Further ranges it may have addresses in, as in {@code 10.1.0.0/24}; any, if nothing is said. */
        public Builder permit(String... ranges) {
            for (String range : ranges) {
                permitted.add(AddressRange.parse(range));
            }
            return this;
        }

        /** Further ranges whose addresses are the peer's without its having to list them by MOBIKE. */
        public Builder vouchFor(String... ranges) {
            for (String range : ranges) {
                vouched.add(AddressRange.parse(range));
            }
            return this;
        }

        /**
         * What the addresses in its identity and in its certificate are good for: nothing, if nothing is said (RFC 4301
         * section 4.4.3.3, RFC 4555 section 3.7).
         */
        public Builder identityAddresses(IdentityAddresses use) {
            this.identityAddresses = use;
            return this;
        }

        /**
         * Whether its ESP is in transport mode; always, if nothing is said. In tunnel mode all its paths go over the pair
         * of the IKE SA.
         */
        public Builder transportMode(TransportMode mode) {
            this.transportMode = mode;
            return this;
        }

        /**
         * Whether each pair of addresses has an IKE SA of its own; never, if nothing is said. That is for a peer that
         * refuses a further pair in transport mode under one IKE SA, as most do that know nothing of the extension.
         */
        public Builder ikeSaPerPair(IkeSaPerPair wanted) {
            this.ikeSaPerPair = wanted;
            return this;
        }

        /**
         * A postquantum pre-shared key (RFC 8784), which goes into the keys of IKE SAs beside what authenticates. It is not
         * copied: the shim that has the peer wipes it when it is closed.
         *
         * @throws IllegalArgumentException if it is shorter than {@link #LEAST_POSTQUANTUM_OCTETS} octets
         */
        public Builder postquantumKey(PostquantumKey key) {
            if (key.key().length() < LEAST_POSTQUANTUM_OCTETS) {
                throw new IllegalArgumentException("the postquantum key of peer " + name + " has "
                        + key.key().length() + " octets, which protects from nobody: take 32 random ones, as of"
                        + " \"openssl rand -hex 32\" with 0x before them");
            }
            this.postquantumKey = Optional.of(key);
            return this;
        }

        /**
         * The same, as {@link WrittenKey} reads it: {@code 0x} and hexadecimal digits, {@code 0s} and base64, or text.
         *
         * @param id what both ends call it; not secret
         * @param written wiped in any case
         * @param mandatory whether there is no IKE SA with the peer without it
         * @throws IllegalArgumentException if it is too short or damaged
         */
        public Builder postquantumKey(String id, char[] written, boolean mandatory) {
            return postquantumKey(new PostquantumKey(Bytes.utf8(id), read("postquantum key", written), mandatory));
        }

        /**
         * The same, alone in a file.
         *
         * @throws IOException if the file cannot be read, or its key is empty or damaged
         * @throws IllegalArgumentException if it is too short
         */
        public Builder postquantumKey(String id, Path file, boolean mandatory) throws IOException {
            return postquantumKey(new PostquantumKey(Bytes.utf8(id), WrittenKey.file(file), mandatory));
        }

        /** How strictly NATs and reachability are taken where an address is to be authorised; strictly, if nothing is said. */
        public Builder grounds(GroundTerms terms) {
            this.grounds = terms;
            return this;
        }

        /** What its MOBIKE address list is good for; only if it announces the extension, if nothing is said. */
        public Builder listed(AddressPolicy.Listed listed) {
            this.listed = listed;
            return this;
        }

        /**
         * The peer.
         *
         * @throws IllegalStateException if it has neither a pre-shared key nor trust anchors
         * @throws IllegalArgumentException if an address is none, or not permitted, or if many peers were to share what
         *     only one can have
         */
        public Peer build() {
            List<AddressRange> everything = List.of(AddressRange.parse("0.0.0.0/0"), AddressRange.parse("::/0"));
            return new Peer(
                    name,
                    identities.orElseGet(() -> new IdentityPattern.Exactly(Identification.fqdn(name))),
                    authentication.orElseThrow(() -> new IllegalStateException(
                            "peer " + name + " needs a pre-shared key, or trust anchors for its certificate")),
                    addresses,
                    new AddressPolicy(permitted.isEmpty() ? everything : permitted, vouched, listed).with(grounds),
                    identityAddresses,
                    transportMode,
                    most,
                    ikeSaPerPair,
                    postquantumKey);
        }
    }
}
