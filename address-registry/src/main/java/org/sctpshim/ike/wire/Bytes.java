package org.sctpshim.ike.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Public bytes as an immutable value: compared by content, printed as abbreviated hexadecimal. Secrets never go in
 * here; they have their own wipeable type.
 */
public final class Bytes {
    /** No bytes at all. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private static final int PRINTED_OCTETS = 16;

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** A copy of the given octets. */
    public static Bytes of(byte... octets) {
        return octets.length == 0 ? EMPTY : new Bytes(octets.clone());
    }

    /** A copy of {@code length} octets from {@code offset} on. */
    public static Bytes of(byte[] octets, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, octets.length);
        return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(octets, offset, offset + length));
    }

    /** The octets written as hexadecimal digits; blanks between them are skipped. */
    public static Bytes ofHex(String digits) {
        return of(HexFormat.of().parseHex(digits.replaceAll("\\s", "")));
    }

    /** The text in UTF-8. */
    public static Bytes utf8(String text) {
        return of(text.getBytes(UTF_8));
    }

    /** All parts, one after the other. */
    public static Bytes concat(Bytes... parts) {
        int length = 0;
        for (Bytes part : parts) {
            length = Math.addExact(length, part.length());
        }
        byte[] joined = new byte[length];
        int offset = 0;
        for (Bytes part : parts) {
            part.copyTo(joined, offset);
            offset += part.length();
        }
        return new Bytes(joined);
    }

    public int length() {
        return content.length;
    }

    public boolean isEmpty() {
        return content.length == 0;
    }

    /** The octet at the index, 0 to 255. */
    public int at(int index) {
        return content[index] & 0xff;
    }

    /** The octets from {@code from} up to, not including, {@code to}. */
    public Bytes slice(int from, int to) {
        Objects.checkFromToIndex(from, to, content.length);
        return of(content, from, to - from);
    }

    /** A fresh copy. */
    public byte[] toArray() {
        return content.clone();
    }

    public void copyTo(byte[] target, int offset) {
        System.arraycopy(content, 0, target, offset, content.length);
    }

    /** A read-only view, without a copy. */
    public ByteBuffer asBuffer() {
        return ByteBuffer.wrap(content).asReadOnlyBuffer();
    }

    /** All octets as lower-case hexadecimal. */
    public String toHex() {
        return HexFormat.of().formatHex(content);
    }

    /** The octets read as UTF-8, with replacement characters where they are not. */
    public String toUtf8() {
        return new String(content, UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** Hexadecimal of the first octets, and the length where there are more. */
    @Override
    public String toString() {
        if (content.length <= PRINTED_OCTETS) {
            return toHex();
        }
        return HexFormat.of().formatHex(content, 0, PRINTED_OCTETS) + "...(" + content.length + ")";
    }
}
