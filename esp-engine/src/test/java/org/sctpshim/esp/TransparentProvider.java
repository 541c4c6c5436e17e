package org.sctpshim.esp;

import org.sctpshim.esp.aead.Aead;
import org.sctpshim.esp.aead.AeadAlgorithm;
import org.sctpshim.esp.aead.AeadBurst;
import org.sctpshim.esp.aead.AeadKey;
import org.sctpshim.esp.aead.AeadProvider;

/** A cipher that does nothing, so that what is measured is the engine alone. It remembers which keys were wiped. */
final class TransparentProvider implements AeadProvider {

    static final class Key implements AeadKey {
        private final AeadAlgorithm algorithm;
        volatile boolean wiped;

        Key(AeadAlgorithm algorithm) {
            this.algorithm = algorithm;
        }

        @Override
        public AeadAlgorithm algorithm() {
            return algorithm;
        }

        @Override
        public void wipe() {
            wiped = true;
        }
    }

    /** Runs while a burst is with the cipher. */
    Runnable duringBurst = () -> {};

    @Override
    public String name() {
        return "transparent";
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
                finish(jobs);
            }

            @Override
            public void open(AeadBurst jobs) {
                finish(jobs);
            }
        };
    }

    private void finish(AeadBurst jobs) {
        duringBurst.run();
        for (int job = 0; job < jobs.size(); job++) {
            jobs.result(job, jobs.key(job) instanceof Key key && !key.wiped);
        }
    }
}
