package org.sctpshim.esp;

import org.sctpshim.esp.aead.AeadAlgorithm;

/**
 * How an SA protects packets: cipher, integrity, and the sizes in octets of what ESP puts round the ciphertext. Numbers
 * are those of IKEv2's transform types 1 and 3.
 *
 * <p>Those named insecure authenticate packets and leave them readable. An engine takes them only if it was made for it.
 */
public enum EspAlgorithm {
    /** AES-128-GCM with a 16 octet ICV (RFC 4106). */
    AES_GCM_16_128(AeadAlgorithm.AES_128_GCM, Ids.AES_GCM_16, 0),
    /** AES-192-GCM with a 16 octet ICV (RFC 4106). */
    AES_GCM_16_192(AeadAlgorithm.AES_192_GCM, Ids.AES_GCM_16, 0),
    /** AES-256-GCM with a 16 octet ICV (RFC 4106). */
    AES_GCM_16_256(AeadAlgorithm.AES_256_GCM, Ids.AES_GCM_16, 0),
    /** ChaCha20-Poly1305 (RFC 7634); IKEv2 gives it no key length attribute. */
    CHACHA20_POLY1305(AeadAlgorithm.CHACHA20_POLY1305, Ids.CHACHA20_POLY1305, 0),
    /** AES-128-CBC (RFC 3602) with HMAC-SHA2-256-128 (RFC 4868). */
    AES_CBC_128_HMAC_SHA2_256_128(AeadAlgorithm.AES_128_CBC_HMAC_SHA2_256, Ids.AES_CBC, Ids.HMAC_SHA2_256_128),
    /** AES-128-CBC (RFC 3602) with HMAC-SHA2-384-192 (RFC 4868). */
    AES_CBC_128_HMAC_SHA2_384_192(AeadAlgorithm.AES_128_CBC_HMAC_SHA2_384, Ids.AES_CBC, Ids.HMAC_SHA2_384_192),
    /** AES-128-CBC (RFC 3602) with HMAC-SHA2-512-256 (RFC 4868). */
    AES_CBC_128_HMAC_SHA2_512_256(AeadAlgorithm.AES_128_CBC_HMAC_SHA2_512, Ids.AES_CBC, Ids.HMAC_SHA2_512_256),
    /** AES-256-CBC (RFC 3602) with HMAC-SHA2-256-128 (RFC 4868). */
    AES_CBC_256_HMAC_SHA2_256_128(AeadAlgorithm.AES_256_CBC_HMAC_SHA2_256, Ids.AES_CBC, Ids.HMAC_SHA2_256_128),
    /** AES-256-CBC (RFC 3602) with HMAC-SHA2-384-192 (RFC 4868). */
    AES_CBC_256_HMAC_SHA2_384_192(AeadAlgorithm.AES_256_CBC_HMAC_SHA2_384, Ids.AES_CBC, Ids.HMAC_SHA2_384_192),
    /** AES-256-CBC (RFC 3602) with HMAC-SHA2-512-256 (RFC 4868). */
    AES_CBC_256_HMAC_SHA2_512_256(AeadAlgorithm.AES_256_CBC_HMAC_SHA2_512, Ids.AES_CBC, Ids.HMAC_SHA2_512_256),
    /** No encryption: AES-128-GMAC (RFC 4543). */
    INSECURE_CLEAR_AES_GMAC_128(AeadAlgorithm.AES_128_GMAC, Ids.NULL_AUTH_AES_GMAC, 0),
    /** No encryption: AES-192-GMAC (RFC 4543). */
    INSECURE_CLEAR_AES_GMAC_192(AeadAlgorithm.AES_192_GMAC, Ids.NULL_AUTH_AES_GMAC, 0),
    /** No encryption: AES-256-GMAC (RFC 4543). */
    INSECURE_CLEAR_AES_GMAC_256(AeadAlgorithm.AES_256_GMAC, Ids.NULL_AUTH_AES_GMAC, 0),
    /** No encryption (RFC 2410): HMAC-SHA2-256-128 (RFC 4868). */
    INSECURE_CLEAR_HMAC_SHA2_256_128(AeadAlgorithm.NULL_HMAC_SHA2_256, Ids.NULL, Ids.HMAC_SHA2_256_128),
    /** No encryption (RFC 2410): HMAC-SHA2-384-192 (RFC 4868). */
    INSECURE_CLEAR_HMAC_SHA2_384_192(AeadAlgorithm.NULL_HMAC_SHA2_384, Ids.NULL, Ids.HMAC_SHA2_384_192),
    /** No encryption (RFC 2410): HMAC-SHA2-512-256 (RFC 4868). */
    INSECURE_CLEAR_HMAC_SHA2_512_256(AeadAlgorithm.NULL_HMAC_SHA2_512, Ids.NULL, Ids.HMAC_SHA2_512_256);

    /** IANA's numbers for IKEv2's transform types 1 and 3. */
    private static final class Ids {
        static final int NULL = 11;
        static final int AES_CBC = 12;
        static final int AES_GCM_16 = 20;
        static final int NULL_AUTH_AES_GMAC = 21;
        static final int CHACHA20_POLY1305 = 28;
        static final int HMAC_SHA2_256_128 = 12;
        static final int HMAC_SHA2_384_192 = 13;
        static final int HMAC_SHA2_512_256 = 14;
    }

    private static final int SALT_BYTES = 4;
    private static final int HEADER_BYTES = 8;
    private static final int TRAILER_BYTES = 2;
    private static final int LEAST_ALIGNMENT = 4;

    private final AeadAlgorithm aead;
    private final int transformId;
    private final int integrityId;

    EspAlgorithm(AeadAlgorithm aead, int transformId, int integrityId) {
        this.aead = aead;
        this.transformId = transformId;
        this.integrityId = integrityId;
    }

    /** The cipher behind it. */
    public AeadAlgorithm aead() {
        return aead;
    }

    /** IKEv2 transform id of type 1, encryption: 20 is ENCR_AES_GCM_16. */
    public int transformId() {
        return transformId;
    }

    /** IKEv2 transform id of type 3, integrity: 12 is AUTH_HMAC_SHA2_256_128; 0 where the cipher has its own. */
    public int integrityId() {
        return integrityId;
    }

    /** The length of the cipher's key in bits: IKEv2's key length attribute, where the cipher has one. */
    public int keyBits() {
        return aead.cipherKeyBytes() * 8;
    }

    /** Whether packets can be read by everybody on their way. */
    public boolean leavesPacketsInClear() {
        return aead.leavesTextInClear();
    }

    /**
     * Octets of key material to ask of the key schedule: the cipher's key, then its salt (RFC 4106 section 8.1) or the
     * HMAC's key (RFC 7296 section 2.17).
     */
    public int keyMaterialBytes() {
        return aead.keyBytes() + saltBytes();
    }

    /** Octets of salt, the nonce's secret first part (RFC 4106 section 4, RFC 7634 section 2); 0 with an HMAC. */
    public int saltBytes() {
        return integrityId == 0 ? SALT_BYTES : 0;
    }

    /** Octets of IV in the packet: the nonce's second part, CBC's vector, or none. */
    public int ivBytes() {
        return aead.nonceBytes() - saltBytes();
    }

    /** Octets of ICV behind the ciphertext. */
    public int icvBytes() {
        return aead.tagBytes();
    }

    /** What the octets between IV and ICV are a multiple of (RFC 4303 section 2.4). */
    public int alignmentBytes() {
        return Math.max(LEAST_ALIGNMENT, aead.blockBytes());
    }

    /** What ESP adds to a packet at most: header, IV, padding, trailer and ICV. */
    public int overheadBytes() {
        return HEADER_BYTES + ivBytes() + (alignmentBytes() - 1) + TRAILER_BYTES + icvBytes();
    }
}
