package org.sctpshim.esp.aead;

/**
 * The worker that carries out the jobs of a burst. It owns whatever scratch memory the provider needs.
 *
 * <p>Jobs of a wiped key fail. Jobs of another provider's key are left alone: they count as failed unless that provider's
 * worker is handed the same burst. No job makes a call throw.
 *
 * <p>Threads: an instance belongs to one thread. A sender and a receiver have one each.
 */
public interface Aead {

    /** Encrypts every job's text in place and writes the tag behind it, then sets every job's result. */
    void seal(AeadBurst jobs);

    /**
     * Verifies every job's tag and decrypts its text in place, then sets every job's result. Text of a job that failed is
     * unspecified and must not be looked at. Why a job failed is not told apart.
     */
    void open(AeadBurst jobs);
}
