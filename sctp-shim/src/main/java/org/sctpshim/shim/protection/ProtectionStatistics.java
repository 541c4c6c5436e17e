package org.sctpshim.shim.protection;

import java.util.Map;
import org.sctpshim.esp.plane.PlaneStatistics;
import org.sctpshim.ike.sa.DropReason;

/**
 * What protection has let through and what not, since it was opened.
 *
 * @param ikeSas IKE SAs that are established now
 * @param ikeDrops IKE messages that were dropped without an answer, by reason
 * @param plane what became of the packets of SCTP and ESP
 */
public record ProtectionStatistics(int ikeSas, Map<DropReason, Long> ikeDrops, PlaneStatistics plane) {
    public ProtectionStatistics {
        ikeDrops = Map.copyOf(ikeDrops);
    }
}
