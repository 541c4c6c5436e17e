package org.sctpshim.esp.aead;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Chooses, for each algorithm, who carries it out: of the providers that this machine has and that pass a self-test with
 * known answers, the one that seals a burst fastest. What is missing or fails is left out with one line in the log.
 * Bouncy Castle stands in where nobody else can do it.
 */
public final class ProviderChoice {

    /** Names the provider to be used in place of the fastest: {@code ipsec-mb}, {@code jdk} or {@code bouncycastle}. */
    public static final String PROPERTY = "sctpshim.cipher";

    private static final Logger LOG = System.getLogger(ProviderChoice.class.getName());

    private ProviderChoice() {}

    /**
     * What {@link #PROPERTY} names, else the fastest. An algorithm that the named provider does not have falls to the
     * fastest of the others.
     *
     * @param clock nanoseconds, for the calibration
     * @throws IllegalArgumentException if the property names no provider, or one that cannot work here
     */
    public static AeadProvider atStart(LongSupplier clock) {
        return among(present(), System.getProperty(PROPERTY, ""), clock);
    }

    /**
     * The choice among given providers, the last of which is the last resort: it is used by name, or for what nobody else
     * can do, but not timed, since it is known to be slow.
     *
     * @param preferred a name, or empty for the fastest
     */
    static AeadProvider among(List<AeadProvider> present, String preferred, LongSupplier clock) {
        requireKnown(present, preferred);
        List<AeadProvider> candidates = new ArrayList<>();
        for (AeadProvider each : present.subList(0, present.size() - 1)) {
            if (passes(each)) {
                candidates.add(each);
            }
        }
        AeadProvider last = present.get(present.size() - 1);
        if (needs(last, candidates, preferred) && passes(last)) {
            candidates.add(last);
        }
        if (!preferred.isEmpty()
                && candidates.stream().noneMatch(each -> each.name().equals(preferred))) {
            throw new IllegalArgumentException("the cipher provider " + preferred
                    + " gives wrong answers here: leave out -D" + PROPERTY + " for the fastest of the others");
        }
        ChosenProviders chosen = new ChosenProviders(choose(candidates, last, preferred, new Calibration(clock)));
        LOG.log(Level.INFO, () -> "ciphers: " + chosen);
        return chosen;
    }

    private static void requireKnown(List<AeadProvider> present, String preferred) {
        List<String> names = present.stream().map(AeadProvider::name).toList();
        if (!preferred.isEmpty() && !names.contains(preferred)) {
            throw new IllegalArgumentException("there is no cipher provider " + preferred + " here: set -D" + PROPERTY
                    + " to one of " + names + ", or leave it out for the fastest");
        }
    }

    private static boolean needs(AeadProvider last, List<AeadProvider> candidates, String preferred) {
        return last.name().equals(preferred)
                || Stream.of(AeadAlgorithm.values())
                        .anyMatch(algorithm -> candidates.stream().noneMatch(each -> each.supports(algorithm)));
    }

    private static Map<AeadAlgorithm, AeadProvider> choose(
            List<AeadProvider> candidates, AeadProvider last, String preferred, Calibration calibration) {
        Map<AeadAlgorithm, AeadProvider> chosen = new EnumMap<>(AeadAlgorithm.class);
        for (AeadAlgorithm algorithm : AeadAlgorithm.values()) {
            List<AeadProvider> able =
                    candidates.stream().filter(each -> each.supports(algorithm)).toList();
            able.stream()
                    .filter(each -> each.name().equals(preferred))
                    .findFirst()
                    .or(() -> calibration.fastest(withoutLastResort(able, last), algorithm))
                    .ifPresent(each -> chosen.put(algorithm, each));
        }
        if (chosen.isEmpty()) {
            throw new IllegalStateException("no cipher provider passes its self-test");
        }
        return chosen;
    }

    private static List<AeadProvider> withoutLastResort(List<AeadProvider> able, AeadProvider last) {
        return able.size() == 1
                ? able
                : able.stream().filter(each -> !each.equals(last)).toList();
    }

    private static List<AeadProvider> present() {
        List<AeadProvider> present = new ArrayList<>();
        try {
            present.add(IpsecMbProvider.load());
        } catch (IOException e) {
            LOG.log(Level.INFO, () -> "ciphers without ipsec-mb: " + e.getMessage());
        }
        present.add(new JdkAeadProvider());
        present.add(new BouncyCastleAeadProvider());
        return present;
    }

    private static boolean passes(AeadProvider provider) {
        String fault = KnownAnswers.firstFault(provider);
        if (!fault.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    () -> "cipher provider " + provider.name() + " is left out: wrong answer for " + fault);
        }
        return fault.isEmpty();
    }
}
