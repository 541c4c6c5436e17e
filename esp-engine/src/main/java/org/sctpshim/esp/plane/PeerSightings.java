package org.sctpshim.esp.plane;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells once where the peer of an encapsulated path is now. The kernel asks with every authentic packet that comes from
 * there, until the SA is moved.
 *
 * <p>Threads: any.
 */
final class PeerSightings {

    private final PlaneListener listener;
    private final Map<PlanePath, InetSocketAddress> told = new HashMap<>();

    PeerSightings(PlaneListener listener) {
        this.listener = listener;
    }

    /** An authentic packet of the path came from here. */
    void seen(PlanePath path, InetSocketAddress from) {
        synchronized (told) {
            if (from.equals(told.put(path, from))) {
                return;
            }
        }
        listener.on(new PlaneEvent.PeerRemapped(path, from));
    }

    /** The path's packets go elsewhere from now on, or nowhere: the next sighting is news. */
    void moved(PlanePath path) {
        synchronized (told) {
            told.remove(path);
        }
    }
}
