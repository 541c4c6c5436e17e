package org.sctpshim.esp.plane;

import org.sctpshim.esp.linux.XfrmPolicy;
import org.sctpshim.esp.linux.XfrmTemplate;
import org.sctpshim.esp.plane.KernelEntry.PolicyEntry;

/**
 * The SCTP packets between two ends, in both directions: what one policy out and one policy in are for.
 *
 * @param path the two addresses
 * @param localPort the local SCTP port, 0 for any
 * @param remotePort the peer's SCTP port, 0 for any
 */
record XfrmFlow(PlanePath path, int localPort, int remotePort) {

    /** What has the flow's packets sealed, by this SA and no other. */
    PolicyEntry sealedBy(int spi, int requestId, PlaneSettings settings) {
        XfrmTemplate template = new XfrmTemplate(path.local(), path.remote(), spi, requestId);
        return new PolicyEntry(XfrmPolicy.protect(
                XfrmPolicy.Direction.OUT, localPort, remotePort, template, settings.passPolicyPriority()));
    }

    /** What lets the flow's packets in that were opened, by any of its SAs. */
    PolicyEntry opened(int requestId, PlaneSettings settings) {
        XfrmTemplate template = new XfrmTemplate(path.remote(), path.local(), 0, requestId);
        return new PolicyEntry(XfrmPolicy.protect(
                XfrmPolicy.Direction.IN, remotePort, localPort, template, settings.passPolicyPriority()));
    }
}
