package org.sctpshim.shim.ipsec;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.registry.LocalEnd;

/**
 * Blocks clear SCTP of local ports for as long as anything uses them, counted, so that a port is not unblocked under an
 * attempt that has just begun. Any thread may call any method.
 */
final class PortGuards {
    private static final System.Logger LOG = System.getLogger(PortGuards.class.getName());

    private final DataPlane plane;
    private final Map<Integer, Integer> uses = new HashMap<>();

    PortGuards(DataPlane plane) {
        this.plane = plane;
    }

    /**
     * Blocks the end's port on each of its addresses, for one more use.
     *
     * @throws IOException if that failed: the use is counted all the same, and what was blocked stays blocked
     */
    synchronized void acquire(LocalEnd end) throws IOException {
        uses.merge(end.port(), 1, Integer::sum);
        for (InetAddress address : end.addresses()) {
            plane.guardListener(address, end.port());
        }
    }

    /** Gives up one use; after the last one the port is nobody's, and unblocked. */
    synchronized void release(LocalEnd end) {
        Integer left = uses.computeIfPresent(end.port(), (port, count) -> count == 1 ? null : count - 1);
        if (left != null) {
            return;
        }
        for (InetAddress address : end.addresses()) {
            try {
                plane.releaseListener(address, end.port());
            } catch (IOException e) {
                LOG.log(Level.WARNING, "port " + end.port() + " of " + address.getHostAddress() + " stays blocked", e);
            }
        }
    }
}
