package org.sctpshim.esp.aead;

/** How an algorithm is put together, which says what the fields of a job mean. See {@link AeadBurst}. */
public enum AeadConstruction {
    /** Galois/Counter Mode: tag over additional data and ciphertext. */
    GCM,
    /** ChaCha20 with Poly1305 (RFC 8439): tag over additional data and ciphertext. */
    CHACHA20_POLY1305_AEAD,
    /** GCM without anything to encrypt (RFC 4543): tag over additional data, then the text, which stays as it is. */
    GMAC,
    /** CBC, then an HMAC over additional data, initialisation vector, ciphertext and suffix. */
    CBC_HMAC,
    /** No cipher: an HMAC over additional data, text and suffix. */
    NULL_HMAC
}
