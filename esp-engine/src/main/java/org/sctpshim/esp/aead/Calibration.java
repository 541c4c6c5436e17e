package org.sctpshim.esp.aead;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Times bursts of 32 packets of 512 octets. One algorithm of each construction stands for all of it: which provider is
 * faster does not hang on the key's length. Short, so that it delays the start by milliseconds; a choice between providers
 * that are equal within its noise does not matter.
 */
final class Calibration {

    private static final int PACKETS = 32;
    private static final int STRIDE = 1024;
    private static final int TEXT_BYTES = 512;
    private static final int AAD_BYTES = 12;
    private static final int ROUNDS = 30;
    private static final long BUDGET_NS = 10_000_000;

    private final LongSupplier clock;
    private final Map<AeadConstruction, Optional<AeadProvider>> known = new HashMap<>();

    Calibration(LongSupplier clock) {
        this.clock = clock;
    }

    /** The fastest of these; empty if there are none. A single one is not timed. */
    Optional<AeadProvider> fastest(List<AeadProvider> able, AeadAlgorithm algorithm) {
        return known.computeIfAbsent(algorithm.construction(), ignored -> compare(able, algorithm));
    }

    private Optional<AeadProvider> compare(List<AeadProvider> able, AeadAlgorithm algorithm) {
        AeadProvider best = null;
        long bestNs = Long.MAX_VALUE;
        for (AeadProvider each : able) {
            long ns = able.size() == 1 ? 0 : burstNs(each, algorithm);
            if (ns < bestNs) {
                best = each;
                bestNs = ns;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The quickest of some bursts, so that neither the first calls nor other programs count. */
    private long burstNs(AeadProvider provider, AeadAlgorithm algorithm) {
        AeadKey key = provider.key(algorithm, new byte[algorithm.keyBytes()]);
        Aead worker = provider.worker();
        ByteBuffer memory = ByteBuffer.allocateDirect(PACKETS * STRIDE);
        AeadBurst burst = new AeadBurst(PACKETS, memory);
        long quickest = Long.MAX_VALUE;
        long number = 1;
        long start = clock.getAsLong();
        for (int round = 0; round < ROUNDS && clock.getAsLong() - start < BUDGET_NS; round++) {
            burst.reset(memory);
            for (int packet = 0; packet < PACKETS; packet++) {
                int at = packet * STRIDE;
                int nonceAt = at + AAD_BYTES;
                memory.putLong(nonceAt, number++);
                burst.add(key, nonceAt, at, AAD_BYTES, nonceAt + algorithm.nonceBytes(), TEXT_BYTES);
            }
            long before = clock.getAsLong();
            worker.seal(burst);
            quickest = Math.min(quickest, clock.getAsLong() - before);
        }
        key.wipe();
        return quickest;
    }
}
