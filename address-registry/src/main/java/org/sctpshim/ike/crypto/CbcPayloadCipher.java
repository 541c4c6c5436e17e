package org.sctpshim.ike.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * AES-CBC and an HMAC over it in IKE (RFC 7296 section 3.14): the content is an IV of 16 octets, the ciphertext and the
 * ICV, which covers the whole message before it. What is not authentic is never decrypted.
 *
 * <p>The IV is a counter encrypted with the key, which nobody without the key can predict (NIST SP 800-38A appendix C)
 * and which never repeats.
 */
final class CbcPayloadCipher implements PayloadCipher {
    private static final int BLOCK_OCTETS = 16;

    private final SecretBytes encryption;
    private final HmacSha2 hmac;
    private final SecretBytes integrity;
    private long counter;

    /** Takes two keys, which stay the caller's to wipe. */
    CbcPayloadCipher(SecretBytes encryption, HmacSha2 hmac, SecretBytes integrity) {
        this.encryption = encryption;
        this.hmac = hmac;
        this.integrity = integrity;
    }

    @Override
    public int overheadOctets() {
        return BLOCK_OCTETS + hmac.icvOctets();
    }

    @Override
    public int blockOctets() {
        return BLOCK_OCTETS;
    }

    @Override
    public void seal(byte[] message, int contentOffset, byte[] plaintext) {
        int icvOffset = message.length - hmac.icvOctets();
        try {
            byte[] iv = nextIv();
            System.arraycopy(iv, 0, message, contentOffset, BLOCK_OCTETS);
            cipher(Cipher.ENCRYPT_MODE, iv, 0)
                    .doFinal(plaintext, 0, plaintext.length, message, contentOffset + BLOCK_OCTETS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CBC did not encrypt", e);
        }
        byte[] icv = hmac.icv(integrity, message, icvOffset);
        System.arraycopy(icv, 0, message, icvOffset, icv.length);
    }

    @Override
    public byte @Nullable [] open(byte[] message, int contentOffset) {
        int ciphertextOffset = contentOffset + BLOCK_OCTETS;
        int icvOffset = message.length - hmac.icvOctets();
        int ciphertextOctets = icvOffset - ciphertextOffset;
        if (ciphertextOctets <= 0 || ciphertextOctets % BLOCK_OCTETS != 0 || !isAuthentic(message, icvOffset)) {
            return null;
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, message, contentOffset)
                    .doFinal(message, ciphertextOffset, ciphertextOctets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CBC did not decrypt whole blocks", e);
        }
    }

    private boolean isAuthentic(byte[] message, int icvOffset) {
        byte[] received = Arrays.copyOfRange(message, icvOffset, message.length);
        return MessageDigest.isEqual(hmac.icv(integrity, message, icvOffset), received);
    }

    private byte[] nextIv() throws GeneralSecurityException {
        counter++;
        byte[] block = ByteBuffer.allocate(BLOCK_OCTETS)
                .putLong(BLOCK_OCTETS - Long.BYTES, counter)
                .array();
        // One block of CBC with an IV of zeros is the bare block cipher.
        return cipher(Cipher.ENCRYPT_MODE, new byte[BLOCK_OCTETS], 0).doFinal(block);
    }

    private Cipher cipher(int mode, byte[] iv, int ivOffset) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(
                mode, new SecretKeySpec(encryption.exposed(), "AES"), new IvParameterSpec(iv, ivOffset, BLOCK_OCTETS));
        return cipher;
    }
}
