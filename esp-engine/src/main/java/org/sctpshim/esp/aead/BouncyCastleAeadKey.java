package org.sctpshim.esp.aead;

import java.security.GeneralSecurityException;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.AEADCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/** A key of an AEAD with a cipher object of its own. Wiping drops the references. */
final class BouncyCastleAeadKey extends ArrayKey {

    private final boolean gmac;
    private final int tagBytes;
    private final byte[] nonce;
    private volatile @Nullable AEADCipher cipher;
    private @Nullable KeyParameter key;

    BouncyCastleAeadKey(AeadAlgorithm algorithm, Object provider, AEADCipher cipher, KeyParameter key) {
        super(algorithm, provider);
        this.gmac = algorithm.construction() == AeadConstruction.GMAC;
        this.tagBytes = algorithm.tagBytes();
        this.nonce = new byte[algorithm.nonceBytes()];
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
        return run(job, true, job.textLength, job.textLength + tagBytes);
    }

    @Override
    boolean open(ArrayJob job) throws GeneralSecurityException {
        return run(job, false, job.textLength + tagBytes, job.textLength);
    }

    private boolean run(ArrayJob job, boolean encrypt, int inLength, int outLength) throws GeneralSecurityException {
        AEADCipher ready = cipher;
        KeyParameter spec = key;
        if (ready == null || spec == null) {
            return false;
        }
        System.arraycopy(job.nonce, 0, nonce, 0, nonce.length);
        ready.init(encrypt, new AEADParameters(spec, 8 * tagBytes, nonce));
        ready.processAADBytes(job.aad, 0, job.aadLength);
        int skipped = 0;
        if (gmac) {
            skipped = job.textLength;
            ready.processAADBytes(job.in, 0, skipped);
            System.arraycopy(job.in, 0, job.out, 0, skipped);
        }
        try {
            int done = ready.processBytes(job.in, skipped, inLength - skipped, job.out, skipped);
            return skipped + done + ready.doFinal(job.out, skipped + done) == outLength;
        } catch (InvalidCipherTextException e) {
            return false;
        }
    }
}
