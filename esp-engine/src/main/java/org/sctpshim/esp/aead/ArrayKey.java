package org.sctpshim.esp.aead;

import java.security.GeneralSecurityException;

/** A key of a cipher that works on arrays. What it throws means that the job failed. */
abstract class ArrayKey implements AeadKey {

    private final AeadAlgorithm algorithm;
    private final Object provider;

    /** A key that only workers of the same provider take. */
    ArrayKey(AeadAlgorithm algorithm, Object provider) {
        this.algorithm = algorithm;
        this.provider = provider;
    }

    @Override
    public final AeadAlgorithm algorithm() {
        return algorithm;
    }

    final boolean isOf(Object other) {
        return provider == other;
    }

    /** From {@link ArrayJob#in} to {@link ArrayJob#out}; CBC also turns the nonce into its vector. */
    abstract boolean seal(ArrayJob job) throws GeneralSecurityException;

    /** From {@link ArrayJob#in} to {@link ArrayJob#out}. False if the tag is wrong or the key was wiped. */
    abstract boolean open(ArrayJob job) throws GeneralSecurityException;
}
