package org.sctpshim.ike.crypto;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Secret octets: never printed, compared in constant time, wiped by {@link #close}. Reading a closed one is misuse.
 *
 * <p>Wiping is best effort, as always in a JVM: the collector may have moved the array before.
 *
 * <p>Not safe for closing in one thread while another uses it.
 */
public final class SecretBytes implements AutoCloseable {
    private final byte[] content;
    private boolean wiped;

    private SecretBytes(byte[] content) {
        this.content = content;
    }

    /** A copy; the caller still has to wipe its own array. */
    public static SecretBytes copyOf(byte[] octets) {
        return new SecretBytes(octets.clone());
    }

    /** Takes the array over: the caller must not use it any more. */
    public static SecretBytes adopt(byte[] octets) {
        return new SecretBytes(octets);
    }

    /** A copy of part of an array. */
    static SecretBytes copyOf(byte[] octets, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, octets.length);
        return new SecretBytes(Arrays.copyOfRange(octets, offset, offset + length));
    }

    public int length() {
        return content.length;
    }

    /** The octets from {@code from} up to, not including, {@code to}, as a secret of their own. */
    public SecretBytes slice(int from, int to) {
        Objects.checkFromToIndex(from, to, content.length);
        return new SecretBytes(Arrays.copyOfRange(exposed(), from, to));
    }

    /** The secret in a plain array, which the caller has to wipe. */
    public byte[] insecureCopy() {
        return exposed().clone();
    }

    /** The array itself, for the primitives of this package, which neither keep nor change it. */
    byte[] exposed() {
        if (wiped) {
            throw new IllegalStateException("the secret is wiped");
        }
        return content;
    }

    public boolean isWiped() {
        return wiped;
    }

    /** Overwrites the octets with zeros. Doing it again is allowed. */
    @Override
    public void close() {
        Arrays.fill(content, (byte) 0);
        wiped = true;
    }

    /** In constant time for secrets of equal length. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SecretBytes that && MessageDigest.isEqual(exposed(), that.exposed());
    }

    /** Tells the length and nothing else. */
    @Override
    public int hashCode() {
        return content.length;
    }

    @Override
    public String toString() {
        return "SecretBytes(" + content.length + " octets" + (wiped ? ", wiped" : "") + ")";
    }
}
