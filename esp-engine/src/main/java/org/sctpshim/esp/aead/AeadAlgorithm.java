package org.sctpshim.esp.aead;

/**
 * The authenticated ciphers a provider may offer (RFC 5116), with their sizes in octets. The tag is always the full
 * one: RFC 8221 section 5 wants 16 octets.
 */
public enum AeadAlgorithm {
    AES_128_GCM(16),
    AES_192_GCM(24),
    AES_256_GCM(32);

    /** Length of the nonce in octets. */
    public static final int NONCE_BYTES = 12;

    /** Length of the authentication tag in octets. */
    public static final int TAG_BYTES = 16;

    private final int keyBytes;

    AeadAlgorithm(int keyBytes) {
        this.keyBytes = keyBytes;
    }

    /** Length of the key in octets. */
    public int keyBytes() {
        return keyBytes;
    }
}
