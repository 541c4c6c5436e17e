package org.sctpshim.ike.host;

import java.util.Optional;
import org.sctpshim.ike.auth.PeerAuthentication;
import org.sctpshim.ike.sa.PostquantumKey;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.registry.PeerId;

/**
 * An entry of the Peer Authorization Database (RFC 4301 section 4.4.3): for one peer, or for every peer of a group. The
 * entries have an order, and the first one that is for an identity decides alone: who fails its terms is refused,
 * whatever later entries say.
 */
public sealed interface PadEntry permits HostPeer, PeerGroup {
    /** The name of the entry. */
    PeerId id();

    /** Whether the entry is for a peer that calls itself so. */
    boolean isFor(Identification claimed);

    /** How both ends prove who they are. */
    PeerAuthentication authentication();

    /** What goes into the keys of IKE SAs besides. */
    Optional<PostquantumKey> postquantumKey();

    /** Which addresses of a peer may be authorised. */
    AddressPolicy policy();
}
