package org.sctpshim.shim.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PathState;
import org.sctpshim.registry.PathView;
import org.sctpshim.shim.status.PathHistory;
import org.sctpshim.shim.status.PeerStatus;
import org.sctpshim.shim.status.SecurityStatus;
import org.sctpshim.shim.status.SecurityView;

/**
 * One registry's meters and the reading that they show. The first meter to be read takes a reading for all of them.
 *
 * <p>Any thread may read. A thread that comes while another one is taking a reading does not wait and shows the one
 * before: registries call back into meters under locks of their own.
 */
final class Binding {
    /** Longer than a scrape takes, shorter than the pause between two. */
    static final long GOOD_FOR_NS = Duration.ofSeconds(1).toNanos();

    private static final System.Logger LOG = System.getLogger(Binding.class.getName());

    private final SecurityView view;
    private final MeterRegistry registry;
    private final ReentrantLock reading = new ReentrantLock();
    private final MeterGroup<SecurityStatus> host;
    private final GroupTable<String, PeerStatus> peers;
    private final GroupTable<PathKey, PathFigures> paths;
    private final GroupTable<PathKey, PathHistory> histories;
    private volatile long triedNs;
    private volatile boolean tried;
    private volatile boolean closed;
    private boolean failing;

    Binding(SecurityView view, MeterRegistry registry, Tags tags) {
        this.view = view;
        this.registry = registry;
        this.host = Catalogue.host(new MeterGroup<>(registry, tags, this::freshen));
        this.peers = new GroupTable<>(
                name -> Catalogue.peer(new MeterGroup<>(registry, tags.and("peer", name), this::freshen)));
        this.paths =
                new GroupTable<>(key -> Catalogue.path(new MeterGroup<>(registry, key.addedTo(tags), this::freshen)));
        this.histories = new GroupTable<>(
                key -> Catalogue.history(new MeterGroup<>(registry, key.addedTo(tags), this::freshen)));
    }

    /** Takes a reading unless there is one that is fresh enough. Never throws. */
    void freshen() {
        if (closed || isFresh() || reading.isHeldByCurrentThread() || !reading.tryLock()) {
            return;
        }
        try {
            if (!closed && !isFresh()) {
                read();
            }
        } finally {
            reading.unlock();
        }
    }

    private boolean isFresh() {
        return tried && registry.config().clock().monotonicTime() - triedNs < GOOD_FOR_NS;
    }

    /** Takes a reading; a scrape must not fail, whatever the view, a filter or the registry does. */
    private void read() {
        try {
            take(view.status());
            failing = false;
        } catch (IOException | RuntimeException e) {
            LOG.log(failing ? Level.DEBUG : Level.WARNING, "metrics cannot be read for now: " + e.getMessage(), e);
            failing = true;
            host.unknown();
            peers.unknown();
            paths.unknown();
            histories.unknown();
        } finally {
            // A reading that failed after a long wait counts from its end, or the rest of the scrape would wait as
            // well.
            triedNs = registry.config().clock().monotonicTime();
            tried = true;
        }
    }

    private void take(SecurityStatus status) {
        host.show(status);
        Map<String, PeerStatus> byName = new LinkedHashMap<>();
        Map<PathKey, PathFigures> figures = new LinkedHashMap<>();
        Map<PathKey, PathHistory> past = new LinkedHashMap<>();
        for (PeerStatus peer : status.peers()) {
            String name = peer.id().name();
            byName.put(name, peer);
            for (PathView path : peer.paths()) {
                AddressPair pair = path.id().pair();
                boolean isProtected = path.state() == PathState.PROTECTED;
                figures.merge(
                        new PathKey(name, pair),
                        new PathFigures(isProtected, status.traffic(pair)),
                        PathFigures::alongside);
            }
            peer.history().forEach(history -> past.put(new PathKey(name, history.pair()), history));
        }
        peers.show(byName);
        paths.show(figures);
        histories.show(past);
    }

    void close() {
        closed = true;
        reading.lock();
        try {
            host.remove();
            peers.show(Map.of());
            paths.show(Map.of());
            histories.show(Map.of());
        } finally {
            reading.unlock();
        }
    }
}
