package org.sctpshim.esp.plane;

import java.net.InetAddress;
import java.util.Optional;
import org.sctpshim.esp.SaParameters;
import org.sctpshim.esp.TunnelEnds;

/**
 * An SA of the kernel.
 *
 * @param spi security parameters index
 * @param direction which packets it is for
 * @param flow whose packets they are
 * @param tunnel the outer addresses in tunnel mode
 */
record XfrmSa(int spi, Direction direction, XfrmFlow flow, Optional<TunnelEnds> tunnel) implements PlaneSa {

    static XfrmSa outbound(SaParameters parameters) {
        PlanePath path = new PlanePath(parameters.source(), parameters.destination());
        XfrmFlow flow = new XfrmFlow(
                path, parameters.ports().source(), parameters.ports().destination());
        return new XfrmSa(parameters.spi(), Direction.OUTBOUND, flow, parameters.tunnel());
    }

    static XfrmSa inbound(SaParameters parameters) {
        PlanePath path = new PlanePath(parameters.destination(), parameters.source());
        XfrmFlow flow = new XfrmFlow(
                path, parameters.ports().destination(), parameters.ports().source());
        return new XfrmSa(parameters.spi(), Direction.INBOUND, flow, parameters.tunnel());
    }

    @Override
    public PlanePath path() {
        return flow.path();
    }

    /** Where its ESP packets come from. */
    InetAddress source() {
        return tunnel.map(TunnelEnds::source)
                .orElse(direction == Direction.OUTBOUND ? path().local() : path().remote());
    }

    /** Where its ESP packets go to, which names the SA together with its SPI. */
    InetAddress destination() {
        return tunnel.map(TunnelEnds::destination)
                .orElse(direction == Direction.OUTBOUND ? path().remote() : path().local());
    }

    @Override
    public String toString() {
        return "%s SA 0x%08x of %s".formatted(direction == Direction.OUTBOUND ? "outbound" : "inbound", spi, flow);
    }
}
