package org.sctpshim.esp;

/**
 * The path of the packet before: in most bursts packets of one path follow each other, and comparing is cheaper than
 * looking up. It holds slots and not references, for the same reason as {@link PacketBurst}.
 */
final class PathMemory {

    private static final int NONE = -1;

    private int slot = NONE;
    private int ports;

    /** Forgets, since SAs may be replaced or removed between two bursts. */
    void forget() {
        slot = NONE;
    }

    void remember(int slotOfPacket, int portsOfPacket) {
        slot = slotOfPacket;
        ports = portsOfPacket;
    }

    /** The slot of the packet before if it was of this packet's path, else -1. */
    int slotOf(IpHeader[] headers, IpHeader packet, int portsOfPacket) {
        return slot != NONE && ports == portsOfPacket && packet.hasAddressesOf(headers[slot]) ? slot : NONE;
    }
}
