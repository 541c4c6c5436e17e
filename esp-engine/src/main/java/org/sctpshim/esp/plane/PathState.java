package org.sctpshim.esp.plane;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.OptionalLong;

/**
 * What the packet threads know of a path. Its index is the tag of the path's SAs.
 *
 * <p>Threads: sent figures are written by the outbound thread, received ones by the inbound thread; any may read.
 */
final class PathState {

    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int SENT_PACKETS = 0;
    private static final int SENT_BYTES = 1;
    private static final int RECEIVED_PACKETS = 0;
    private static final int RECEIVED_BYTES = 1;
    private static final int LAST_RECEIVED_NS = 2;

    private final PlanePath path;
    private final int index;
    private final PeerSighting sighting = new PeerSighting();
    private volatile WayOut way;
    private final long[] sent = new long[2];
    private final long[] received = new long[3];

    PathState(PlanePath path, int index, WayOut way) {
        this.path = path;
        this.index = index;
        this.way = way;
    }

    PlanePath path() {
        return path;
    }

    int index() {
        return index;
    }

    /** How the path's ESP packets leave. */
    WayOut way() {
        return way;
    }

    /** Where the peer was seen last. Of the inbound thread. */
    PeerSighting sighting() {
        return sighting;
    }

    /** Takes another way from the next packet on. */
    void sendBy(WayOut other) {
        way = other;
    }

    void sent(int bytes) {
        add(sent, SENT_PACKETS, 1);
        add(sent, SENT_BYTES, bytes);
    }

    void received(int bytes, long nowNs) {
        CELL.setOpaque(received, LAST_RECEIVED_NS, nowNs);
        add(received, RECEIVED_BYTES, bytes);
        add(received, RECEIVED_PACKETS, 1);
    }

    PathStatistics statistics() {
        long packets = read(received, RECEIVED_PACKETS);
        return new PathStatistics(
                path,
                read(sent, SENT_PACKETS),
                read(sent, SENT_BYTES),
                packets,
                read(received, RECEIVED_BYTES),
                packets == 0 ? OptionalLong.empty() : OptionalLong.of(read(received, LAST_RECEIVED_NS)));
    }

    private static void add(long[] cells, int cell, long amount) {
        CELL.setOpaque(cells, cell, read(cells, cell) + amount);
    }

    private static long read(long[] cells, int cell) {
        return (long) CELL.getOpaque(cells, cell);
    }
}
