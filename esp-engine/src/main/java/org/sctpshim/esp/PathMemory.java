package org.sctpshim.esp;

import org.jspecify.annotations.Nullable;

/**
 * The path of the packet before: in most bursts packets of one path follow each other, and comparing is cheaper than
 * looking up. It must be forgotten at the end of a burst, since the SA may be replaced or removed then.
 */
final class PathMemory {

    private @Nullable IpHeader header;
    private int ports;
    private @Nullable OutboundSa sa;

    boolean isOf(IpHeader packet, int packetPorts) {
        IpHeader last = header;
        return last != null && ports == packetPorts && packet.hasAddressesOf(last);
    }

    @Nullable
    OutboundSa sa() {
        return sa;
    }

    /** The header's addresses must not change until this is forgotten. */
    void remember(IpHeader packet, int packetPorts, @Nullable OutboundSa found) {
        header = packet;
        ports = packetPorts;
        sa = found;
    }

    void forget() {
        header = null;
        sa = null;
    }
}
