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

    private volatile Consumer<PlaneSa> replacement = sa -> {};

    /** Has used-up SAs replaced by this from now on; it hands on and returns at once. */
    void replaceBy(Consumer<PlaneSa> whoever) {
        replacement = whoever;
    }

    @Override
    public void on(PlaneEvent event) {
        if (event instanceof PlaneEvent.SaExpiring expiring) {
            replacement.accept(expiring.sa());
        } else if (event instanceof PlaneEvent.SaExpired expired) {
            LOG.log(Level.WARNING, "{0} is used up and has stopped before it was replaced", expired.sa());
            replacement.accept(expired.sa());
        } else if (event instanceof PlaneEvent.PlaneFailed failed) {
            LOG.log(Level.ERROR, "the data plane failed: {0}; everything guarded stays blocked", failed.reason());
        }
    }
}
