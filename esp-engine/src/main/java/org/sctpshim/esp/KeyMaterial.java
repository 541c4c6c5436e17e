package org.sctpshim.esp;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The octets an SA's key is made of: cipher key, then salt (RFC 4106 section 8.1) or
 * integrity key (RFC 7296 section 2.17). Never printed, never compared, and
 * wipeable. Installing an SA takes the material over and wipes it, so one material cannot key two SAs.
 *
 * <p>Threads: may be wiped by any thread; reading afterwards is refused.
 */
public final class KeyMaterial {

    private final byte[] octets;
    private boolean wiped;

    private KeyMaterial(byte[] octets) {
        this.octets = octets;
    }

    /** Copies the octets. The caller still has to wipe its own array. */
    public static KeyMaterial copyOf(byte[] octets) {
        return new KeyMaterial(octets.clone());
    }

    /** How many octets there are, also after wiping. */
    public int length() {
        return octets.length;
    }

    /** Whether the octets are gone. */
    public synchronized boolean isWiped() {
        return wiped;
    }

    /** Overwrites the octets. Wiping twice is harmless. */
    public synchronized void wipe() {
        Arrays.fill(octets, (byte) 0);
        wiped = true;
    }

    /**
     * Writes the secret octets to a buffer whose owner then has to wipe it, for a plane that hands keys to the kernel.
     *
     * @throws IllegalStateException if the material was wiped
     */
    public synchronized void revealTo(ByteBuffer target) {
        requirePresent();
        target.put(octets);
    }

    /** A copy of a part that the caller has to wipe. */
    synchronized byte[] revealPart(int from, int to) {
        requirePresent();
        return Arrays.copyOfRange(octets, from, to);
    }

    private void requirePresent() {
        if (wiped) {
            throw new IllegalStateException("the key material was wiped: it has keyed an SA already or was given up");
        }
    }

    @Override
    public String toString() {
        return "KeyMaterial[" + octets.length + " octets, redacted]";
    }
}
