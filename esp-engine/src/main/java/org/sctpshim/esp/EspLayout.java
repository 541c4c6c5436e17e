package org.sctpshim.esp;

import java.nio.ByteBuffer;
import org.sctpshim.esp.aead.AeadBurst;

/**
 * Where things are in an ESP packet (RFC 4303 section 2):
 *
 * <pre>
 *    0               4               8       front
 *   +---------------+---------------+-------+------------------------+-----------+-----+------+-----+
 *   | SPI           | sequence, low | IV    | payload                | 1, 2, 3.. | len | next | ICV |
 *   +---------------+---------------+-------+------------------------+-----------+-----+------+-----+
 *                                           |&lt;---------- text: a multiple of 4 or 16 ------&gt;|
 * </pre>
 *
 * and what the cipher is told to authenticate. What the packet does not hold in one piece stands in the slot's scratch:
 *
 * <pre>
 *   AES-GCM, ChaCha20   nonce: salt, IV    additional data: SPI, sequence of 32 or (ESN) 64 bits
 *   GMAC                nonce: salt, IV    additional data: the same, then the IV (RFC 4543 section 3.3)
 *   HMAC                IV and additional data (SPI, low sequence) where they are; with ESN the high sequence is the suffix
 * </pre>
 */
final class EspLayout {

    static final int HEADER_BYTES = 8;
    static final int SEQUENCE_AT = 4;
    static final int IV_AT = 8;
    static final int TRAILER_BYTES = 2;

    private static final int SHORT_IV_BYTES = 8;

    /** Padding of 0 to 3 octets and the pad length, from the front of a word. */
    private static final long[] SHORT_TRAILERS = {
        0, 0x0101L << 48, 0x01_0202L << 40, 0x0102_0303L << 32,
    };

    private EspLayout() {}

    /**
     * Writes ESP header and IV. The IV is the sequence number in full, which never repeats; the cipher makes CBC's vector
     * of it.
     */
    static void writeHeader(ByteBuffer memory, int at, SecurityAssociation sa, long sequence) {
        memory.putInt(at, sa.spi());
        memory.putInt(at + SEQUENCE_AT, (int) sequence);
        int iv = sa.frontBytes - HEADER_BYTES;
        if (iv >= SHORT_IV_BYTES) {
            memory.putLong(at + sa.frontBytes - SHORT_IV_BYTES, sequence);
            if (iv > SHORT_IV_BYTES) {
                memory.putLong(at + IV_AT, 0);
            }
        }
    }

    /** Writes padding, pad length and next header; what lies behind them, within the ICV's room, may change. */
    static void writePadding(ByteBuffer memory, int at, int padding, int nextHeader) {
        if (padding < SHORT_TRAILERS.length) {
            memory.putLong(at, SHORT_TRAILERS[padding] | (long) nextHeader << (48 - 8 * padding));
            return;
        }
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

    /**
     * Queues an ESP packet for the cipher, its header and IV being in place, and tells the job.
     *
     * @param scratch the slot's scratch
     * @param espAt where the SPI is
     * @param sequence the sequence number in full
     * @param iv the last eight octets of the IV, if it has any
     */
    static int addJob(
            AeadBurst jobs, SecurityAssociation sa, int scratch, int espAt, int textBytes, long sequence, long iv) {
        ByteBuffer memory = jobs.memory();
        int textAt = espAt + sa.frontBytes;
        if (sa.authenticatesInPlace) {
            int job = jobs.add(sa.aeadKey, espAt + IV_AT, espAt, HEADER_BYTES, textAt, textBytes);
            if (sa.extended) {
                jobs.suffix(job, (int) (sequence >>> 32));
            }
            return job;
        }
        int nonce = scratch + PacketBurst.NONCE_AT;
        memory.putInt(nonce, sa.salt);
        memory.putLong(nonce + Integer.BYTES, iv);
        int aad = scratch + PacketBurst.AAD_AT;
        memory.putInt(aad, sa.spi());
        int aadBytes = HEADER_BYTES;
        if (sa.extended) {
            memory.putLong(aad + SEQUENCE_AT, sequence);
            aadBytes += Integer.BYTES;
        } else {
            memory.putInt(aad + SEQUENCE_AT, (int) sequence);
        }
        if (sa.authenticatesIv) {
            memory.putLong(aad + aadBytes, iv);
            aadBytes += SHORT_IV_BYTES;
        }
        return jobs.add(sa.aeadKey, nonce, aad, aadBytes, textAt, textBytes);
    }
}
