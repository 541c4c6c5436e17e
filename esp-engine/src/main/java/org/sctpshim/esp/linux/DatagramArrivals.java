package org.sctpshim.esp.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * UDP datagrams as {@code recvmmsg(2)} delivers them: messages of 64 KiB at most, each one datagram or, where the kernel
 * has put them together ({@code UDP_GRO}), a train of one length whose last one may be shorter. Made once, used for every
 * burst.
 *
 * <p>Threads: belongs to one thread at a time.
 */
public final class DatagramArrivals {

    /** The longest datagram that UDP has, rounded up. */
    private static final int ROOM = 65_536;

    private static final int VECTOR_BYTES = 16;
    private static final int NAME_BYTES = 32;
    private static final int CONTROL_BYTES = 4 * ControlMessages.ONE;

    private final int slots;
    private final NativeMemory memory;
    private final MessageHeaders headers;
    private final NativeMemory names;
    private final NativeMemory controls;
    private int count;
    private boolean ipv6;

    /** Room for this many messages a call. */
    public DatagramArrivals(int slots) {
        this.slots = slots;
        this.memory = NativeMemory.of(ByteBuffer.allocateDirect(slots * ROOM));
        this.headers = new MessageHeaders(slots);
        NativeMemory vectors = NativeMemory.allocate(slots * VECTOR_BYTES);
        this.vectorsKeptAlive = vectors;
        this.names = NativeMemory.allocate(slots * NAME_BYTES);
        this.controls = NativeMemory.allocate(slots * CONTROL_BYTES);
        for (int slot = 0; slot < slots; slot++) {
            vectors.buffer()
                    .putLong(slot * VECTOR_BYTES, memory.address() + (long) slot * ROOM)
                    .putLong(slot * VECTOR_BYTES + 8, ROOM);
            headers.name(slot, names.address() + (long) slot * NAME_BYTES, NAME_BYTES);
            headers.vectors(slot, vectors.address() + (long) slot * VECTOR_BYTES, 1);
        }
    }

    @SuppressWarnings("UnusedVariable") // the headers point into it
    private final NativeMemory vectorsKeptAlive;

    /** Sets up all messages. */
    MessageHeaders prepare() {
        for (int slot = 0; slot < slots; slot++) {
            headers.nameLength(slot, NAME_BYTES);
            headers.control(slot, controls.address() + (long) slot * CONTROL_BYTES, CONTROL_BYTES);
        }
        return headers;
    }

    int slots() {
        return slots;
    }

    void received(int messages, boolean overIpv6) {
        count = messages;
        ipv6 = overIpv6;
    }

    /** The family of what came. */
    public boolean isIpv6() {
        return ipv6;
    }

    /** How many messages came. */
    public int count() {
        return count;
    }

    /** The memory of all messages, big-endian. */
    public ByteBuffer memory() {
        return memory.buffer();
    }

    /** Where in {@link #memory} a message starts. */
    public int offset(int message) {
        return message * ROOM;
    }

    /** How many octets a message has, of all its datagrams together. */
    public int length(int message) {
        return headers.length(message);
    }

    /** How many octets each datagram of a message has but the last, which may have fewer. */
    public int segmentBytes(int message) {
        int told = told(message, ControlMessages.SOL_UDP, ControlMessages.UDP_GRO);
        return told > 0 ? told : Math.max(1, length(message));
    }

    /** TOS or traffic class octet of a message. */
    public int trafficClass(int message) {
        int told = ipv6
                ? told(message, ControlMessages.SOL_IPV6, ControlMessages.IPV6_TCLASS)
                : told(message, ControlMessages.SOL_IP, ControlMessages.IP_TOS);
        return Math.max(0, told) & 0xff;
    }

    private int told(int message, int level, int type) {
        return ControlMessages.read(
                controls.buffer(), message * CONTROL_BYTES, headers.controlLength(message), level, type);
    }

    /** The first eight octets of the IPv6 address a message came from, big-endian; 0 for IPv4. */
    public long sourceHigh(int message) {
        return ipv6 ? bigEndian(names.buffer().getLong(nameAt(message) + SocketAddressCodec.IPV6_ADDRESS_AT)) : 0;
    }

    /** The last eight octets of the IPv6 address a message came from, big-endian, or the IPv4 address. */
    public long sourceLow(int message) {
        return ipv6
                ? bigEndian(names.buffer().getLong(nameAt(message) + SocketAddressCodec.IPV6_ADDRESS_AT + 8))
                : bigEndian(names.buffer().getInt(nameAt(message) + SocketAddressCodec.IPV4_ADDRESS_AT));
    }

    /** The UDP port a message came from. */
    public int sourcePort(int message) {
        int at = nameAt(message) + SocketAddressCodec.PORT_AT;
        return (names.buffer().get(at) & 0xff) << 8 | (names.buffer().get(at + 1) & 0xff);
    }

    private static int nameAt(int message) {
        return message * NAME_BYTES;
    }

    private static long bigEndian(int word) {
        return Integer.toUnsignedLong(
                ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(word) : word);
    }

    private static long bigEndian(long word) {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Long.reverseBytes(word) : word;
    }
}
