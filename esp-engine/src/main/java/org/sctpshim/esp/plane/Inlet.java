package org.sctpshim.esp.plane;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.PacketBurst;
import org.sctpshim.esp.linux.UdpPeer;

/** Where sealed packets come in. Of the inbound thread. */
sealed interface Inlet permits InboundSocket, InboundUdp {

    /**
     * Fills the burst, which must be empty.
     *
     * @param fresh whether to ask the kernel for what waits, and not to go on with what was taken before
     * @return whether there is more of what was taken
     */
    boolean take(PacketBurst burst, boolean fresh) throws IOException;

    /** The place that an opened packet of the path came from, if that is news, else null. */
    @Nullable
    UdpPeer news(PathState path, int slot);
}
