package org.sctpshim.ike.wire;

/**
 * A cursor over octets in network order that checks before it reads. Offsets in its exceptions count from the start of
 * the outermost array, also in a {@link #sub sub-reader}.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class OctetReader {
    private final byte[] octets;
    private final int end;
    private int position;

    private OctetReader(byte[] octets, int position, int end) {
        this.octets = octets;
        this.position = position;
        this.end = end;
    }

    /** Reads all of the array, which must not change meanwhile. */
    public static OctetReader over(byte[] octets) {
        return new OctetReader(octets, 0, octets.length);
    }

    public static OctetReader over(Bytes octets) {
        return over(octets.toArray());
    }

    /** Octets from the start of the outermost array. */
    public int offset() {
        return position;
    }

    public int remaining() {
        return end - position;
    }

    public boolean atEnd() {
        return position == end;
    }

    public int u8(String field) throws MalformedMessageException {
        require(1, field);
        return octets[position++] & 0xff;
    }

    public int u16(String field) throws MalformedMessageException {
        require(2, field);
        int value = (octets[position] & 0xff) << 8 | (octets[position + 1] & 0xff);
        position += 2;
        return value;
    }

    /** Four octets; the caller decides whether they are unsigned. */
    public int i32(String field) throws MalformedMessageException {
        require(4, field);
        return u16(field) << 16 | u16(field);
    }

    public long i64(String field) throws MalformedMessageException {
        require(8, field);
        return (long) i32(field) << 32 | (i32(field) & 0xffff_ffffL);
    }

    public Bytes bytes(int length, String field) throws MalformedMessageException {
        require(length, field);
        Bytes read = Bytes.of(octets, position, length);
        position += length;
        return read;
    }

    /** All that is left. */
    public Bytes rest() {
        Bytes read = Bytes.of(octets, position, end - position);
        position = end;
        return read;
    }

    public void skip(int length, String field) throws MalformedMessageException {
        require(length, field);
        position += length;
    }

    /** A reader of the next {@code length} octets alone, which this reader steps over. */
    public OctetReader sub(int length, String field) throws MalformedMessageException {
        require(length, field);
        OctetReader sub = new OctetReader(octets, position, position + length);
        position += length;
        return sub;
    }

    /** Says that nothing may follow. */
    public void requireEnd(String field) throws MalformedMessageException {
        if (!atEnd()) {
            throw malformed(field, remaining() + " octets too many");
        }
    }

    /** The exception for what is read at the present position. */
    public MalformedMessageException malformed(String field, String reason) {
        return new MalformedMessageException(field, position, reason);
    }

    private void require(int length, String field) throws MalformedMessageException {
        if (length < 0 || length > remaining()) {
            throw malformed(field, length + " octets wanted, " + remaining() + " left");
        }
    }
}
