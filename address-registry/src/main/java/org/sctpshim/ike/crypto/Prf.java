package org.sctpshim.ike.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sctpshim.ike.wire.PseudorandomFunction;

/** The pseudorandom functions that we have (RFC 4868): keyed hashes, whose preferred key length is that of the output. */
public enum Prf {
    HMAC_SHA2_256(PseudorandomFunction.PRF_HMAC_SHA2_256, "HmacSHA256", 32),
    HMAC_SHA2_384(PseudorandomFunction.PRF_HMAC_SHA2_384, "HmacSHA384", 48),
    HMAC_SHA2_512(PseudorandomFunction.PRF_HMAC_SHA2_512, "HmacSHA512", 64);

    private static final int MOST_BLOCKS = 255;

    private final int code;
    private final String platformName;
    private final int octets;

    Prf(PseudorandomFunction function, String platformName, int octets) {
        this.code = function.code();
        this.platformName = platformName;
        this.octets = octets;
    }

    /** The implementation of a function, where there is one. */
    public static Optional<Prf> of(PseudorandomFunction function) {
        return Arrays.stream(values())
                .filter(prf -> prf.code == function.code())
                .findFirst();
    }

    /** The function's number on the wire. */
    public PseudorandomFunction function() {
        return new PseudorandomFunction(code);
    }

    /** Octets of the output, and of the keys that the key schedule makes for it. */
    public int octets() {
        return octets;
    }

    /** prf(key, parts joined). */
    SecretBytes apply(SecretBytes key, byte[]... parts) {
        Mac mac = keyed(key);
        for (byte[] part : parts) {
            mac.update(part);
        }
        return SecretBytes.adopt(mac.doFinal());
    }

    /**
     * prf+(key, seed) of RFC 7296 section 2.13: T1 | T2 | ..., where T1 = prf(key, seed | 1) and Tn = prf(key, Tn-1 |
     * seed | n).
     *
     * @param length octets wanted, at most 255 times the output
     */
    SecretBytes expand(SecretBytes key, int length, byte[]... seed) {
        if (length > MOST_BLOCKS * octets) {
            throw new IllegalArgumentException(length + " octets are more than prf+ gives");
        }
        Mac mac = keyed(key);
        byte[] expanded = new byte[length];
        byte[] block = new byte[0];
        for (int n = 1, filled = 0; filled < length; n++) {
            mac.update(block);
            for (byte[] part : seed) {
                mac.update(part);
            }
            mac.update((byte) n);
            byte[] next = mac.doFinal();
            Arrays.fill(block, (byte) 0);
            block = next;
            int taken = Math.min(octets, length - filled);
            System.arraycopy(block, 0, expanded, filled, taken);
            filled += taken;
        }
        Arrays.fill(block, (byte) 0);
        return SecretBytes.adopt(expanded);
    }

    private Mac keyed(SecretBytes key) {
        try {
            Mac mac = Mac.getInstance(platformName);
            mac.init(new SecretKeySpec(key.exposed(), platformName));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks " + platformName, e);
        }
    }
}
