package org.sctpshim.esp.linux;

/**
 * An array of {@code struct mmsghdr} (x86-64 and AArch64):
 *
 * <pre>
 *   0       8         12    16       24        32        40         48     52    56      60    64
 *   +-------+---------+-----+--------+---------+---------+----------+-------+-----+-------+-----+
 *   | name  | its len |     | iovecs | how many| control | its len  | flags |     | octets|     |
 *   +-------+---------+-----+--------+---------+---------+----------+-------+-----+-------+-----+
 * </pre>
 *
 * <p>Threads: belongs to one thread at a time.
 */
final class MessageHeaders {

    private static final int BYTES = 64;
    private static final int NAME_LENGTH_AT = 8;
    private static final int VECTOR_AT = 16;
    private static final int VECTOR_COUNT_AT = 24;
    private static final int CONTROL_AT = 32;
    private static final int CONTROL_LENGTH_AT = 40;
    private static final int FLAGS_AT = 48;
    private static final int LENGTH_AT = 56;

    private static final int MSG_TRUNC = 0x20;

    private final NativeMemory memory;

    MessageHeaders(int count) {
        this.memory = NativeMemory.allocate(count * BYTES);
    }

    /** The address of a header. */
    long address(int slot) {
        return memory.address() + (long) slot * BYTES;
    }

    void name(int slot, long address, int length) {
        memory.buffer().putLong(slot * BYTES, address).putInt(slot * BYTES + NAME_LENGTH_AT, length);
    }

    void nameLength(int slot, int length) {
        memory.buffer().putInt(slot * BYTES + NAME_LENGTH_AT, length);
    }

    void vectors(int slot, long address, long count) {
        memory.buffer().putLong(slot * BYTES + VECTOR_AT, address).putLong(slot * BYTES + VECTOR_COUNT_AT, count);
    }

    /** Sets the ancillary data, and takes the flags back. */
    void control(int slot, long address, long length) {
        memory.buffer()
                .putLong(slot * BYTES + CONTROL_AT, address)
                .putLong(slot * BYTES + CONTROL_LENGTH_AT, length)
                .putInt(slot * BYTES + FLAGS_AT, 0);
    }

    /** How many octets of ancillary data came. */
    int controlLength(int slot) {
        return (int) memory.buffer().getLong(slot * BYTES + CONTROL_LENGTH_AT);
    }

    /** How many octets were received or sent. */
    int length(int slot) {
        return memory.buffer().getInt(slot * BYTES + LENGTH_AT);
    }

    /** Whether what came was longer than its place and was cut. */
    boolean isCut(int slot) {
        return (memory.buffer().getInt(slot * BYTES + FLAGS_AT) & MSG_TRUNC) != 0;
    }
}
