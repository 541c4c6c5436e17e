package org.sctpshim.shim.ipsec;

import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PathId;
import org.sctpshim.shim.status.PathHistory;

/**
 * How often one peer's paths became protected and lost it. What was lost is remembered for a while, since the end that
 * did not open an association forgets a path as soon as it is lost; but neither for ever nor without number, since a
 * peer may go through addresses. One thread at a time.
 */
final class PathTally {
    static final long KEEP_LOST_NS = Duration.ofMinutes(10).toNanos();
    static final int MAX_LOST_PAIRS = 64;

    private static final class Entry {
        private final Set<PathId> isProtected = new HashSet<>();
        private long gained;
        private long lost;
        private long changedNs;
        private Optional<String> lastLoss = Optional.empty();

        PathHistory history(AddressPair pair) {
            return new PathHistory(pair, gained, lost, changedNs, lastLoss);
        }
    }

    /** In the order of the last change, the oldest first. */
    private final Map<AddressPair, Entry> pairs = new LinkedHashMap<>();

    void gained(PathId path, long nowNs) {
        Entry entry = pairs.getOrDefault(path.pair(), new Entry());
        if (entry.isProtected.add(path)) {
            entry.gained++;
            changed(path.pair(), entry, nowNs);
        }
    }

    void lost(PathId path, String reason, long nowNs) {
        Entry entry = pairs.get(path.pair());
        if (entry != null && entry.isProtected.remove(path)) {
            entry.lost++;
            entry.lastLoss = Optional.of(reason);
            changed(path.pair(), entry, nowNs);
        }
    }

    private void changed(AddressPair pair, Entry entry, long nowNs) {
        entry.changedNs = nowNs;
        pairs.remove(pair);
        pairs.put(pair, entry);
        forget(nowNs);
    }

    private void forget(long nowNs) {
        long lostPairs = pairs.values().stream()
                .filter(entry -> entry.isProtected.isEmpty())
                .count();
        Iterator<Entry> oldestFirst = pairs.values().iterator();
        while (oldestFirst.hasNext()) {
            Entry entry = oldestFirst.next();
            if (entry.isProtected.isEmpty() && (lostPairs > MAX_LOST_PAIRS || nowNs - entry.changedNs > KEEP_LOST_NS)) {
                oldestFirst.remove();
                lostPairs--;
            }
        }
    }

    List<PathHistory> histories(long nowNs) {
        forget(nowNs);
        return pairs.entrySet().stream()
                .map(each -> each.getValue().history(each.getKey()))
                .toList();
    }
}
