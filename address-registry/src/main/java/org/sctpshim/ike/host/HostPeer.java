package org.sctpshim.ike.host;

import java.net.InetAddress;
import java.util.List;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.sa.TransportMode;
import org.sctpshim.registry.AddressPolicy;

/**
 * A configured peer.
 *
 * @param entry who it is and how it authenticates
 * @param policy which of its addresses may be authorised
 * @param addresses where it is looked for when this host initiates, best first; may be empty for a peer that always
 *     initiates itself
 * @param identityAddresses what the addresses in its identity and certificate are good for
 * @param transportMode whether its Child SAs are in transport mode
 */
public record HostPeer(
        PeerEntry entry,
        AddressPolicy policy,
        List<InetAddress> addresses,
        IdentityAddresses identityAddresses,
        TransportMode transportMode) {
    /** Copies the list. */
    public HostPeer {
        addresses = List.copyOf(addresses);
    }

    /** A peer whose addresses are a matter of policy and of its lists alone. */
    public HostPeer(PeerEntry entry, AddressPolicy policy, List<InetAddress> addresses) {
        this(entry, policy, addresses, IdentityAddresses.IGNORE, TransportMode.REQUIRED);
    }
}
