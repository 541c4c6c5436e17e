package org.sctpshim.esp.aead;

import static org.sctpshim.esp.aead.AeadConstruction.CBC_HMAC;
import static org.sctpshim.esp.aead.AeadConstruction.CHACHA20_POLY1305_AEAD;
import static org.sctpshim.esp.aead.AeadConstruction.GCM;
import static org.sctpshim.esp.aead.AeadConstruction.GMAC;
import static org.sctpshim.esp.aead.AeadConstruction.NULL_HMAC;

/**
 * What a provider may be asked to protect text with, and its sizes in octets. Beside the AEADs proper (RFC 5116) these are
 * the pairs of cipher and HMAC that ESP uses, each pair as one algorithm, so that nobody can take one without the other.
 *
 * <p>AEADs have their full tag of 16 octets (RFC 8221 section 5); HMACs are cut to half as RFC 4868 says.
 */
public enum AeadAlgorithm {
    AES_128_GCM(GCM, 16, 0, 12, 16),
    AES_192_GCM(GCM, 24, 0, 12, 16),
    AES_256_GCM(GCM, 32, 0, 12, 16),
    CHACHA20_POLY1305(CHACHA20_POLY1305_AEAD, 32, 0, 12, 16),
    AES_128_CBC_HMAC_SHA2_256(CBC_HMAC, 16, 32, 16, 16),
    AES_128_CBC_HMAC_SHA2_384(CBC_HMAC, 16, 48, 16, 24),
    AES_128_CBC_HMAC_SHA2_512(CBC_HMAC, 16, 64, 16, 32),
    AES_256_CBC_HMAC_SHA2_256(CBC_HMAC, 32, 32, 16, 16),
    AES_256_CBC_HMAC_SHA2_384(CBC_HMAC, 32, 48, 16, 24),
    AES_256_CBC_HMAC_SHA2_512(CBC_HMAC, 32, 64, 16, 32),
    /** Authenticates without encrypting. */
    AES_128_GMAC(GMAC, 16, 0, 12, 16),
    /** Authenticates without encrypting. */
    AES_192_GMAC(GMAC, 24, 0, 12, 16),
    /** Authenticates without encrypting. */
    AES_256_GMAC(GMAC, 32, 0, 12, 16),
    /** Authenticates without encrypting. */
    NULL_HMAC_SHA2_256(NULL_HMAC, 0, 32, 0, 16),
    /** Authenticates without encrypting. */
    NULL_HMAC_SHA2_384(NULL_HMAC, 0, 48, 0, 24),
    /** Authenticates without encrypting. */
    NULL_HMAC_SHA2_512(NULL_HMAC, 0, 64, 0, 32);

    /** The longest nonce of any algorithm. */
    public static final int MAX_NONCE_BYTES = 16;

    /** The longest tag of any algorithm. */
    public static final int MAX_TAG_BYTES = 32;

    private final AeadConstruction construction;
    private final int cipherKeyBytes;
    private final int integrityKeyBytes;
    private final int nonceBytes;
    private final int tagBytes;

    AeadAlgorithm(
            AeadConstruction construction, int cipherKeyBytes, int integrityKeyBytes, int nonceBytes, int tagBytes) {
        this.construction = construction;
        this.cipherKeyBytes = cipherKeyBytes;
        this.integrityKeyBytes = integrityKeyBytes;
        this.nonceBytes = nonceBytes;
        this.tagBytes = tagBytes;
    }

    /** What a job has to look like. */
    public AeadConstruction construction() {
        return construction;
    }

    /** Length of the whole key: the cipher's, then the HMAC's. */
    public int keyBytes() {
        return cipherKeyBytes + integrityKeyBytes;
    }

    /** Length of the cipher's key. */
    public int cipherKeyBytes() {
        return cipherKeyBytes;
    }

    /** Length of the HMAC's key, which is that of its hash (RFC 4868 section 2.1.1); 0 for an AEAD proper. */
    public int integrityKeyBytes() {
        return integrityKeyBytes;
    }

    /** Length of the nonce, or of CBC's initialisation vector. */
    public int nonceBytes() {
        return nonceBytes;
    }

    /** Length of the tag. */
    public int tagBytes() {
        return tagBytes;
    }

    /** What text has to be a multiple of: 16 for CBC, else 1. */
    public int blockBytes() {
        return construction == CBC_HMAC ? 16 : 1;
    }

    /** Whether text can be read by everybody. */
    public boolean leavesTextInClear() {
        return construction == GMAC || construction == NULL_HMAC;
    }

    /** Checks a key's length. */
    void requireLength(byte[] octets) {
        if (octets.length != keyBytes()) {
            throw new IllegalArgumentException(
                    this + " takes a key of " + keyBytes() + " octets, got " + octets.length);
        }
    }
}
