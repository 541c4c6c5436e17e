package org.sctpshim.shim.ipsec;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.shim.status.IkeSaCounts;
import org.sctpshim.shim.status.IkeSaStatus;

/** What became of one peer's IKE SAs and paths. One thread at a time. */
final class PeerTally {
    private IkeSaCounts counts = IkeSaCounts.NONE;
    private boolean initiatedHere;
    private long establishedNs;
    /** The IKE SAs that were established beside another, by the pair that they began with. */
    private final Map<AddressPair, IkeSaStatus> beside = new HashMap<>();

    private final PathTally paths = new PathTally();

    void established(boolean initiator, long nowNs) {
        initiatedHere = initiator;
        establishedNs = nowNs;
        beside.clear();
        counts = new IkeSaCounts(counts.established() + 1, counts.moved(), counts.ended(), counts.lastEnd());
    }

    void establishedBeside(AddressPair pair, boolean initiator, long nowNs) {
        beside.put(pair, new IkeSaStatus(pair, initiator, nowNs));
        counts = new IkeSaCounts(counts.established() + 1, counts.moved(), counts.ended(), counts.lastEnd());
    }

    void moved() {
        counts = new IkeSaCounts(counts.established(), counts.moved() + 1, counts.ended(), counts.lastEnd());
    }

    void ended(String reason) {
        counts = new IkeSaCounts(counts.established(), counts.moved(), counts.ended() + 1, Optional.of(reason));
    }

    IkeSaCounts counts() {
        return counts;
    }

    /** The IKE SA that uses the pair now: one that was established beside another over it, or the first. */
    IkeSaStatus ikeSa(AddressPair pair) {
        IkeSaStatus known = beside.get(pair);
        return known == null ? new IkeSaStatus(pair, initiatedHere, establishedNs) : known;
    }

    PathTally paths() {
        return paths;
    }
}
