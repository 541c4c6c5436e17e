package org.sctpshim.shim.kernel;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.sctpshim.shim.protection.AssociationEnds;

/**
 * Watches associations in the kernel's tables and tells of path states and of their end, each change once.
 *
 * <p>SCTP's own notification of a failed path comes tens of seconds late, while the table shows <em>potentially
 * failed</em> after about one second: hence a table that is read again and again, on one daemon thread. With nothing to
 * watch, nothing is read.
 *
 * <p>Any thread may call any method; listeners are called on the watcher's thread.
 */
public final class SctpPathWatcher implements Closeable {
    private static final Logger LOG = System.getLogger(SctpPathWatcher.class.getName());

    private static final long SHUTDOWN_POLL_NS = 10_000_000;

    private final KernelTables tables;
    private final long intervalNs;
    private final Set<WatchedAssociation> watched = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean closed;
    private boolean lastPollFailed;

    private SctpPathWatcher(KernelTables tables, Duration interval) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("the interval of the path watcher is positive, not " + interval);
        }
        this.tables = tables;
        this.intervalNs = interval.toNanos();
        this.thread = new Thread(this::run, "sctp-path-watcher");
        thread.setDaemon(true);
    }

    /**
     * Starts watching.
     *
     * @param interval pause between two readings
     */
    public static SctpPathWatcher start(KernelTables tables, Duration interval) {
        SctpPathWatcher watcher = new SctpPathWatcher(tables, interval);
        watcher.thread.start();
        return watcher;
    }

    /** A watcher without a thread, for whoever calls {@link #poll} himself. */
    public static SctpPathWatcher unstarted(KernelTables tables) {
        return new SctpPathWatcher(tables, Duration.ofDays(1));
    }

    /** Watches an association that is in the kernel now, or was until just now. */
    public Watch watchEstablished(AssociationEnds ends, AssociationListener listener) {
        return watch(new WatchedAssociation(ends, listener, true));
    }

    /** Watches for an association that is yet to be set up: it can be gone only after it was seen. */
    public Watch watchExpected(AssociationEnds ends, AssociationListener listener) {
        return watch(new WatchedAssociation(ends, listener, false));
    }

    private Watch watch(WatchedAssociation association) {
        watched.add(association);
        LockSupport.unpark(thread);
        return association::expectGone;
    }

    /** One association's watch. */
    @FunctionalInterface
    public interface Watch {
        /**
         * Says that the association is not to be set up any more: {@link AssociationListener#gone} comes as soon as it
         * is not in the kernel, even if it never was.
         */
        void expectGone();
    }

    private void run() {
        while (!closed) {
            if (watched.isEmpty()) {
                LockSupport.park(this);
            } else {
                poll();
                LockSupport.parkNanos(this, intervalNs);
            }
        }
    }

    /** Reads the tables once and tells the listeners what changed. */
    public void poll() {
        // Chosen before the tables are read: an association watched from now on may be younger than the snapshot.
        List<WatchedAssociation> before = new ArrayList<>(watched);
        before.forEach(WatchedAssociation::beforeSnapshot);
        List<KernelAssociation> associations;
        List<RemotePath> paths;
        try {
            associations = tables.associations();
            paths = tables.remotePaths();
        } catch (IOException e) {
            // Not readable is not the same as empty: nothing is gone, nothing changed.
            if (!lastPollFailed) {
                LOG.log(Level.WARNING, "cannot watch SCTP paths: " + e.getMessage());
            }
            lastPollFailed = true;
            return;
        }
        lastPollFailed = false;
        for (WatchedAssociation association : before) {
            observe(association, associations, paths);
        }
    }

    private void observe(WatchedAssociation association, List<KernelAssociation> associations, List<RemotePath> paths) {
        try {
            if (association.observe(associations, paths)) {
                watched.remove(association);
                association.tellGone();
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a listener to SCTP paths failed", e);
        }
    }

    /**
     * Waits until no watched association is being shut down any more, so that the last packets of each can still be
     * protected.
     *
     * @param limit longest wait
     */
    public void awaitShutdowns(Duration limit) {
        long endNs = System.nanoTime() + limit.toNanos();
        while (isShuttingDown()
                && System.nanoTime() < endNs
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, SHUTDOWN_POLL_NS);
        }
    }

    private boolean isShuttingDown() {
        try {
            return tables.associations().stream()
                    .filter(KernelAssociation::isShuttingDown)
                    .anyMatch(association -> watched.stream().anyMatch(watch -> watch.isOf(association)));
        } catch (IOException e) {
            return false; // nothing is known, so there is nothing to wait for
        }
    }

    /** Stops watching. Listeners hear nothing more, apart from a call that is under way. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
