package org.sctpshim.esp;

import java.nio.ByteBuffer;

/**
 * Where things are in an ESP packet with AES-GCM (RFC 4303 section 2, RFC 4106 sections 3 to 5):
 *
 * <pre>
 *    0               4               8               16
 *   +---------------+---------------+---------------+------------------------+-------+-----+------+-----+
 *   | SPI           | sequence, low | IV            | payload                | 1,2,3 | len | next | ICV |
 *   +---------------+---------------+---------------+------------------------+-------+-----+------+-----+
 *                                                   |&lt;------------- encrypted ---------------------&gt;|
 * </pre>
 *
 * What the cipher needs and the packet does not hold in one piece stands in the slot's scratch: the nonce (salt, IV) and
 * the additional authenticated data (SPI, then the sequence number of 32 or, with ESN, of 64 bits).
 */
final class EspLayout {

    static final int HEADER_BYTES = 8;
    static final int IV_BYTES = 8;
    static final int SEQUENCE_AT = 4;
    static final int IV_AT = 8;

    private EspLayout() {}

    /** Writes ESP header and IV. The IV is the sequence number in full, which never repeats. */
    static void writeHeader(ByteBuffer memory, int at, int spi, long sequence) {
        memory.putInt(at, spi);
        memory.putInt(at + SEQUENCE_AT, (int) sequence);
        memory.putLong(at + IV_AT, sequence);
    }

    /** Writes padding, pad length and next header. */
    static void writePadding(ByteBuffer memory, int at, int padding, int nextHeader) {
        for (int i = 0; i < padding; i++) {
            memory.put(at + i, (byte) (i + 1));
        }
        memory.put(at + padding, (byte) padding);
        memory.put(at + padding + 1, (byte) nextHeader);
    }

    /** Whether the padding is what {@link #writePadding} makes: 1, 2, 3 and so on (RFC 4303 section 2.4). */
    static boolean hasPadding(ByteBuffer memory, int at, int padding) {
        for (int i = 0; i < padding; i++) {
            if (memory.get(at + i) != (byte) (i + 1)) {
                return false;
            }
        }
        return true;
    }

    /** Writes nonce and additional authenticated data to the scratch and tells the length of the latter. */
    static int writeScratch(ByteBuffer memory, int scratch, SecurityAssociation sa, long sequence, long iv) {
        memory.putInt(scratch + PacketBurst.NONCE_AT, sa.salt);
        memory.putLong(scratch + PacketBurst.NONCE_AT + 4, iv);
        int aad = scratch + PacketBurst.AAD_AT;
        memory.putInt(aad, sa.spi());
        if (sa.extended) {
            memory.putLong(aad + 4, sequence);
            return 12;
        }
        memory.putInt(aad + 4, (int) sequence);
        return 8;
    }
}
