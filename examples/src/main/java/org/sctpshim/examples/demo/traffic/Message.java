package org.sctpshim.examples.demo.traffic;

import java.nio.ByteBuffer;

/**
 * One message: 8 bytes sequence number, 8 bytes send time, then filling up to the wished length.
 *
 * <pre>
 *  0               8               16                length
 * +---------------+---------------+------ ... ------+
 * |    number     |    sentNs     |      zeros      |
 * +---------------+---------------+------ ... ------+
 * </pre>
 *
 * @param number 0 for the first message, then one more each
 * @param sentNs the sender's monotonic clock at the call of send
 */
record Message(long number, long sentNs) {
    /** The shortest message there is. */
    static final int MIN_BYTES = 2 * Long.BYTES;

    /** Fills the whole buffer with this message and makes it ready for reading. */
    void write(ByteBuffer buffer) {
        buffer.clear();
        buffer.putLong(number).putLong(sentNs);
        while (buffer.hasRemaining()) {
            buffer.put((byte) 0);
        }
        buffer.flip();
    }

    /**
     * Reads a message from a buffer ready for reading.
     *
     * @throws IllegalArgumentException if it is too short to be one
     */
    static Message read(ByteBuffer buffer) {
        if (buffer.remaining() < MIN_BYTES) {
            throw new IllegalArgumentException("a message of " + buffer.remaining() + " bytes is not ours");
        }
        return new Message(buffer.getLong(), buffer.getLong());
    }
}
