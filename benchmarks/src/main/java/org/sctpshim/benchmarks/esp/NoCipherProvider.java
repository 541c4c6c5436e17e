package org.sctpshim.benchmarks.esp;

import org.sctpshim.esp.aead.Aead;
import org.sctpshim.esp.aead.AeadAlgorithm;
import org.sctpshim.esp.aead.AeadBurst;
import org.sctpshim.esp.aead.AeadKey;
import org.sctpshim.esp.aead.AeadProvider;

/** Does nothing to the packets, to measure what the engine costs without a cipher. Never to be used for traffic. */
final class NoCipherProvider implements AeadProvider {

    private record Key(AeadAlgorithm algorithm) implements AeadKey {
        @Override
        public void wipe() {}
    }

    @Override
    public String name() {
        return "none";
    }

    @Override
    public boolean supports(AeadAlgorithm algorithm) {
        return true;
    }

    @Override
    public AeadKey key(AeadAlgorithm algorithm, byte[] octets) {
        return new Key(algorithm);
    }

    @Override
    public Aead worker() {
        return new Aead() {
            @Override
            public void seal(AeadBurst jobs) {
                succeed(jobs);
            }

            @Override
            public void open(AeadBurst jobs) {
                succeed(jobs);
            }
        };
    }

    private static void succeed(AeadBurst jobs) {
        for (int job = 0; job < jobs.size(); job++) {
            jobs.result(job, true);
        }
    }
}
