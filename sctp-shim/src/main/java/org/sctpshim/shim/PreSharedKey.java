package org.sctpshim.shim;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A secret shared with a peer (RFC 7296, section 2.15). It is held until it is wiped, is never printed, and is equal to
 * nothing but itself. Any thread may call any method.
 */
public final class PreSharedKey implements AutoCloseable {
    private final byte[] bytes;
    private boolean wiped;

    private PreSharedKey(byte[] bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("a pre-shared key is not empty");
        }
        this.bytes = bytes;
    }

    /** A key of these bytes, which are copied: wipe your own. */
    public static PreSharedKey of(byte[] bytes) {
        return new PreSharedKey(bytes.clone());
    }

    /** A key of the UTF-8 bytes of these characters, which are copied: wipe your own. */
    public static PreSharedKey ofUtf8(char[] characters) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        for (int i = 0; i < encoded.limit(); i++) {
            encoded.put(i, (byte) 0);
        }
        return new PreSharedKey(bytes);
    }

    /**
     * A copy of the key, for IKE: wipe it after use.
     *
     * @throws IllegalStateException if the key was wiped
     */
    public synchronized byte[] revealForIke() {
        if (wiped) {
            throw new IllegalStateException("the pre-shared key was wiped");
        }
        return bytes.clone();
    }

    /** Overwrites the key with zeros. */
    @Override
    public synchronized void close() {
        wiped = true;
        Arrays.fill(bytes, (byte) 0);
    }

    /** Says only what it is. */
    @Override
    public String toString() {
        return "PreSharedKey[redacted]";
    }
}
