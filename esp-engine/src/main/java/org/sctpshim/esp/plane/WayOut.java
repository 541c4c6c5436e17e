package org.sctpshim.esp.plane;

import org.sctpshim.esp.PacketBurst;

/** How the sealed packets of a path leave. Of the outbound thread. */
sealed interface WayOut permits OutboundSocket, UdpWay {

    /** Takes a sealed packet, to be sent with the rest of its burst. */
    void add(PacketBurst burst, int slot);
}
