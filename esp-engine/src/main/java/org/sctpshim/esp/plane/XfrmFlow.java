package org.sctpshim.esp.plane;

import java.net.InetAddress;
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
    PolicyEntry sealedBy(XfrmSa sa, int requestId, PlaneSettings settings) {
        InetAddress from = path.local();
        InetAddress to = path.remote();
        return new PolicyEntry(XfrmPolicy.protect(
                XfrmPolicy.Direction.OUT,
                from,
                localPort,
                to,
                remotePort,
                template(sa, sa.spi(), requestId),
                settings.passPolicyPriority()));
    }

    /** What lets the flow's packets in that were opened, by any of its SAs that are like this one. */
    PolicyEntry openedLike(XfrmSa sa, int requestId, PlaneSettings settings) {
        InetAddress from = path.remote();
        InetAddress to = path.local();
        return new PolicyEntry(XfrmPolicy.protect(
                XfrmPolicy.Direction.IN,
                from,
                remotePort,
                to,
                localPort,
                template(sa, 0, requestId),
                settings.passPolicyPriority()));
    }

    private static XfrmTemplate template(XfrmSa sa, int spi, int requestId) {
        return new XfrmTemplate(
                sa.source(), sa.destination(), spi, requestId, sa.tunnel().isPresent());
    }
}
