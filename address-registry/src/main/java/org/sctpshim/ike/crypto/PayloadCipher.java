package org.sctpshim.ike.crypto;

import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.wire.EncryptionAlgorithm;

/**
 * How the content of an encrypted payload is made and opened. One object serves one direction; each call to {@link
 * #seal} uses a nonce or initialization vector up.
 */
sealed interface PayloadCipher permits AeadPayloadCipher, CbcPayloadCipher {
    /** Octets that the content has more than the plaintext. */
    int overheadOctets();

    /** What the plaintext's length must be a multiple of. */
    int blockOctets();

    /**
     * Encrypts into the message that will carry it.
     *
     * @param message its first {@code contentOffset} octets are authenticated with the content
     * @param contentOffset where the content goes, which reaches to the end of the message
     */
    void seal(byte[] message, int contentOffset, byte[] plaintext);

    /** The plaintext, or null for every cause of failure alike. */
    byte @Nullable [] open(byte[] message, int contentOffset);

    /**
     * The cipher of one direction.
     *
     * @param encryption SK_e: the key and an AEAD's salt, which stays the caller's to wipe
     * @param integrity SK_a, empty with an AEAD; likewise
     */
    static PayloadCipher of(CipherSpec spec, SecretBytes encryption, SecretBytes integrity) {
        if (!spec.isAead()) {
            return new CbcPayloadCipher(encryption, HmacSha2.of(spec.integrity()), integrity);
        }
        boolean chaCha20 = spec.algorithm().equals(EncryptionAlgorithm.ENCR_CHACHA20_POLY1305);
        return new AeadPayloadCipher(chaCha20 ? Aead.CHACHA20_POLY1305 : Aead.AES_GCM, encryption);
    }
}
