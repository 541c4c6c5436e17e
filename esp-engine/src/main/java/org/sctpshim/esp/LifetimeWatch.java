package org.sctpshim.esp;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Watches one SA's soft and hard lifetime.
 *
 * <p>Threads: the packet thread and the thread that polls events may both call; each event is raised once.
 */
final class LifetimeWatch {

    private static final int SOFT_RAISED = 1;
    private static final int HARD_RAISED = 2;

    private final Lifetime soft;
    private final Lifetime hard;
    private final long installedAtNs;
    private final AtomicInteger raised = new AtomicInteger();

    /** What has to be reached before anything new is due: the earlier of both limits, then the hard one alone. */
    private volatile Lifetime next;

    LifetimeWatch(Lifetime soft, Lifetime hard, long nowNs) {
        this.soft = soft;
        this.hard = hard;
        this.installedAtNs = nowNs;
        this.next = new Lifetime(
                Math.min(soft.packets(), hard.packets()),
                Math.min(soft.bytes(), hard.bytes()),
                Math.min(soft.timeNs(), hard.timeNs()));
    }

    /** What has to be reached before anything new is due. */
    Lifetime next() {
        return next;
    }

    /** Raises what is due and tells whether the SA is still alive. */
    boolean review(SecurityAssociation sa, long packets, long bytes, long nowNs, SaEvents events) {
        long ageNs = nowNs - installedAtNs;
        boolean dead = isDead() || hard.isReached(packets, bytes, ageNs);
        if (dead) {
            if (raise(HARD_RAISED)) {
                events.add(new SaEvent.HardLifetimeReached(sa));
            }
        } else if (soft.isReached(packets, bytes, ageNs)) {
            next = hard;
            if (raise(SOFT_RAISED)) {
                events.add(new SaEvent.SoftLifetimeReached(sa));
            }
        }
        return !dead;
    }

    private boolean isDead() {
        return (raised.get() & HARD_RAISED) != 0;
    }

    private boolean raise(int event) {
        return (raised.getAndUpdate(bits -> bits | event) & event) == 0;
    }
}
