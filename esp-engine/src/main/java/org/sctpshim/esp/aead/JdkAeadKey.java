package org.sctpshim.esp.aead;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A key of an AEAD with a cipher object of its own, since the JDK's cipher keeps the expanded key of its last use and
 * would expand again if two keys took turns.
 *
 * <p>Wiping drops the references. The JDK offers no way to overwrite the copies inside its key and cipher objects; they
 * go when the collector takes them.
 */
final class JdkAeadKey extends ArrayKey {

    private final boolean gmac;
    private final boolean chaCha;
    private final byte[] nonceBefore = new byte[AeadAlgorithm.CHACHA20_POLY1305.nonceBytes()];
    private final byte[] nonce = new byte[nonceBefore.length];
    private final int tagBytes;
    private volatile @Nullable Cipher cipher;
    private @Nullable SecretKeySpec key;

    JdkAeadKey(AeadAlgorithm algorithm, Object provider, Cipher cipher, SecretKeySpec key) {
        super(algorithm, provider);
        this.gmac = algorithm.construction() == AeadConstruction.GMAC;
        this.chaCha = algorithm.construction() == AeadConstruction.CHACHA20_POLY1305_AEAD;
        this.tagBytes = algorithm.tagBytes();
        this.key = key;
        this.cipher = cipher;
    }

    @Override
    public void wipe() {
        cipher = null;
        key = null;
    }

    @Override
    boolean seal(ArrayJob job) throws GeneralSecurityException {
        Cipher started = start(Cipher.ENCRYPT_MODE, job);
        if (started == null) {
            return false;
        }
        if (gmac) {
            System.arraycopy(job.in, 0, job.out, 0, job.textLength);
            started.updateAAD(job.in, 0, job.textLength);
            return started.doFinal(job.out, job.textLength) == tagBytes;
        }
        return started.doFinal(job.in, 0, job.textLength, job.out, 0) == job.textLength + tagBytes;
    }

    @Override
    boolean open(ArrayJob job) throws GeneralSecurityException {
        Cipher started = start(Cipher.DECRYPT_MODE, job);
        if (started == null) {
            return false;
        }
        if (gmac) {
            System.arraycopy(job.in, 0, job.out, 0, job.textLength);
            started.updateAAD(job.in, 0, job.textLength);
            return started.doFinal(job.in, job.textLength, tagBytes).length == 0;
        }
        return started.doFinal(job.in, 0, job.textLength + tagBytes, job.out, 0) == job.textLength;
    }

    private @Nullable Cipher start(int mode, ArrayJob job) throws GeneralSecurityException {
        Cipher ready = cipher;
        SecretKeySpec spec = key;
        if (ready == null || spec == null) {
            return null;
        }
        System.arraycopy(job.nonce, 0, nonce, 0, nonce.length);
        if (chaCha) {
            if (mode == Cipher.DECRYPT_MODE && Arrays.equals(nonce, nonceBefore)) {
                forgetNonceBefore(ready, spec);
            }
            System.arraycopy(nonce, 0, nonceBefore, 0, nonce.length);
        }
        ready.init(mode, spec, parameters(nonce));
        ready.updateAAD(job.aad, 0, job.aadLength);
        return ready;
    }

    /**
     * The JDK's ChaCha20 refuses to be started twice in a row with one nonce, for decryption too. A forged packet would
     * then take the true one with it that has the same nonce, so another nonce goes in between.
     */
    private void forgetNonceBefore(Cipher ready, SecretKeySpec spec) throws GeneralSecurityException {
        nonceBefore[0] ^= 1;
        ready.init(Cipher.DECRYPT_MODE, spec, parameters(nonceBefore));
    }

    private AlgorithmParameterSpec parameters(byte[] octets) {
        return chaCha ? new IvParameterSpec(octets) : new GCMParameterSpec(8 * tagBytes, octets);
    }
}
