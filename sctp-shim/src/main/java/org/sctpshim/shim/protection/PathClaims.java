package org.sctpshim.shim.protection;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Counts the claims on every path, so that a path loses its protection with its last claim and not before. For an
 * {@link AssociationProtection} to use. One thread at a time.
 */
public final class PathClaims {
    /**
     * One pair of addresses and ports.
     *
     * @param local our address
     * @param localPort our SCTP port
     * @param remote the peer's address
     * @param remotePort the peer's SCTP port
     */
    public record ClaimedPath(InetAddress local, int localPort, InetAddress remote, int remotePort) {}

    private final Map<ClaimedPath, Integer> claims = new HashMap<>();

    /** No claims yet. */
    public PathClaims() {}

    /** Adds one claim to every path of an association; returns the paths that had none. */
    public Set<ClaimedPath> claim(ProtectedAssociation association) {
        Set<ClaimedPath> first = new LinkedHashSet<>();
        for (ClaimedPath path : paths(association)) {
            if (claims.merge(path, 1, Integer::sum) == 1) {
                first.add(path);
            }
        }
        return first;
    }

    /**
     * Takes one claim from every path of an association; returns the paths that have none left.
     *
     * @throws IllegalStateException if a path of it has no claim
     */
    public Set<ClaimedPath> release(ProtectedAssociation association) {
        Set<ClaimedPath> paths = paths(association);
        if (!claims.keySet().containsAll(paths)) {
            throw new IllegalStateException("released more often than claimed: " + association.ends());
        }
        Set<ClaimedPath> last = new LinkedHashSet<>();
        for (ClaimedPath path : paths) {
            if (claims.computeIfPresent(path, (key, count) -> count == 1 ? null : count - 1) == null) {
                last.add(path);
            }
        }
        return last;
    }

    /** Whether any path between these ports has a claim. */
    public boolean isClaimed(int localPort, int remotePort) {
        return claims.keySet().stream()
                .anyMatch(path -> path.localPort() == localPort && path.remotePort() == remotePort);
    }

    private static Set<ClaimedPath> paths(ProtectedAssociation association) {
        Set<ClaimedPath> paths = new LinkedHashSet<>();
        for (InetAddress local : association.local().addresses()) {
            for (InetAddress remote : association.remoteAddresses()) {
                paths.add(new ClaimedPath(local, association.local().port(), remote, association.remotePort()));
            }
        }
        return paths;
    }
}
