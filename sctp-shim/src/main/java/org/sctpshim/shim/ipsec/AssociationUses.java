package org.sctpshim.shim.ipsec;

import java.util.HashMap;
import java.util.Map;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SctpPorts;

/**
 * Counts what an association's SAs are needed for: claims on it, and attempts to protect it that are under way. Any
 * thread may call any method.
 */
final class AssociationUses {
    /** An association of this host. */
    record Key(PeerId peer, SctpPorts ports) {}

    private final Map<Key, Integer> uses = new HashMap<>();

    /** One more use. */
    synchronized void begin(Key association) {
        uses.merge(association, 1, Integer::sum);
    }

    /**
     * One use less.
     *
     * @return whether it was the last one
     * @throws IllegalStateException if there was none
     */
    synchronized boolean end(Key association) {
        if (!uses.containsKey(association)) {
            throw new IllegalStateException("given up more often than taken: " + association);
        }
        return uses.computeIfPresent(association, (key, count) -> count == 1 ? null : count - 1) == null;
    }

    /** Does something unless the association is in use, and keeps a use from beginning meanwhile. */
    synchronized void ifUnused(Key association, Runnable action) {
        if (!uses.containsKey(association)) {
            action.run();
        }
    }
}
