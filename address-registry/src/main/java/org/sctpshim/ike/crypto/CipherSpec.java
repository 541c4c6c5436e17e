package org.sctpshim.ike.crypto;

import java.util.List;
import org.sctpshim.ike.wire.EncryptionAlgorithm;
import org.sctpshim.ike.wire.Transform;

/**
 * An encryption algorithm with its key length. So far all of ours are AEADs, which carry their own integrity.
 *
 * @param keyBits the AEAD's key alone, as in the key length attribute
 */
public record CipherSpec(EncryptionAlgorithm algorithm, int keyBits) {
    public static final CipherSpec AES_GCM_16_128 = new CipherSpec(EncryptionAlgorithm.ENCR_AES_GCM_16, 128);
    public static final CipherSpec AES_GCM_16_256 = new CipherSpec(EncryptionAlgorithm.ENCR_AES_GCM_16, 256);

    /** What this version can do. */
    public static final List<CipherSpec> SUPPORTED = List.of(AES_GCM_16_128, AES_GCM_16_256);

    /** AES-GCM's salt, which follows the key in the keying material (RFC 4106 section 8.1, RFC 5282 section 7.1). */
    private static final int SALT_OCTETS = 4;

    /** Octets of the key without its salt. */
    public int keyOctets() {
        return keyBits / 8;
    }

    /** Octets of the salt that follows the key. */
    public int saltOctets() {
        return SALT_OCTETS;
    }

    /** Octets that one direction takes from the key schedule: key and salt. */
    public int materialOctets() {
        return keyOctets() + saltOctets();
    }

    Transform transform() {
        return Transform.of(algorithm, keyBits);
    }

    /** The spec of a transform that a proposal of ours made. */
    static CipherSpec of(Transform transform) {
        return new CipherSpec(
                new EncryptionAlgorithm(transform.id()),
                transform.keyLengthBits().orElse(0));
    }

    CipherSpec requireSupported() {
        if (!SUPPORTED.contains(this)) {
            throw new IllegalArgumentException(this + " is not supported; there are " + SUPPORTED);
        }
        return this;
    }

    @Override
    public String toString() {
        return algorithm + "-" + keyBits;
    }
}
