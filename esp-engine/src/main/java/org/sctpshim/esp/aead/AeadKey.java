package org.sctpshim.esp.aead;

/**
 * One key made ready by one provider: the expanded key schedule, wherever that provider keeps it.
 *
 * <p>Threads: made and wiped by the installing thread, used by one thread at a time. The owner must see to it that no
 * burst in flight names a key that is being wiped; the key itself does not check.
 */
public interface AeadKey {

    /** What the key is for. */
    AeadAlgorithm algorithm();

    /** Overwrites or releases the key. Using the key afterwards fails every job; wiping twice is harmless. */
    void wipe();
}
