package org.sctpshim.ike.wire;

/**
 * An attribute of a transform (RFC 7296 section 3.3.5): two octets of value where the format bit is set, else a length
 * and that many octets.
 *
 * <pre>
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |A|       Attribute Type        |    AF=0  Attribute Length     |
 * |F|                             |    AF=1  Attribute Value      |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                   AF=0  Attribute Value                       |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>A transform with an attribute that we do not know is never chosen (section 3.3.6), so unknown ones are kept.
 *
 * @param type 15 bits
 * @param fixed whether the format bit is set, and the value two octets long
 * @param value the value's octets
 */
public record TransformAttribute(int type, boolean fixed, Bytes value) {
    /** Key Length, in bits. */
    public static final int KEY_LENGTH = 14;

    private static final int FORMAT_BIT = 0x8000;

    public TransformAttribute {
        if (type < 0 || type >= FORMAT_BIT || (fixed && value.length() != 2)) {
            throw new IllegalArgumentException("no such attribute: type " + type + ", value " + value);
        }
    }

    public static TransformAttribute keyLength(int bits) {
        return new TransformAttribute(KEY_LENGTH, true, Bytes.of((byte) (bits >> 8), (byte) bits));
    }

    static TransformAttribute read(OctetReader in) throws MalformedMessageException {
        int typeAndFormat = in.u16("attribute type");
        boolean fixed = (typeAndFormat & FORMAT_BIT) != 0;
        int length = fixed ? 2 : in.u16("attribute length");
        return new TransformAttribute(typeAndFormat & ~FORMAT_BIT, fixed, in.bytes(length, "attribute value"));
    }

    void write(OctetWriter out) {
        out.u16(fixed ? type | FORMAT_BIT : type);
        if (!fixed) {
            out.u16(value.length());
        }
        out.bytes(value);
    }
}
