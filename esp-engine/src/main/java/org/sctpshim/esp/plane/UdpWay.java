package org.sctpshim.esp.plane;

import org.sctpshim.esp.PacketBurst;
import org.sctpshim.esp.UdpEncapsulation;
import org.sctpshim.esp.linux.UdpPeer;

/**
 * A way within UDP.
 *
 * @param port by which local port
 * @param peer to whom
 */
record UdpWay(BurstUdpPort port, UdpPeer peer) implements WayOut {

    /** Whether packets go between these ends already. */
    boolean isBetween(UdpEncapsulation udp) {
        return port.local().equals(udp.source()) && peer.end().equals(udp.destination());
    }

    @Override
    public void add(PacketBurst burst, int slot) {
        port.add(burst.espOffset(slot), burst.espLength(slot), peer, burst.trafficClass(slot));
    }
}
