package org.sctpshim.ike.crypto;

import org.jspecify.annotations.Nullable;

/** How the content of an encrypted payload is made and opened. One object serves one direction. */
sealed interface PayloadCipher permits AesGcmPayloadCipher {
    /** Octets that the content has more than the plaintext. */
    int overheadOctets();

    /**
     * Encrypts into the message that will carry it.
     *
     * @param message its first {@code contentOffset} octets are authenticated with the content
     * @param contentOffset where the content goes, which reaches to the end of the message
     */
    void seal(byte[] message, int contentOffset, byte[] plaintext);

    /** The plaintext, or null for every cause of failure alike. */
    byte @Nullable [] open(byte[] message, int contentOffset);
}
