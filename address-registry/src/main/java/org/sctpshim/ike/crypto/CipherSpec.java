package org.sctpshim.ike.crypto;

import java.util.List;
import org.sctpshim.ike.wire.EncryptionAlgorithm;
import org.sctpshim.ike.wire.IntegrityAlgorithm;
import org.sctpshim.ike.wire.Transform;

/**
 * How content is protected: an encryption algorithm with its key length, and the integrity algorithm beside it. An AEAD
 * carries its own integrity, and then the latter is {@link IntegrityAlgorithm#NONE}.
 *
 * <p>Keying material of one direction is the encryption key, the salt of an AEAD, and the integrity key, in this order
 * (RFC 7296 section 2.17, RFC 4106 section 8.1, RFC 7634 section 2).
 *
 * @param keyBits the encryption key alone, as in the key length attribute
 */
public record CipherSpec(EncryptionAlgorithm algorithm, int keyBits, IntegrityAlgorithm integrity) {
    /** AES-GCM with a 16-octet ICV (RFC 4106, RFC 5282). */
    public static final CipherSpec AES_GCM_16_128 = aead(EncryptionAlgorithm.ENCR_AES_GCM_16, 128);

    public static final CipherSpec AES_GCM_16_192 = aead(EncryptionAlgorithm.ENCR_AES_GCM_16, 192);
    public static final CipherSpec AES_GCM_16_256 = aead(EncryptionAlgorithm.ENCR_AES_GCM_16, 256);

    /** ChaCha20 and Poly1305 (RFC 7634), which has one key length. */
    public static final CipherSpec CHACHA20_POLY1305 = aead(EncryptionAlgorithm.ENCR_CHACHA20_POLY1305, 256);

    /** AES-CBC (RFC 3602), then an HMAC with SHA-2 over it (RFC 4868). */
    public static final CipherSpec AES_CBC_128_HMAC_SHA2_256 = cbc(128, IntegrityAlgorithm.AUTH_HMAC_SHA2_256_128);

    public static final CipherSpec AES_CBC_128_HMAC_SHA2_384 = cbc(128, IntegrityAlgorithm.AUTH_HMAC_SHA2_384_192);
    public static final CipherSpec AES_CBC_128_HMAC_SHA2_512 = cbc(128, IntegrityAlgorithm.AUTH_HMAC_SHA2_512_256);
    public static final CipherSpec AES_CBC_256_HMAC_SHA2_256 = cbc(256, IntegrityAlgorithm.AUTH_HMAC_SHA2_256_128);
    public static final CipherSpec AES_CBC_256_HMAC_SHA2_384 = cbc(256, IntegrityAlgorithm.AUTH_HMAC_SHA2_384_192);
    public static final CipherSpec AES_CBC_256_HMAC_SHA2_512 = cbc(256, IntegrityAlgorithm.AUTH_HMAC_SHA2_512_256);

    /** What this version can do. */
    public static final List<CipherSpec> SUPPORTED = List.of(
            AES_GCM_16_256,
            AES_GCM_16_192,
            AES_GCM_16_128,
            CHACHA20_POLY1305,
            AES_CBC_256_HMAC_SHA2_512,
            AES_CBC_256_HMAC_SHA2_384,
            AES_CBC_256_HMAC_SHA2_256,
            AES_CBC_128_HMAC_SHA2_512,
            AES_CBC_128_HMAC_SHA2_384,
            AES_CBC_128_HMAC_SHA2_256);

    /** The secret first part of an AEAD's nonce (RFC 5282 section 4, RFC 7634 section 2). */
    private static final int AEAD_SALT_OCTETS = 4;

    /** An AEAD: no integrity algorithm stands beside it. */
    private static CipherSpec aead(EncryptionAlgorithm algorithm, int keyBits) {
        return new CipherSpec(algorithm, keyBits, IntegrityAlgorithm.NONE);
    }

    private static CipherSpec cbc(int keyBits, IntegrityAlgorithm integrity) {
        return new CipherSpec(EncryptionAlgorithm.ENCR_AES_CBC, keyBits, integrity);
    }

    /** Whether the encryption algorithm carries its own integrity. */
    public boolean isAead() {
        return integrity.equals(IntegrityAlgorithm.NONE);
    }

    /** Octets of the encryption key without its salt. */
    public int keyOctets() {
        return keyBits / 8;
    }

    /** Octets of the salt that follows an AEAD's key; else none. */
    public int saltOctets() {
        return isAead() ? AEAD_SALT_OCTETS : 0;
    }

    /** Octets of the encryption key and its salt, which is what SK_e has. */
    public int encryptionOctets() {
        return keyOctets() + saltOctets();
    }

    /** Octets of the integrity key, which is what SK_a has; none with an AEAD. */
    public int integrityOctets() {
        return isAead() ? 0 : HmacSha2.of(integrity).octets();
    }

    /** Octets that one direction takes from the key schedule: encryption key, salt, integrity key. */
    public int materialOctets() {
        return encryptionOctets() + integrityOctets();
    }

    /** The encryption transform; ChaCha20 has no key length attribute (RFC 7634 section 4). */
    Transform encryptionTransform() {
        return algorithm.equals(EncryptionAlgorithm.ENCR_CHACHA20_POLY1305)
                ? Transform.of(algorithm)
                : Transform.of(algorithm, keyBits);
    }

    Transform integrityTransform() {
        return Transform.of(integrity);
    }

    /** The spec of an encryption transform that a proposal of ours made, with this integrity algorithm. */
    static CipherSpec of(Transform encryption, IntegrityAlgorithm integrity) {
        return SUPPORTED.stream()
                .filter(spec -> spec.encryptionTransform().equals(encryption) && spec.integrity.equals(integrity))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(encryption + " with " + integrity + " is not supported"));
    }

    CipherSpec requireSupported() {
        if (!SUPPORTED.contains(this)) {
            throw new IllegalArgumentException(this + " is not supported; there are " + SUPPORTED);
        }
        return this;
    }

    @Override
    public String toString() {
        return encryptionTransform() + (isAead() ? "" : "/" + integrity);
    }
}
