package org.sctpshim.esp.aead;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One provider made of several: each algorithm is done by the one chosen for it. A burst is handed to the worker of every
 * provider that has made a key; each does its own jobs and leaves the others alone. As long as one provider makes all the
 * keys, that is one call.
 */
final class ChosenProviders implements AeadProvider {

    private final Map<AeadAlgorithm, AeadProvider> chosen;
    private final List<AeadProvider> all;
    private final Set<AeadProvider> inUse = ConcurrentHashMap.newKeySet();
    private volatile int uses;

    ChosenProviders(Map<AeadAlgorithm, AeadProvider> chosen) {
        this.chosen = Map.copyOf(chosen);
        this.all = List.copyOf(new LinkedHashSet<>(chosen.values()));
    }

    @Override
    public String name() {
        return String.join("+", all.stream().map(AeadProvider::name).toList());
    }

    @Override
    public boolean supports(AeadAlgorithm algorithm) {
        return chosen.containsKey(algorithm);
    }

    @Override
    public AeadKey key(AeadAlgorithm algorithm, byte[] octets) {
        AeadProvider provider = chosen.get(algorithm);
        if (provider == null) {
            throw new IllegalArgumentException("no cipher provider here has " + algorithm);
        }
        // Before the key is handed out: a worker that meets it must know of its provider.
        if (inUse.add(provider)) {
            uses = inUse.size();
        }
        return provider.key(algorithm, octets);
    }

    @Override
    public Aead worker() {
        return new Worker();
    }

    /** Such as {@code ipsec-mb for AES_128_GCM, AES_256_GCM; jdk for AES_128_CBC_HMAC_SHA2_256}. */
    @Override
    public String toString() {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        for (AeadAlgorithm algorithm : AeadAlgorithm.values()) {
            AeadProvider provider = chosen.get(algorithm);
            if (provider != null) {
                byName.computeIfAbsent(provider.name(), name -> new ArrayList<>())
                        .add(algorithm.name());
            }
        }
        List<String> parts = new ArrayList<>();
        byName.forEach((name, algorithms) -> parts.add(name + " for " + String.join(", ", algorithms)));
        return String.join("; ", parts);
    }

    private final class Worker implements Aead {
        private Aead[] workers = new Aead[0];
        private final Set<AeadProvider> known = new LinkedHashSet<>();

        @Override
        public void seal(AeadBurst jobs) {
            for (Aead each : current()) {
                each.seal(jobs);
            }
        }

        @Override
        public void open(AeadBurst jobs) {
            for (Aead each : current()) {
                each.open(jobs);
            }
        }

        /** A worker for each provider in use; a new one is made once, when its first key appears. */
        private Aead[] current() {
            if (workers.length != uses) {
                List<Aead> grown = new ArrayList<>(List.of(workers));
                for (AeadProvider provider : all) {
                    if (inUse.contains(provider) && known.add(provider)) {
                        grown.add(provider.worker());
                    }
                }
                workers = grown.toArray(new Aead[0]);
            }
            return workers;
        }
    }
}
