package org.sctpshim.ike.crypto;

import java.util.Random;

/** Random octets that are the same in every run. */
record SeededRandom(Random random) implements RandomSource {
    SeededRandom(long seed) {
        this(new Random(seed));
    }

    @Override
    public void nextBytes(byte[] target) {
        random.nextBytes(target);
    }
}
