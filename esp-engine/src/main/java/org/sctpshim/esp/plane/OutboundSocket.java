package org.sctpshim.esp.plane;

import org.sctpshim.esp.PacketBurst;
import org.sctpshim.esp.linux.MessageBurst;
import org.sctpshim.esp.linux.NativeMemory;
import org.sctpshim.esp.linux.RawEspSocket;

/** The raw socket of one local address with the part of the current burst that leaves by it. Of the outbound thread. */
final class OutboundSocket implements WayOut {

    private final RawEspSocket socket;
    private final MessageBurst pending;

    OutboundSocket(RawEspSocket socket, NativeMemory packets, int slots) {
        this.socket = socket;
        this.pending = new MessageBurst(packets, slots);
    }

    RawEspSocket socket() {
        return socket;
    }

    @Override
    public void add(PacketBurst burst, int slot) {
        pending.outgoing(burst.offset(slot), burst.length(slot));
    }

    /** Sends what was added and tells how many packets the kernel refused. */
    int flush() {
        if (pending.size() == 0) {
            return 0;
        }
        int refused = pending.size() - socket.send(pending);
        pending.clear();
        return refused;
    }
}
