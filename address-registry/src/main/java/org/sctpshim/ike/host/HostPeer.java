package org.sctpshim.ike.host;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.sctpshim.ike.auth.CanonicalIdentity;
import org.sctpshim.ike.auth.CertifiedPeer;
import org.sctpshim.ike.auth.PeerAuthentication;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.sa.PostquantumKey;
import org.sctpshim.ike.sa.TransportMode;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.registry.IkeSaPerPair;
import org.sctpshim.registry.PeerId;

/**
 * A configured peer: an entry for one identity.
 *
 * @param entry who it is and how it authenticates
 * @param policy which of its addresses may be authorised
 * @param addresses where it is looked for when this host initiates, best first; may be empty for a peer that always
 *     initiates itself
 * @param identityAddresses what the addresses in its identity and certificate are good for
 * @param transportMode whether its Child SAs are in transport mode
 * @param ikeSaPerPair whether each pair of addresses has an IKE SA of its own; never in tunnel mode, which needs none
 */
public record HostPeer(
        PeerEntry entry,
        AddressPolicy policy,
        List<InetAddress> addresses,
        IdentityAddresses identityAddresses,
        TransportMode transportMode,
        IkeSaPerPair ikeSaPerPair)
        implements PadEntry {
    /** Copies the list. */
    public HostPeer {
        addresses = List.copyOf(addresses);
        ikeSaPerPair = transportMode == TransportMode.NEVER ? IkeSaPerPair.NEVER : ikeSaPerPair;
    }

    /** A peer with one IKE SA for all pairs. */
    public HostPeer(
            PeerEntry entry,
            AddressPolicy policy,
            List<InetAddress> addresses,
            IdentityAddresses identityAddresses,
            TransportMode transportMode) {
        this(entry, policy, addresses, identityAddresses, transportMode, IkeSaPerPair.NEVER);
    }

    /** The same with another word on IKE SAs for pairs. */
    public HostPeer with(IkeSaPerPair other) {
        return new HostPeer(entry, policy, addresses, identityAddresses, transportMode, other);
    }

    /** A peer whose addresses are a matter of policy and of its lists alone. */
    public HostPeer(PeerEntry entry, AddressPolicy policy, List<InetAddress> addresses) {
        this(entry, policy, addresses, IdentityAddresses.IGNORE, TransportMode.REQUIRED);
    }

    /** The same peer under another policy. */
    HostPeer with(AddressPolicy other) {
        return new HostPeer(entry, other, addresses, identityAddresses, transportMode);
    }

    /** The policy for an IKE SA in which it proved who it is by that certificate, if by one. */
    AddressPolicy inForce(Optional<CertifiedPeer> certificate) {
        return identityAddresses.inForce(policy, entry.identification(), certificate);
    }

    @Override
    public PeerId id() {
        return entry.id();
    }

    @Override
    public boolean isFor(Identification claimed) {
        return CanonicalIdentity.of(entry.identification()).equals(CanonicalIdentity.of(claimed));
    }

    @Override
    public PeerAuthentication authentication() {
        return entry.authentication();
    }

    @Override
    public Optional<PostquantumKey> postquantumKey() {
        return entry.postquantumKey();
    }
}
