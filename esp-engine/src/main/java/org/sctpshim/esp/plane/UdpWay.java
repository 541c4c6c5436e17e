package org.sctpshim.esp.plane;

import org.sctpshim.esp.PacketBurst;
import org.sctpshim.esp.linux.UdpPeer;

/**
 * A way within UDP.
 *
 * @param port by which local port
 * @param peer to whom
 */
record UdpWay(BurstUdpPort port, UdpPeer peer) implements WayOut {

    @Override
    public void add(PacketBurst burst, int slot) {
        port.add(burst.espOffset(slot), burst.espLength(slot), peer, burst.trafficClass(slot));
    }
}
