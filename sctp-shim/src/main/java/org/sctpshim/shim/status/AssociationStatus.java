package org.sctpshim.shim.status;

import java.util.List;
import org.sctpshim.registry.PathState;
import org.sctpshim.registry.PathView;
import org.sctpshim.registry.SctpPorts;

/**
 * An association as protection sees it: its ports and its paths. Whether SCTP has set it up is the kernel's to say.
 *
 * @param ports its two SCTP ports
 * @param paths its paths to authorised addresses of the peer, crossed pairs included
 */
public record AssociationStatus(SctpPorts ports, List<PathView> paths) {
    /** How well an association is protected. What is not protected is blocked, never in clear. */
    public enum State {
        /** Every path is. */
        PROTECTED,
        /** Some paths are. */
        DEGRADED,
        /** No path is. */
        UNPROTECTED
    }

    /** Copies the list. */
    public AssociationStatus {
        paths = List.copyOf(paths);
    }

    /** How many paths are protected. */
    public int protectedPaths() {
        return (int) paths.stream()
                .filter(path -> path.state() == PathState.PROTECTED)
                .count();
    }

    /** How well it is protected. */
    public State state() {
        if (protectedPaths() == 0) {
            return State.UNPROTECTED;
        }
        return protectedPaths() == paths.size() ? State.PROTECTED : State.DEGRADED;
    }
}
