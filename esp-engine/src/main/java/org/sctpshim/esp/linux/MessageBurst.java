package org.sctpshim.esp.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What {@code sendmmsg(2)} and {@code recvmmsg(2)} take: for each message where its packet lies in one shared memory, the
 * peer's address and, for received IPv6, the traffic class. Made once, used for every burst; nothing is allocated a packet.
 *
 * <p>Threads: belongs to one thread at a time.
 */
public final class MessageBurst {

    private static final int VECTOR_BYTES = 16;
    private static final int NAME_BYTES = 32;
    private static final int CONTROL_BYTES = 64;

    private static final int IPV4_DESTINATION_AT = 16;
    private static final int IPV6_DESTINATION_AT = 24;

    private final NativeMemory packets;
    private final int slots;
    private final MessageHeaders headers;
    private final NativeMemory vectors;
    private final NativeMemory names;
    private final NativeMemory controls;
    private int size;

    /**
     * A burst over the given memory.
     *
     * @param packets where the packets of all messages lie
     * @param slots the largest number of messages a call
     */
    public MessageBurst(NativeMemory packets, int slots) {
        this.packets = packets;
        this.slots = slots;
        this.headers = new MessageHeaders(slots);
        this.vectors = NativeMemory.allocate(slots * VECTOR_BYTES);
        this.names = NativeMemory.allocate(slots * NAME_BYTES);
        this.controls = NativeMemory.allocate(slots * CONTROL_BYTES);
        for (int slot = 0; slot < slots; slot++) {
            headers.name(slot, names.address() + (long) slot * NAME_BYTES, NAME_BYTES);
            headers.vectors(slot, vectors.address() + (long) slot * VECTOR_BYTES, 1);
        }
    }

    /** How many messages are set up. */
    public int size() {
        return size;
    }

    /** Forgets all messages. */
    public void clear() {
        size = 0;
    }

    /**
     * Sets up the next message for sending an IP packet, to the destination in its header.
     *
     * @param offset where the packet's IP header starts
     * @param length octets with the header; at least a whole header
     */
    public void outgoing(int offset, int length) {
        int slot = add(offset, length);
        ByteBuffer memory = packets.buffer();
        boolean ipv6 = (memory.get(offset) & 0xf0) == 0x60;
        int name = slot * NAME_BYTES;
        names.buffer().putLong(name, 0);
        names.buffer().putShort(name, (short) (ipv6 ? Libc.AF_INET6 : Libc.AF_INET));
        if (ipv6) {
            names.buffer().put(name + SocketAddressCodec.IPV6_ADDRESS_AT, memory, offset + IPV6_DESTINATION_AT, 16);
            names.buffer().putInt(name + SocketAddressCodec.IPV6_ADDRESS_AT + 16, 0);
        } else {
            names.buffer().put(name + SocketAddressCodec.IPV4_ADDRESS_AT, memory, offset + IPV4_DESTINATION_AT, 4);
        }
        headers.nameLength(slot, ipv6 ? SocketAddressCodec.IPV6_BYTES : SocketAddressCodec.IPV4_BYTES);
        headers.control(slot, 0, 0);
    }

    /** Sets up the next message for receiving into this place. */
    public void incoming(int offset, int room) {
        int slot = add(offset, room);
        headers.nameLength(slot, NAME_BYTES);
        headers.control(slot, controls.address() + (long) slot * CONTROL_BYTES, CONTROL_BYTES);
    }

    private int add(int offset, int length) {
        if (size == slots) {
            throw new IllegalStateException("all " + slots + " messages are set up");
        }
        java.util.Objects.checkFromIndexSize(offset, length, packets.capacity());
        int slot = size++;
        vectors.buffer()
                .putLong(slot * VECTOR_BYTES, packets.address() + offset)
                .putLong(slot * VECTOR_BYTES + 8, length);
        return slot;
    }

    /** How many octets were received. */
    public int length(int slot) {
        return headers.length(slot);
    }

    /** Whether the packet was longer than its place and was cut. */
    public boolean isCut(int slot) {
        return headers.isCut(slot);
    }

    /** The first eight octets of the IPv6 address a message came from, big-endian. */
    public long ipv6SourceHigh(int slot) {
        return bigEndian(names.buffer().getLong(slot * NAME_BYTES + SocketAddressCodec.IPV6_ADDRESS_AT));
    }

    /** The last eight octets of the IPv6 address a message came from, big-endian. */
    public long ipv6SourceLow(int slot) {
        return bigEndian(names.buffer().getLong(slot * NAME_BYTES + SocketAddressCodec.IPV6_ADDRESS_AT + 8));
    }

    /** The traffic class octet of a received IPv6 packet, 0 if the kernel did not tell it. */
    public int trafficClass(int slot) {
        int told = ControlMessages.read(
                controls.buffer(),
                slot * CONTROL_BYTES,
                headers.controlLength(slot),
                ControlMessages.SOL_IPV6,
                ControlMessages.IPV6_TCLASS);
        return Math.max(0, told) & 0xff;
    }

    private static long bigEndian(long word) {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Long.reverseBytes(word) : word;
    }

    MessageHeaders headers() {
        return headers;
    }
}
