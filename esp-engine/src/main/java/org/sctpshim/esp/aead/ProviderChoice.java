package org.sctpshim.esp.aead;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Chooses, for each algorithm, who carries it out: of the providers that this machine has and that pass a self-test with
 * known answers, the one that seals a burst fastest. What is missing or fails is left out with one line in the log.
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

    /** The choice among given providers; {@code preferred} is a name, or empty for the fastest. */
    static AeadProvider among(List<AeadProvider> present, String preferred, LongSupplier clock) {
        List<AeadProvider> sound =
                present.stream().filter(ProviderChoice::passes).toList();
        if (!preferred.isEmpty() && sound.stream().noneMatch(each -> each.name().equals(preferred))) {
            throw new IllegalArgumentException("no cipher provider " + preferred + " works here: set -D" + PROPERTY
                    + " to one of " + names(sound) + ", or leave it out for the fastest");
        }
        if (sound.isEmpty()) {
            throw new IllegalStateException("no cipher provider passes its self-test");
        }
        Calibration calibration = new Calibration(clock);
        Map<AeadAlgorithm, AeadProvider> chosen = new EnumMap<>(AeadAlgorithm.class);
        for (AeadAlgorithm algorithm : AeadAlgorithm.values()) {
            List<AeadProvider> able =
                    sound.stream().filter(each -> each.supports(algorithm)).toList();
            able.stream()
                    .filter(each -> each.name().equals(preferred))
                    .findFirst()
                    .or(() -> calibration.fastest(able, algorithm))
                    .ifPresent(each -> chosen.put(algorithm, each));
        }
        LOG.log(Level.INFO, () -> "cipher providers: " + chosen);
        return new ChosenProviders(chosen);
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

    private static List<String> names(List<AeadProvider> providers) {
        return providers.stream().map(AeadProvider::name).toList();
    }
}
