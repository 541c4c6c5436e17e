package org.sctpshim.ike.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * An AEAD in IKE (RFC 5282, RFC 7634): the content is an explicit IV of 8 octets, the ciphertext and an ICV of 16. The
 * nonce is the salt followed by the IV, and the IV is a counter, so that no nonce ever repeats under one key.
 */
final class AeadPayloadCipher implements PayloadCipher {
    private static final int SALT_OCTETS = 4;
    private static final int IV_OCTETS = 8;

    private final Aead aead;
    private final SecretBytes material;
    private long counter;

    /** @param material key and salt, which stay the caller's to wipe */
    AeadPayloadCipher(Aead aead, SecretBytes material) {
        this.aead = aead;
        this.material = material;
    }

    @Override
    public int overheadOctets() {
        return IV_OCTETS + Aead.ICV_OCTETS;
    }

    /** An AEAD takes any length. */
    @Override
    public int blockOctets() {
        return 1;
    }

    @Override
    public void seal(byte[] message, int contentOffset, byte[] plaintext) {
        counter++;
        ByteBuffer.wrap(message, contentOffset, IV_OCTETS).putLong(counter);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, message, contentOffset);
            cipher.doFinal(plaintext, 0, plaintext.length, message, contentOffset + IV_OCTETS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(aead + " did not encrypt", e);
        }
    }

    @Override
    public byte @Nullable [] open(byte[] message, int contentOffset) {
        int ciphertextOffset = contentOffset + IV_OCTETS;
        if (message.length - contentOffset < overheadOctets()) {
            return null;
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, message, contentOffset);
            return cipher.doFinal(message, ciphertextOffset, message.length - ciphertextOffset);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    private Cipher cipher(int mode, byte[] message, int contentOffset) throws GeneralSecurityException {
        byte[] keyAndSalt = material.exposed();
        int keyOctets = keyAndSalt.length - SALT_OCTETS;
        byte[] nonce = ByteBuffer.allocate(SALT_OCTETS + IV_OCTETS)
                .put(keyAndSalt, keyOctets, SALT_OCTETS)
                .put(message, contentOffset, IV_OCTETS)
                .array();
        Cipher cipher = aead.initialised(mode, keyAndSalt, keyOctets, nonce);
        cipher.updateAAD(message, 0, contentOffset);
        return cipher;
    }
}
