package org.sctpshim.ike.sa;

import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.PeerId;

/**
 * What local policy knows of a peer: an entry of the Peer Authorization Database (RFC 4301 section 4.4.3).
 *
 * @param id the name of the entry
 * @param identification what the peer must call itself in IKE_AUTH
 * @param presharedKey the key that both ends authenticate with
 */
public record PeerEntry(PeerId id, Identification identification, SecretBytes presharedKey) {}
