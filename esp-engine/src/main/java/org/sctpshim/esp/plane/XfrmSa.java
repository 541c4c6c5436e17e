package org.sctpshim.esp.plane;

import java.net.InetAddress;

/**
 * An SA of the kernel.
 *
 * @param spi security parameters index
 * @param direction which packets it is for
 * @param flow whose packets they are
 */
record XfrmSa(int spi, Direction direction, XfrmFlow flow) implements PlaneSa {

    @Override
    public PlanePath path() {
        return flow.path();
    }

    /** The packets' destination, which names the SA together with its SPI. */
    InetAddress destination() {
        return direction == Direction.OUTBOUND ? path().remote() : path().local();
    }

    @Override
    public String toString() {
        return "%s SA 0x%08x of %s".formatted(direction == Direction.OUTBOUND ? "outbound" : "inbound", spi, flow);
    }
}
