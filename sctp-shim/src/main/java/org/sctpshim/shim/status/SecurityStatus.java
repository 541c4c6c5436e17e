package org.sctpshim.shim.status;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sctpshim.esp.plane.PathStatistics;
import org.sctpshim.esp.plane.PlanePath;
import org.sctpshim.esp.plane.PlaneStatistics;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.registry.AddressPair;

/**
 * How protection stood at one moment. What IKE knows was true at one instant; what the data plane counted was read right
 * after it.
 *
 * @param takenNs when, as {@link System#nanoTime} tells it: the other times in here are to be compared with it
 * @param halfOpenIkeSas how many IKE SAs are not authenticated yet, whoever began them
 * @param peers every configured peer, in the order of the configuration
 * @param ikeDrops how many IKE messages were dropped so far; a reason that is missing never occurred
 * @param plane what the data plane has counted so far
 * @param ownCertificates this host's own, the preferred first
 */
public record SecurityStatus(
        long takenNs,
        int halfOpenIkeSas,
        List<PeerStatus> peers,
        Map<DropReason, Long> ikeDrops,
        PlaneStatistics plane,
        List<CertificateStatus> ownCertificates) {
    /** Copies list and map. */
    public SecurityStatus {
        peers = List.copyOf(peers);
        ikeDrops = Map.copyOf(ikeDrops);
        ownCertificates = List.copyOf(ownCertificates);
    }

    /** What has passed between two addresses, for all ports together; empty if there never was an SA. */
    public Optional<PathStatistics> traffic(AddressPair pair) {
        return plane.path(new PlanePath(pair.local(), pair.remote()));
    }

    /** The peer of a name. */
    public Optional<PeerStatus> peer(String name) {
        return peers.stream().filter(peer -> peer.id().name().equals(name)).findFirst();
    }
}
