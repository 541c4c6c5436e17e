package org.sctpshim.esp.linux;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * One netlink message while it is built: header, the family's fixed part, then attributes.
 *
 * <pre>
 *   | length 4 | type 2 | flags 2 | sequence 4 | port 4 | fixed part | length 2, type 2, value, padding | ...
 * </pre>
 *
 * All in the machine's byte order, attributes padded to 4 octets.
 */
final class NetlinkRequest {

    static final int HEADER_BYTES = 16;
    static final int NLM_F_REQUEST = 0x1;
    static final int NLM_F_ACK = 0x4;
    static final int NLM_F_DUMP = 0x300;
    static final int NLM_F_EXCL = 0x200;
    static final int NLM_F_REPLACE = 0x100;
    static final int NLM_F_CREATE = 0x400;

    private static final int CAPACITY = 1024;

    private final NativeMemory memory = NativeMemory.allocate(CAPACITY);
    private final String description;

    /**
     * Starts a message.
     *
     * @param description what it asks for, for an error's text
     * @param flags beside NLM_F_REQUEST
     */
    NetlinkRequest(String description, int type, int flags) {
        this.description = description;
        memory.buffer().position(HEADER_BYTES).putShort(4, (short) type).putShort(6, (short) (flags | NLM_F_REQUEST));
    }

    NetlinkRequest octet(int value) {
        memory.buffer().put((byte) value);
        return this;
    }

    /** Two octets in the machine's order. */
    NetlinkRequest half(int value) {
        memory.buffer().putShort((short) value);
        return this;
    }

    /** Two octets in network order, as ports are. */
    NetlinkRequest port(int value) {
        boolean swap = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        return half(swap ? Short.reverseBytes((short) value) : value);
    }

    /** An SPI, in network order. */
    NetlinkRequest spi(int value) {
        boolean swap = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        return word(swap ? Integer.reverseBytes(value) : value);
    }

    NetlinkRequest word(int value) {
        memory.buffer().putInt(value);
        return this;
    }

    NetlinkRequest doubleWord(long value) {
        memory.buffer().putLong(value);
        return this;
    }

    NetlinkRequest octets(byte[] value) {
        memory.buffer().put(value);
        return this;
    }

    NetlinkRequest zeros(int count) {
        return octets(new byte[count]);
    }

    NetlinkRequest attribute(int type, byte[] value) {
        return header(type, value.length).octets(value).zeros(-value.length & 3);
    }

    /** The header of an attribute whose value, of this many octets, and padding come next. */
    NetlinkRequest header(int type, int valueBytes) {
        return half(4 + valueBytes).half(type);
    }

    NetlinkRequest attribute(int type, int value) {
        return half(8).half(type).word(value);
    }

    NetlinkRequest attribute(int type, InetAddress value) {
        return attribute(type, value.getAddress());
    }

    NetlinkRequest attributeOctet(int type, int value) {
        return attribute(type, new byte[] {(byte) value});
    }

    /** A text with its closing zero. */
    NetlinkRequest attribute(int type, String value) {
        return attribute(type, (value + "\0").getBytes(StandardCharsets.US_ASCII));
    }

    /** An attribute that holds one attribute with a number. */
    NetlinkRequest nested(int type, int innerType, int value) {
        return half(12).half(type).attribute(innerType, value);
    }

    /** Ends the message and gives it its sequence number. */
    NativeMemory finish(int sequence) {
        ByteBuffer buffer = memory.buffer();
        buffer.putInt(0, buffer.position()).putInt(8, sequence);
        return memory;
    }

    /** Overwrites what was written; for a message with keys. */
    void wipe() {
        memory.buffer().clear().put(new byte[CAPACITY]);
    }

    int length() {
        return memory.buffer().position();
    }

    int type() {
        return Short.toUnsignedInt(memory.buffer().getShort(4));
    }

    @Override
    public String toString() {
        return description;
    }
}
