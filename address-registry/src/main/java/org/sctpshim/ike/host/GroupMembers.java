package org.sctpshim.ike.host;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sctpshim.ike.auth.CanonicalIdentity;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.PeerId;

/** The peers of one group that have an IKE SA. A claim alone makes nobody a member, and costs nothing that stays. */
final class GroupMembers {
    private final PeerGroup group;
    private final Map<PeerId, CanonicalIdentity> members = new LinkedHashMap<>();

    GroupMembers(PeerGroup group) {
        this.group = group;
    }

    PeerGroup group() {
        return group;
    }

    /** What is asked of somebody who calls itself so; empty where another identity is written the same. */
    Optional<PeerEntry> claimant(Identification claimed) {
        CanonicalIdentity identity = CanonicalIdentity.of(claimed);
        PeerId id = group.idOf(identity);
        CanonicalIdentity known = members.get(id);
        return known != null && !known.equals(identity)
                ? Optional.empty()
                : Optional.of(new PeerEntry(id, claimed, group.authentication(), group.postquantumKey()));
    }

    /** Why one more cannot be let in, if it is one more and there are enough. */
    Optional<String> overLimit(PeerId peer) {
        return members.containsKey(peer) || members.size() < group.most()
                ? Optional.empty()
                : Optional.of("\"" + group.id() + "\" admits " + group.most() + " peers at once and has them: raise"
                        + " its limit, or see why so many are there");
    }

    /** Takes in somebody who proved who it is. */
    HostPeer admit(PeerEntry peer) {
        members.put(peer.id(), CanonicalIdentity.of(peer.identification()));
        return group.member(peer);
    }

    void remove(PeerId peer) {
        members.remove(peer);
    }
}
