package org.sctpshim.esp.aead;

import org.sctpshim.esp.linux.IpsecMbJobs;

/** A key expanded in native memory, which is overwritten when it is wiped. */
final class IpsecMbKey implements AeadKey {

    final IpsecMbJobs.Kind kind;
    final boolean gmac;
    final int keyBytes;
    private final AeadAlgorithm algorithm;
    private final KeyArena arena;
    private final KeyArena.Place place;

    /** Of the expanded key; 0 once wiped. */
    private volatile long address;

    IpsecMbKey(AeadAlgorithm algorithm, KeyArena arena, KeyArena.Place place) {
        this.algorithm = algorithm;
        this.arena = arena;
        this.place = place;
        this.gmac = algorithm.construction() == AeadConstruction.GMAC;
        this.kind = algorithm.construction() == AeadConstruction.CHACHA20_POLY1305_AEAD
                ? IpsecMbJobs.Kind.CHACHA20_POLY1305
                : IpsecMbJobs.Kind.GCM;
        this.keyBytes = algorithm.keyBytes();
        this.address = place.address();
    }

    @Override
    public AeadAlgorithm algorithm() {
        return algorithm;
    }

    long address() {
        return address;
    }

    @Override
    public synchronized void wipe() {
        if (address != 0) {
            address = 0;
            arena.giveBack(place);
        }
    }
}
