package org.sctpshim.ike.sa;

import java.util.Optional;
import org.sctpshim.ike.auth.PeerAuthentication;
import org.sctpshim.ike.auth.PresharedKey;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.PeerId;

/**
 * What local policy knows of a peer: an entry of the Peer Authorization Database (RFC 4301 section 4.4.3).
 *
 * @param id the name of the entry
 * @param identification what the peer must call itself in IKE_AUTH
 * @param authentication how both ends prove who they are
 * @param postquantumKey what goes into the keys of IKE SAs with it besides
 */
public record PeerEntry(
        PeerId id,
        Identification identification,
        PeerAuthentication authentication,
        Optional<PostquantumKey> postquantumKey) {
    /** A peer without a postquantum pre-shared key. */
    public PeerEntry(PeerId id, Identification identification, PeerAuthentication authentication) {
        this(id, identification, authentication, Optional.empty());
    }

    /** The same peer, which spells its identity in its own way. */
    public PeerEntry as(Identification claimed) {
        return new PeerEntry(id, claimed, authentication, postquantumKey);
    }

    /** A peer that shares a key with this host. */
    public PeerEntry(PeerId id, Identification identification, SecretBytes presharedKey) {
        this(id, identification, new PresharedKey(presharedKey));
    }
}
