package org.sctpshim.esp.linux;

import java.nio.ByteBuffer;

/**
 * The ancillary data of a message: {@code struct cmsghdr}, one after the other, each on a multiple of 8 octets.
 *
 * <pre>
 *   | length with this header 8 | level 4 | type 4 | value |
 * </pre>
 */
final class ControlMessages {

    static final int SOL_IP = 0;
    static final int IP_TOS = 1;
    static final int SOL_UDP = 17;
    static final int UDP_SEGMENT = 103;
    static final int UDP_GRO = 104;
    static final int SOL_IPV6 = 41;
    static final int IPV6_TCLASS = 67;

    /** Room that one with a value of up to 8 octets takes. */
    static final int ONE = 24;

    static final int HEADER = 16;

    private static final int LEVEL_AT = 8;
    private static final int TYPE_AT = 12;
    private static final int NONE = -1;

    private ControlMessages() {}

    /** Writes one with a value of four octets and tells where the next one goes. */
    static int writeWord(ByteBuffer memory, int at, int level, int type, int value) {
        memory.putLong(at, HEADER + Integer.BYTES)
                .putInt(at + LEVEL_AT, level)
                .putInt(at + TYPE_AT, type)
                .putInt(at + HEADER, value);
        return at + ONE;
    }

    /** Writes one with a value of two octets and tells where the next one goes. */
    static int writeHalf(ByteBuffer memory, int at, int level, int type, int value) {
        memory.putLong(at, HEADER + Short.BYTES)
                .putInt(at + LEVEL_AT, level)
                .putInt(at + TYPE_AT, type)
                .putShort(at + HEADER, (short) value);
        return at + ONE;
    }

    /**
     * The number in the first one of this kind: as IP_TOS does, of one octet, else of four.
     *
     * @param length octets of ancillary data that came
     * @return the number, or -1 if none of this kind came
     */
    static int read(ByteBuffer memory, int at, int length, int level, int type) {
        int next = at;
        int end = at + length;
        while (next + HEADER < end) {
            int octets = (int) memory.getLong(next);
            if (octets <= HEADER || octets > end - next) {
                return NONE;
            }
            if (memory.getInt(next + LEVEL_AT) == level && memory.getInt(next + TYPE_AT) == type) {
                return octets < HEADER + Integer.BYTES
                        ? memory.get(next + HEADER) & 0xff
                        : memory.getInt(next + HEADER);
            }
            next += octets + 7 & -8;
        }
        return NONE;
    }
}
