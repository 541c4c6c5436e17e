package org.sctpshim.esp.aead;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Bursts over the JDK's cipher, one packet after the other. Packets are copied to arrays and back: on direct buffers the
 * cipher would allocate three times as much and run slower. What is allocated here is the cipher's own doing.
 */
final class JdkAead implements Aead {

    private static final int TAG_BITS = AeadAlgorithm.TAG_BYTES * 8;
    private static final int INITIAL_SCRATCH_BYTES = 2048;

    private final byte[] nonce = new byte[AeadAlgorithm.NONCE_BYTES];
    private byte[] in = new byte[INITIAL_SCRATCH_BYTES];
    private byte[] out = new byte[INITIAL_SCRATCH_BYTES];
    private byte[] aad = new byte[64];

    @Override
    public void seal(AeadBurst jobs) {
        for (int job = 0; job < jobs.size(); job++) {
            int textLength = jobs.textLength(job);
            jobs.result(job, run(jobs, job, Cipher.ENCRYPT_MODE, textLength, textLength + AeadAlgorithm.TAG_BYTES));
        }
    }

    @Override
    public void open(AeadBurst jobs) {
        for (int job = 0; job < jobs.size(); job++) {
            int textLength = jobs.textLength(job);
            jobs.result(job, run(jobs, job, Cipher.DECRYPT_MODE, textLength + AeadAlgorithm.TAG_BYTES, textLength));
        }
    }

    private boolean run(AeadBurst jobs, int job, int mode, int inLength, int outLength) {
        ByteBuffer memory = jobs.memory();
        reserve(Math.max(inLength, outLength), jobs.aadLength(job));
        memory.get(jobs.textOffset(job), in, 0, inLength);
        try {
            Cipher cipher = start(jobs, job, mode);
            if (cipher == null || cipher.doFinal(in, 0, inLength, out, 0) != outLength) {
                return false;
            }
        } catch (GeneralSecurityException | IllegalStateException e) {
            // A wrong tag is the usual cause. The cipher knows no other way to say so than to throw.
            return false;
        }
        memory.put(jobs.textOffset(job), out, 0, outLength);
        return true;
    }

    private @Nullable Cipher start(AeadBurst jobs, int job, int mode) throws GeneralSecurityException {
        if (!(jobs.key(job) instanceof JdkAeadKey key)) {
            return null;
        }
        jobs.memory().get(jobs.nonceOffset(job), nonce, 0, nonce.length);
        Cipher cipher = key.start(mode, new GCMParameterSpec(TAG_BITS, nonce));
        if (cipher != null) {
            jobs.memory().get(jobs.aadOffset(job), aad, 0, jobs.aadLength(job));
            cipher.updateAAD(aad, 0, jobs.aadLength(job));
        }
        return cipher;
    }

    private void reserve(int textBytes, int aadBytes) {
        if (textBytes > in.length) {
            in = new byte[textBytes];
            out = new byte[textBytes];
        }
        if (aadBytes > aad.length) {
            aad = new byte[aadBytes];
        }
    }
}
