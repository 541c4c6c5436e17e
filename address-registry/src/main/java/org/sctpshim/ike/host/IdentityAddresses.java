package org.sctpshim.ike.host;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sctpshim.ike.auth.CertifiedPeer;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.ike.wire.IdentificationType;
import org.sctpshim.ike.wire.IpAddress;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.registry.AddressRange;

/**
 * What the addresses that a peer proved to be its own are good for: that of an identity that is an address, and those of
 * its certificate's iPAddress names. The configured permitted ranges are never widened.
 */
public enum IdentityAddresses {
    /** Nothing: only the configured ranges and what the peer lists count (RFC 4301 section 4.4.3.3, by ranges). */
    IGNORE,
    /**
     * Each is a ground by itself, as a configured range is: the peer need not list it, and where the policy's terms say so
     * return routability need not be shown (RFC 4555 section 3.7).
     */
    VOUCH,
    /** They vouch, and no other address of the peer is permitted (RFC 4301 section 4.4.3.3, by the identity). */
    CONFINE;

    /** The policy for an IKE SA with a peer that proved this identity by that certificate. */
    AddressPolicy inForce(
            AddressPolicy configured, Identification identification, Optional<CertifiedPeer> certificate) {
        if (this == IGNORE) {
            return configured;
        }
        List<AddressRange> proven = proven(identification, certificate).stream()
                .filter(address -> configured.permitted().stream().anyMatch(range -> range.contains(address)))
                .map(AddressRange::of)
                .toList();
        List<AddressRange> vouched = new ArrayList<>(configured.vouched());
        vouched.addAll(proven);
        return new AddressPolicy(
                this == CONFINE ? proven : configured.permitted(), vouched, configured.listed(), configured.terms());
    }

    private static Set<InetAddress> proven(Identification identification, Optional<CertifiedPeer> certificate) {
        Set<InetAddress> proven = new LinkedHashSet<>();
        boolean ipv4 = identification.type().equals(IdentificationType.ID_IPV4_ADDR)
                && identification.data().length() == IpAddress.IPV4_OCTETS;
        boolean ipv6 = identification.type().equals(IdentificationType.ID_IPV6_ADDR)
                && identification.data().length() == IpAddress.IPV6_OCTETS;
        if (ipv4 || ipv6) {
            proven.add(new IpAddress(identification.data()).toInetAddress());
        }
        certificate.ifPresent(known -> proven.addAll(known.addresses()));
        return proven;
    }
}
