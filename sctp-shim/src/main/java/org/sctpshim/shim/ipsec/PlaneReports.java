package org.sctpshim.shim.ipsec;

import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.sctpshim.esp.plane.PlaneEvent;
import org.sctpshim.esp.plane.PlaneListener;
import org.sctpshim.esp.plane.PlaneSa;

/**
 * Hears of the data plane, on its threads: SAs that are used up are to be replaced, and what fails is logged. A plane is
 * there before IKE is, so who replaces comes later; until then there are no SAs.
 */
final class PlaneReports implements PlaneListener {
    private static final System.Logger LOG = System.getLogger(PlaneReports.class.getName());

    private volatile Consumer<PlaneSa> due = sa -> {};
    private volatile Consumer<PlaneSa> replacement = sa -> {};
    private volatile Consumer<PlaneEvent.PeerRemapped> follower = peer -> {};

    /**
     * Tells these from now on; they hand on and return at once.
     *
     * @param softly of SAs that have reached their soft lifetime
     * @param whoever of SAs that are used up and have stopped
     */
    void tell(Consumer<PlaneSa> softly, Consumer<PlaneSa> whoever) {
        due = softly;
        replacement = whoever;
    }

    /** Has this told where peers were seen from now on; it hands on and returns at once. */
    void tellOfPeers(Consumer<PlaneEvent.PeerRemapped> whoever) {
        follower = whoever;
    }

    @Override
    public void on(PlaneEvent event) {
        if (event instanceof PlaneEvent.SaExpiring expiring) {
            due.accept(expiring.sa());
        } else if (event instanceof PlaneEvent.SaExpired expired) {
            LOG.log(Level.WARNING, "{0} is used up and has stopped before it was replaced", expired.sa());
            replacement.accept(expired.sa());
        } else if (event instanceof PlaneEvent.PeerRemapped remapped) {
            follower.accept(remapped);
        } else if (event instanceof PlaneEvent.PlaneFailed failed) {
            LOG.log(Level.ERROR, "the data plane failed: {0}; everything guarded stays blocked", failed.reason());
        }
    }
}
