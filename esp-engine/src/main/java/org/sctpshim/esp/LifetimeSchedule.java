package org.sctpshim.esp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** When which SA has to be looked at because time passes and not because packets do. Not thread-safe. */
final class LifetimeSchedule {

    private record Due(long sinceStartNs, long order) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(sinceStartNs, other.sinceStartNs);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final TreeMap<Due, SecurityAssociation> byTime = new TreeMap<>();
    private final Map<SecurityAssociation, List<Due>> ofSa = new HashMap<>();
    private long startNs;
    private boolean started;
    private long order;

    void add(SecurityAssociation sa, long nowNs) {
        if (!started) {
            started = true;
            startNs = nowNs;
        }
        schedule(sa, nowNs, sa.parameters().soft().timeNs());
        schedule(sa, nowNs, sa.parameters().hard().timeNs());
    }

    void remove(SecurityAssociation sa) {
        List<Due> dues = ofSa.remove(sa);
        if (dues != null) {
            dues.forEach(byTime::remove);
        }
    }

    void review(long nowNs, SaEvents events) {
        while (!byTime.isEmpty() && byTime.firstKey().sinceStartNs() <= nowNs - startNs) {
            SecurityAssociation sa = byTime.pollFirstEntry().getValue();
            sa.reviewLifetime(nowNs, events);
        }
    }

    private void schedule(SecurityAssociation sa, long nowNs, long inNs) {
        long age = nowNs - startNs;
        if (inNs > Long.MAX_VALUE - age) {
            return;
        }
        Due due = new Due(age + inNs, order++);
        byTime.put(due, sa);
        ofSa.computeIfAbsent(sa, ignored -> new ArrayList<>(2)).add(due);
    }
}
