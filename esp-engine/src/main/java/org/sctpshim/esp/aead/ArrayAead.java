package org.sctpshim.esp.aead;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

/**
 * Bursts over a cipher that takes one packet after the other. Packets are copied to arrays and back: on direct buffers the
 * JDK's cipher would allocate three times as much and run slower. What is allocated here is the cipher's own doing.
 */
final class ArrayAead implements Aead {

    private final Object provider;
    private final ArrayJob job = new ArrayJob();

    /** A worker for the keys of one provider. */
    ArrayAead(Object provider) {
        this.provider = provider;
    }

    @Override
    public void seal(AeadBurst jobs) {
        for (int index = 0; index < jobs.size(); index++) {
            if (jobs.key(index) instanceof ArrayKey key && key.isOf(provider)) {
                jobs.result(index, seal(jobs, index, key));
            }
        }
    }

    @Override
    public void open(AeadBurst jobs) {
        for (int index = 0; index < jobs.size(); index++) {
            if (jobs.key(index) instanceof ArrayKey key && key.isOf(provider)) {
                jobs.result(index, open(jobs, index, key));
            }
        }
    }

    private boolean seal(AeadBurst jobs, int index, ArrayKey key) {
        AeadAlgorithm algorithm = key.algorithm();
        job.load(jobs, index, algorithm, jobs.textLength(index));
        try {
            if (!key.seal(job)) {
                return false;
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
        ByteBuffer memory = jobs.memory();
        memory.put(jobs.textOffset(index), job.out, 0, job.textLength + algorithm.tagBytes());
        if (algorithm.construction() == AeadConstruction.CBC_HMAC) {
            memory.put(jobs.nonceOffset(index), job.nonce, 0, algorithm.nonceBytes());
        }
        return true;
    }

    private boolean open(AeadBurst jobs, int index, ArrayKey key) {
        job.load(
                jobs,
                index,
                key.algorithm(),
                jobs.textLength(index) + key.algorithm().tagBytes());
        try {
            if (!key.open(job)) {
                return false;
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            // A wrong tag is the usual cause. The ciphers know no other way to say so than to throw.
            return false;
        }
        jobs.memory().put(jobs.textOffset(index), job.out, 0, job.textLength);
        return true;
    }
}
