package org.sctpshim.ike.crypto;

/** Where random octets come from: a secure generator in production, a seeded one in the simulator. */
@FunctionalInterface
public interface RandomSource {
    /** Fills the array. */
    void nextBytes(byte[] target);

    /** So many fresh octets. */
    default byte[] bytes(int length) {
        byte[] octets = new byte[length];
        nextBytes(octets);
        return octets;
    }
}
