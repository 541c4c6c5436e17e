package org.sctpshim.ike.host;

import java.net.InetAddress;
import java.util.List;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.registry.AddressPolicy;

/**
 * A configured peer.
 *
 * @param entry who it is and how it authenticates
 * @param policy which of its addresses may be authorised
 * @param addresses where it is looked for when this host initiates, best first; may be empty for a peer that always
 *     initiates itself
 */
public record HostPeer(PeerEntry entry, AddressPolicy policy, List<InetAddress> addresses) {
    /** Copies the list. */
    public HostPeer {
        addresses = List.copyOf(addresses);
    }
}
