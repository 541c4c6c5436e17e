package org.sctpshim.shim.ipsec;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sctpshim.esp.plane.DataPlane;

/** Looks once a second whether another program took away what blocks clear SCTP, and puts it back. */
final class GuardKeeper implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(GuardKeeper.class.getName());
    private static final long INTERVAL_SECONDS = 1;

    private final DataPlane plane;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sctp-shim-guard-keeper");
        thread.setDaemon(true);
        return thread;
    });

    private GuardKeeper(DataPlane plane) {
        this.plane = plane;
    }

    static GuardKeeper start(DataPlane plane) {
        GuardKeeper keeper = new GuardKeeper(plane);
        keeper.schedule();
        return keeper;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Ended by the executor's end; look() itself never throws.
    private void schedule() {
        executor.scheduleWithFixedDelay(this::look, INTERVAL_SECONDS, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            int missing = plane.restoreGuards();
            if (missing > 0) {
                LOG.log(
                        Level.WARNING,
                        "another program had removed {0} kernel entries that block clear SCTP; they are back: find out"
                                + " which program flushes rules, routes or policies",
                        missing);
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "cannot look after what blocks clear SCTP", e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
