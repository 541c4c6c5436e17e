package org.sctpshim.esp.plane;

/**
 * One direction's SA as its plane holds it: what tells it from others, and the handle by which it is removed. Each plane
 * has a kind of its own, and takes back what it gave.
 */
public interface PlaneSa {

    /** Which packets an SA is for. */
    enum Direction {
        /** Packets to this machine, which it opens. */
        INBOUND,
        /** Packets from this machine, which it seals. */
        OUTBOUND
    }

    /** Security parameters index. */
    int spi();

    /** Which packets it is for. */
    Direction direction();

    /** The path whose packets they are. */
    PlanePath path();
}
