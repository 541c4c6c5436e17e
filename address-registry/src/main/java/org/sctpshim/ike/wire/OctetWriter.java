package org.sctpshim.ike.wire;

import java.io.ByteArrayOutputStream;

/**
 * Collects octets in network order. Lengths that are known only later are written by {@link #u16At} over a placeholder.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class OctetWriter {
    private final Octets octets = new Octets();

    public OctetWriter() {}

    public int length() {
        return octets.size();
    }

    public OctetWriter u8(int value) {
        octets.write(checked(value, 0xff));
        return this;
    }

    public OctetWriter u16(int value) {
        return u8(checked(value, 0xffff) >> 8).u8(value & 0xff);
    }

    public OctetWriter i32(int value) {
        return u16(value >>> 16).u16(value & 0xffff);
    }

    public OctetWriter i64(long value) {
        return i32((int) (value >>> 32)).i32((int) value);
    }

    public OctetWriter bytes(Bytes value) {
        octets.writeBytes(value.toArray());
        return this;
    }

    public OctetWriter bytes(byte[] value) {
        octets.writeBytes(value);
        return this;
    }

    /** Overwrites two octets written before. */
    public OctetWriter u16At(int offset, int value) {
        checked(value, 0xffff);
        octets.set(offset, value >> 8);
        octets.set(offset + 1, value);
        return this;
    }

    /** Overwrites four octets written before. */
    public OctetWriter i32At(int offset, int value) {
        return u16At(offset, value >>> 16).u16At(offset + 2, value & 0xffff);
    }

    public byte[] toArray() {
        return octets.toByteArray();
    }

    public Bytes toBytes() {
        return Bytes.of(toArray());
    }

    private static int checked(int value, int maximum) {
        if (value < 0 || value > maximum) {
            throw new IllegalArgumentException(value + " does not fit into 0.." + maximum);
        }
        return value;
    }

    /** Lets lengths be patched in place. */
    private static final class Octets extends ByteArrayOutputStream {
        void set(int offset, int value) {
            if (offset >= count) {
                throw new IllegalArgumentException("octet " + offset + " is not written yet");
            }
            buf[offset] = (byte) value;
        }
    }
}
