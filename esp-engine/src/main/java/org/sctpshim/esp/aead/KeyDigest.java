package org.sctpshim.esp.aead;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first half of a key's SHA-256, by which equal keys are recognised without keeping the key.
 *
 * @param high octets 0 to 7
 * @param low octets 8 to 15
 */
public record KeyDigest(long high, long low) {

    /** The digest of a key. */
    public static KeyDigest of(byte[] key) {
        try {
            ByteBuffer digest =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key));
            return new KeyDigest(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
