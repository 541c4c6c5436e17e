package org.sctpshim.esp.plane;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.PacketBurst;
import org.sctpshim.esp.linux.DatagramArrivals;
import org.sctpshim.esp.linux.UdpPeer;

/**
 * Receives from one shared port: takes what waits at once, and then hands the ESP of it out in bursts. A train of datagrams
 * may be longer than a burst, so they are copied into their slots. Of the inbound thread.
 */
final class InboundUdp implements Inlet {

    private final BurstUdpPort port;
    private final DatagramArrivals arrivals;
    private final RememberedPairs pairs;
    private final int[] messageOfSlot;
    private int message;
    private int at;

    InboundUdp(BurstUdpPort port, DatagramArrivals arrivals, int slots) {
        this.port = port;
        this.arrivals = arrivals;
        this.pairs = new RememberedPairs(port.local().getAddress());
        this.messageOfSlot = new int[slots];
    }

    @Override
    public boolean take(PacketBurst burst, boolean fresh) throws IOException {
        if (fresh) {
            port.socket().receive(arrivals);
            message = 0;
            at = 0;
        }
        while (message < arrivals.count() && burst.size() < burst.slots()) {
            int left = arrivals.length(message) - at;
            int length = Math.min(left, arrivals.segmentBytes(message));
            int offset = arrivals.offset(message) + at;
            if (port.handover().leavesEsp(arrivals, message, offset, length)) {
                copy(burst, offset, length);
            }
            at += length;
            if (left <= length) {
                message++;
                at = 0;
            }
        }
        return message < arrivals.count();
    }

    private void copy(PacketBurst burst, int offset, int length) {
        int taken = length > PacketBurst.ROOM ? 0 : length;
        burst.memory().put(burst.roomOffset(burst.size()), arrivals.memory(), offset, taken);
        int slot = burst.filledBare(
                taken,
                pairs.from(arrivals.sourceHigh(message), arrivals.sourceLow(message)),
                arrivals.trafficClass(message));
        messageOfSlot[slot] = message;
    }

    @Override
    public @Nullable UdpPeer news(PathState path, int slot) {
        return path.way() instanceof UdpWay way ? path.sighting().news(way, arrivals, messageOfSlot[slot]) : null;
    }
}
