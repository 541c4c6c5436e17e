package org.sctpshim.esp.aead;

import java.nio.ByteBuffer;

/**
 * One job of a burst, copied into arrays, for ciphers that work on nothing else. The arrays grow to the longest job seen
 * and are then kept.
 */
final class ArrayJob {

    private static final int INITIAL_TEXT_BYTES = 2048;

    final byte[] nonce = new byte[AeadAlgorithm.MAX_NONCE_BYTES];
    byte[] aad = new byte[64];
    int aadLength;
    /** Sealing: the text. Opening: the text, then the tag. */
    byte[] in = new byte[INITIAL_TEXT_BYTES + AeadAlgorithm.MAX_TAG_BYTES];
    /** Sealing: the text, then the tag. Opening: the text. */
    byte[] out = new byte[in.length];

    int textLength;
    /** As in {@link AeadBurst#suffix}. */
    long suffix;

    void load(AeadBurst jobs, int job, AeadAlgorithm algorithm, int inLength) {
        textLength = jobs.textLength(job);
        aadLength = jobs.aadLength(job);
        suffix = jobs.suffix(job);
        reserve();
        ByteBuffer memory = jobs.memory();
        memory.get(jobs.nonceOffset(job), nonce, 0, algorithm.nonceBytes());
        memory.get(jobs.aadOffset(job), aad, 0, aadLength);
        memory.get(jobs.textOffset(job), in, 0, inLength);
    }

    private void reserve() {
        int needed = textLength + AeadAlgorithm.MAX_TAG_BYTES;
        if (needed > in.length) {
            in = new byte[needed];
            out = new byte[needed];
        }
        if (aadLength > aad.length) {
            aad = new byte[aadLength];
        }
    }
}
