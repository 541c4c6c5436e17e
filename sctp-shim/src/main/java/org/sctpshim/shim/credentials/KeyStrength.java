package org.sctpshim.shim.credentials;

import java.util.Arrays;
import java.util.Optional;
import org.sctpshim.ike.crypto.SecretBytes;

/**
 * How hard a key that both ends share is to guess, at best: what length and alphabet allow. A key is never stronger than
 * that, and weaker where somebody thought it up.
 */
public final class KeyStrength {
    /** What a pre-shared key needs, so that who listens to one handshake cannot try keys (RFC 7296 section 2.15). */
    private static final int PRESHARED_BITS = 128;

    /** What a postquantum key needs against a quantum computer (RFC 8784 section 6). */
    private static final int POSTQUANTUM_BITS = 256;

    private static final int PRINTABLE_SYMBOLS = 33;

    private KeyStrength() {}

    /** What to say of a pre-shared key that is too easy to guess, as a sentence's end. */
    public static Optional<String> hintForPreSharedKey(SecretBytes key) {
        return hint(key, PRESHARED_BITS, "make one with \"openssl rand -hex 16\" and write 0x before it");
    }

    /** What to say of a postquantum pre-shared key that is too easy to guess, as a sentence's end. */
    public static Optional<String> hintForPostquantumKey(SecretBytes key) {
        return hint(key, POSTQUANTUM_BITS, "make one with \"openssl rand -hex 32\" and write 0x before it");
    }

    private static Optional<String> hint(SecretBytes key, int wanted, String remedy) {
        int bits = bitsAtMost(key);
        return bits >= wanted
                ? Optional.empty()
                : Optional.of("has " + key.length() + " octets that hold " + bits + " bits of randomness at most, and "
                        + wanted + " are wanted: " + remedy);
    }

    /** Bits of randomness that a key of this length and alphabet can have. */
    static int bitsAtMost(SecretBytes key) {
        byte[] octets = key.insecureCopy();
        try {
            boolean lower = false;
            boolean upper = false;
            boolean digits = false;
            boolean symbols = false;
            boolean others = false;
            boolean[] seen = new boolean[256];
            int distinct = 0;
            for (byte octet : octets) {
                lower |= octet >= 'a' && octet <= 'z';
                upper |= octet >= 'A' && octet <= 'Z';
                digits |= octet >= '0' && octet <= '9';
                others |= octet < ' ' || octet == 0x7f;
                symbols |= octet >= ' ' && octet < 0x7f && !Character.isLetterOrDigit(octet);
                distinct += seen[octet & 0xff] ? 0 : 1;
                seen[octet & 0xff] = true;
            }
            int alphabet = others
                    ? 256
                    : (lower ? 26 : 0) + (upper ? 26 : 0) + (digits ? 10 : 0) + (symbols ? PRINTABLE_SYMBOLS : 0);
            // An octet repeated over and over is no longer a key, whatever its length.
            return distinct < 2 ? 0 : (int) (octets.length * Math.log(alphabet) / Math.log(2));
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }
}
