package org.sctpshim.ike.host;

import java.util.EnumMap;
import java.util.Map;
import org.sctpshim.ike.sa.DropReason;

/** How many IKE messages were dropped, by reason. */
final class DropCounters {
    private final Map<DropReason, Long> counts = new EnumMap<>(DropReason.class);

    void count(DropReason reason) {
        counts.merge(reason, 1L, Long::sum);
    }

    Map<DropReason, Long> snapshot() {
        return Map.copyOf(counts);
    }
}
