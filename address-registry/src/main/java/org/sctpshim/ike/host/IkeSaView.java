package org.sctpshim.ike.host;

import java.util.Optional;
import org.sctpshim.ike.auth.CertifiedPeer;
import org.sctpshim.ike.session.IkeSaFacts;

/**
 * An established IKE SA as it stood when it was asked for.
 *
 * @param facts how it stands
 * @param authenticatedNs since when its peer is authenticated, whatever replaced the IKE SA since
 * @param certificate what the peer's certificate says, where it authenticated by one
 */
public record IkeSaView(IkeSaFacts facts, long authenticatedNs, Optional<CertifiedPeer> certificate) {}
