package org.sctpshim.ike.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sctpshim.ike.wire.IntegrityAlgorithm;

/**
 * HMAC with SHA-2 as an integrity algorithm (RFC 4868 section 2): the key is as long as the hash, and the ICV is its
 * first half.
 */
enum HmacSha2 {
    SHA2_256(IntegrityAlgorithm.AUTH_HMAC_SHA2_256_128, "HmacSHA256", 32),
    SHA2_384(IntegrityAlgorithm.AUTH_HMAC_SHA2_384_192, "HmacSHA384", 48),
    SHA2_512(IntegrityAlgorithm.AUTH_HMAC_SHA2_512_256, "HmacSHA512", 64);

    private final int code;
    private final String platformName;
    private final int octets;

    HmacSha2(IntegrityAlgorithm algorithm, String platformName, int octets) {
        this.code = algorithm.code();
        this.platformName = platformName;
        this.octets = octets;
    }

    static HmacSha2 of(IntegrityAlgorithm algorithm) {
        return Arrays.stream(values())
                .filter(hmac -> hmac.code == algorithm.code())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(algorithm + " is not supported"));
    }

    /** Octets of the key, and of the hash. */
    int octets() {
        return octets;
    }

    /** Octets of the ICV. */
    int icvOctets() {
        return octets / 2;
    }

    /** The ICV of the first octets of a message. */
    byte[] icv(SecretBytes key, byte[] message, int length) {
        try {
            Mac mac = Mac.getInstance(platformName);
            mac.init(new SecretKeySpec(key.exposed(), platformName));
            mac.update(message, 0, length);
            return Arrays.copyOf(mac.doFinal(), icvOctets());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks " + platformName, e);
        }
    }
}
