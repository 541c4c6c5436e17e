package org.sctpshim.esp.plane;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.sctpshim.esp.linux.EventFd;
import org.sctpshim.esp.linux.ReadinessPoll;
import org.sctpshim.esp.linux.RouteChanges;

/**
 * Keeps the routes to guarded hosts in step with the real ones, so that SCTP leaves a dead link as fast as it does without
 * a plane. One thread's duty.
 *
 * <p>The first change is followed at once. Further ones are gathered during a rest, so that a router whose table never
 * stands still costs a fifth of one core at most; the last one is always followed.
 */
final class RouteFollower {

    private static final int NO_LIMIT = -1;
    private static final long SHORTEST_REST_MS = 5;
    private static final long LONGEST_REST_MS = 1000;
    private static final int RESTS_PER_WORK = 4;

    private final RouteChanges changes;
    private final KernelGuards guards;

    RouteFollower(RouteChanges changes, KernelGuards guards) {
        this.changes = changes;
        this.guards = guards;
    }

    /** Works until told to stop. */
    void run(EventFd wakeUp, BooleanSupplier stopping) throws IOException {
        ReadinessPoll changed = ReadinessPoll.of(wakeUp, changes);
        ReadinessPoll rest = ReadinessPoll.of(wakeUp);
        while (!stopping.getAsBoolean()) {
            changed.await(NO_LIMIT);
            if (!stopping.getAsBoolean() && changes.take()) {
                long beganNs = System.nanoTime();
                guards.followRealRoutes();
                rest.await(restMs(System.nanoTime() - beganNs));
            }
        }
    }

    private static int restMs(long workNs) {
        long wantedMs = TimeUnit.NANOSECONDS.toMillis(workNs * RESTS_PER_WORK);
        return (int) Math.min(LONGEST_REST_MS, Math.max(SHORTEST_REST_MS, wantedMs));
    }
}
