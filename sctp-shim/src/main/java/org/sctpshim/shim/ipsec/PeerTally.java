package org.sctpshim.shim.ipsec;

import java.util.Optional;
import org.sctpshim.shim.status.IkeSaCounts;
import org.sctpshim.shim.status.RekeyCounts;

/** What became of one peer's IKE SAs and paths. One thread at a time. */
final class PeerTally {
    private IkeSaCounts counts = IkeSaCounts.NONE;
    private RekeyCounts rekeys = RekeyCounts.NONE;
    private final PathTally paths = new PathTally();

    void established() {
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

    void ikeSaRekeyed() {
        rekeys =
                new RekeyCounts(rekeys.ikeSas() + 1, rekeys.ikeSasFailed(), rekeys.childSas(), rekeys.childSasFailed());
    }

    void ikeSaRekeyFailed() {
        rekeys =
                new RekeyCounts(rekeys.ikeSas(), rekeys.ikeSasFailed() + 1, rekeys.childSas(), rekeys.childSasFailed());
    }

    void childRekeyed() {
        rekeys =
                new RekeyCounts(rekeys.ikeSas(), rekeys.ikeSasFailed(), rekeys.childSas() + 1, rekeys.childSasFailed());
    }

    void childRekeyFailed() {
        rekeys =
                new RekeyCounts(rekeys.ikeSas(), rekeys.ikeSasFailed(), rekeys.childSas(), rekeys.childSasFailed() + 1);
    }

    RekeyCounts rekeys() {
        return rekeys;
    }

    PathTally paths() {
        return paths;
    }
}
