package org.sctpshim.esp.aead;

import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/**
 * A cipher and an HMAC as ESP combines them: encrypt, then authenticate what came out (RFC 4303 section 3.3.2).
 *
 * <pre>
 *   HMAC(additional data | initialisation vector | ciphertext | suffix), cut to the tag's length
 * </pre>
 *
 * On opening nothing is decrypted unless the tag is right, and tags are compared in constant time.
 */
final class EncryptThenMacKey extends ArrayKey {

    /** CBC without padding. */
    interface BlockChaining {
        /** Encrypts or decrypts whole blocks; {@code out} may not be {@code in}. */
        void run(boolean encrypt, byte[] vector, byte[] in, int inAt, int length, byte[] out, int outAt)
                throws GeneralSecurityException;
    }

    /** A keyed hash that starts anew after each {@link #finish}. */
    interface KeyedHash {
        void update(byte[] octets, int at, int length);

        void finish(byte[] out) throws GeneralSecurityException;
    }

    private static final int BLOCK_BYTES = 16;
    private static final int LONGEST_HASH_BYTES = 64;

    private final byte[] zeroVector = new byte[BLOCK_BYTES];
    private final byte[] hash = new byte[LONGEST_HASH_BYTES];
    private final byte[] suffix = new byte[4];
    private final int tagBytes;
    private final int vectorBytes;
    private byte[] blocks = new byte[0];
    private volatile @Nullable KeyedHash mac;
    private @Nullable BlockChaining chaining;

    /**
     * A key.
     *
     * @param chaining the cipher under its key; null for none
     * @param mac the HMAC under its key
     */
    EncryptThenMacKey(AeadAlgorithm algorithm, Object provider, @Nullable BlockChaining chaining, KeyedHash mac) {
        super(algorithm, provider);
        this.chaining = chaining;
        this.mac = mac;
        this.tagBytes = algorithm.tagBytes();
        this.vectorBytes = algorithm.nonceBytes();
    }

    @Override
    public void wipe() {
        mac = null;
        chaining = null;
    }

    @Override
    boolean seal(ArrayJob job) throws GeneralSecurityException {
        KeyedHash readyMac = mac;
        if (readyMac == null || !encrypt(job)) {
            return false;
        }
        computeTag(readyMac, job, job.out);
        System.arraycopy(hash, 0, job.out, job.textLength, tagBytes);
        return true;
    }

    @Override
    boolean open(ArrayJob job) throws GeneralSecurityException {
        KeyedHash readyMac = mac;
        if (readyMac == null) {
            return false;
        }
        computeTag(readyMac, job, job.in);
        int difference = 0;
        for (int i = 0; i < tagBytes; i++) {
            difference |= hash[i] ^ job.in[job.textLength + i];
        }
        return difference == 0 && decrypt(job);
    }

    /** The number that never repeats is the first block, under a vector of zeros: what comes out is the vector. */
    private boolean encrypt(ArrayJob job) throws GeneralSecurityException {
        BlockChaining cipher = chaining;
        if (vectorBytes == 0) {
            System.arraycopy(job.in, 0, job.out, 0, job.textLength);
            return true;
        }
        if (cipher == null) {
            return false;
        }
        int length = BLOCK_BYTES + job.textLength;
        if (blocks.length < 2 * length) {
            blocks = new byte[2 * length];
        }
        System.arraycopy(job.nonce, 0, blocks, 0, BLOCK_BYTES);
        System.arraycopy(job.in, 0, blocks, BLOCK_BYTES, job.textLength);
        cipher.run(true, zeroVector, blocks, 0, length, blocks, length);
        System.arraycopy(blocks, length, job.nonce, 0, BLOCK_BYTES);
        System.arraycopy(blocks, length + BLOCK_BYTES, job.out, 0, job.textLength);
        return true;
    }

    private boolean decrypt(ArrayJob job) throws GeneralSecurityException {
        BlockChaining cipher = chaining;
        if (vectorBytes == 0) {
            System.arraycopy(job.in, 0, job.out, 0, job.textLength);
            return true;
        }
        if (cipher == null || job.textLength % BLOCK_BYTES != 0) {
            return false;
        }
        cipher.run(false, job.nonce, job.in, 0, job.textLength, job.out, 0);
        return true;
    }

    private void computeTag(KeyedHash readyMac, ArrayJob job, byte[] text) throws GeneralSecurityException {
        readyMac.update(job.aad, 0, job.aadLength);
        readyMac.update(job.nonce, 0, vectorBytes);
        readyMac.update(text, 0, job.textLength);
        if (job.suffix != AeadBurst.NO_SUFFIX) {
            for (int i = 0; i < 4; i++) {
                suffix[i] = (byte) (job.suffix >>> (24 - 8 * i));
            }
            readyMac.update(suffix, 0, 4);
        }
        readyMac.finish(hash);
    }
}
