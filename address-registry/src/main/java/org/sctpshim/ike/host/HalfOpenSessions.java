package org.sctpshim.ike.host;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The sessions that others initiated and that are not authenticated yet, counted by where they came from. */
final class HalfOpenSessions {
    private final Set<SessionEntry> all = new LinkedHashSet<>();
    private final Map<InetAddress, Integer> bySource = new LinkedHashMap<>();
    private final Map<InetAddress, Integer> provenBySource = new LinkedHashMap<>();

    void add(SessionEntry entry) {
        if (entry.initiatedFrom != null && all.add(entry)) {
            bySource.merge(entry.initiatedFrom, 1, Integer::sum);
            if (entry.showedCookie) {
                provenBySource.merge(entry.initiatedFrom, 1, Integer::sum);
            }
        }
    }

    /** Takes out what is authenticated or ended; does nothing where it was taken out before. */
    void remove(SessionEntry entry) {
        if (entry.initiatedFrom != null && all.remove(entry)) {
            bySource.computeIfPresent(entry.initiatedFrom, (source, count) -> count == 1 ? null : count - 1);
            if (entry.showedCookie) {
                provenBySource.computeIfPresent(entry.initiatedFrom, (source, count) -> count == 1 ? null : count - 1);
            }
        }
    }

    int total() {
        return all.size();
    }

    int from(InetAddress source) {
        return bySource.getOrDefault(source, 0);
    }

    /** How many of those from there showed a cookie. */
    int provenFrom(InetAddress source) {
        return provenBySource.getOrDefault(source, 0);
    }
}
