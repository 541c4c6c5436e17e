package org.sctpshim.ike.host;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sctpshim.ike.auth.CertificateRequests;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.PeerId;

/** The configured peers, in order (RFC 4301 section 4.4.3). */
final class PeerDirectory {
    private final Map<PeerId, HostPeer> byId = new LinkedHashMap<>();

    private final CertificateRequests certificateRequests;

    PeerDirectory(List<HostPeer> peers) {
        peers.forEach(peer -> byId.put(peer.entry().id(), peer));
        certificateRequests = CertificateRequests.of(
                peers.stream().map(peer -> peer.entry().authentication()).toList());
    }

    /** What is asked of whoever comes. */
    CertificateRequests certificateRequests() {
        return certificateRequests;
    }

    /** Whether some peer has a postquantum pre-shared key. */
    boolean havePostquantumKeys() {
        return byId.values().stream()
                .anyMatch(peer -> peer.entry().postquantumKey().isPresent());
    }

    HostPeer existing(PeerId id) {
        HostPeer peer = byId.get(id);
        if (peer == null) {
            throw new IllegalArgumentException("unknown peer \"" + id + "\": add it to the configuration first");
        }
        return peer;
    }

    /** The first entry whose peer calls itself so. */
    Optional<PeerEntry> find(Identification claimed) {
        return byId.values().stream()
                .map(HostPeer::entry)
                .filter(entry -> entry.identification().equals(claimed))
                .findFirst();
    }
}
