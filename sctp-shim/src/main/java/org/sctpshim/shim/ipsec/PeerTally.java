package org.sctpshim.shim.ipsec;

import java.util.Optional;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.shim.status.IkeSaCounts;
import org.sctpshim.shim.status.IkeSaStatus;

/** What became of one peer's IKE SAs and paths. One thread at a time. */
final class PeerTally {
    private IkeSaCounts counts = IkeSaCounts.NONE;
    private boolean initiatedHere;
    private long establishedNs;
    private final PathTally paths = new PathTally();

    void established(boolean initiator, long nowNs) {
        initiatedHere = initiator;
        establishedNs = nowNs;
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

    /** The IKE SA that was established last, over the pair that it uses now. */
    IkeSaStatus ikeSa(AddressPair pair) {
        return new IkeSaStatus(pair, initiatedHere, establishedNs);
    }

    PathTally paths() {
        return paths;
    }
}
