package org.sctpshim.esp.aead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProviderChoiceTest {

    private final AtomicLong nowNs = new AtomicLong();

    /** The JDK's ciphers under another name, at a price a burst, and with some algorithms only. */
    private final class Priced implements AeadProvider {
        private final AeadProvider ciphers = new JdkAeadProvider();
        private final String name;
        private final long priceNs;
        private final boolean aeadOnly;
        boolean wrong;

        Priced(String name, long priceNs, boolean aeadOnly) {
            this.name = name;
            this.priceNs = priceNs;
            this.aeadOnly = aeadOnly;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String toString() {
            return name;
        }

        @Override
        public boolean supports(AeadAlgorithm algorithm) {
            return !aeadOnly || algorithm.integrityKeyBytes() == 0;
        }

        @Override
        public AeadKey key(AeadAlgorithm algorithm, byte[] octets) {
            return ciphers.key(algorithm, octets);
        }

        @Override
        public Aead worker() {
            Aead worker = ciphers.worker();
            return new Aead() {
                @Override
                public void seal(AeadBurst jobs) {
                    nowNs.addAndGet(priceNs);
                    worker.seal(jobs);
                    if (wrong) {
                        int at = jobs.textOffset(0);
                        jobs.memory().put(at, (byte) ~jobs.memory().get(at));
                    }
                }

                @Override
                public void open(AeadBurst jobs) {
                    worker.open(jobs);
                }
            };
        }
    }

    @Test
    void the_fastest_does_what_it_can_and_the_next_one_the_rest() {
        AeadProvider chosen = choose("", new Priced("slow", 900, false), new Priced("fast", 100, true));
        assertThat(chosen.name()).isEqualTo("fast+slow");
        assertThat(chosen.toString()).contains("fast for AES_128_GCM").contains("slow for AES_128_CBC");
        assertThat(chosen.supports(AeadAlgorithm.AES_128_CBC_HMAC_SHA2_256)).isTrue();
    }

    @Test
    void the_named_one_is_used_though_another_is_faster() {
        AeadProvider chosen = choose("slow", new Priced("slow", 900, false), new Priced("fast", 100, true));
        assertThat(chosen.name()).isEqualTo("slow");
    }

    @Test
    void a_name_that_no_provider_has_is_refused_with_those_there_are() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> choose("openssl", new Priced("slow", 900, false)))
                .withMessageContaining("openssl")
                .withMessageContaining("slow");
    }

    @Test
    void the_last_resort_does_only_what_nobody_else_can_or_what_it_is_named_for() {
        assertThat(choose("", new Priced("fast", 100, true)).name()).isEqualTo("fast+last");
        assertThat(choose("", new Priced("fast", 100, false)).name()).isEqualTo("fast");
        assertThat(choose("last", new Priced("fast", 100, false)).name()).isEqualTo("last");
    }

    @Test
    void a_provider_that_gives_wrong_answers_is_left_out() {
        Priced broken = new Priced("broken", 1, false);
        broken.wrong = true;
        assertThat(choose("", broken, new Priced("slow", 900, false)).name()).isEqualTo("slow");
    }

    @ParameterizedTest
    @MethodSource("org.sctpshim.esp.aead.Providers#all")
    void every_real_provider_passes_the_self_test(AeadProvider provider) {
        assertThat(KnownAnswers.firstFault(provider)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("org.sctpshim.esp.aead.Providers#all")
    void a_key_of_wrong_length_is_refused_and_a_wiped_one_fails_its_jobs(AeadProvider provider) {
        for (AeadAlgorithm algorithm : AeadAlgorithm.values()) {
            if (!provider.supports(algorithm)) {
                continue;
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> provider.key(algorithm, new byte[algorithm.keyBytes() + 1]));
            AeadKey key = provider.key(algorithm, new byte[algorithm.keyBytes()]);
            key.wipe();
            key.wipe();
            AeadBurst burst = new AeadBurst(1, java.nio.ByteBuffer.allocateDirect(256));
            burst.add(key, 12, 0, 12, 28, 64);
            provider.worker().seal(burst);
            assertThat(burst.succeeded(0)).isFalse();
        }
    }

    private AeadProvider choose(String preferred, AeadProvider... present) {
        List<AeadProvider> all = new ArrayList<>(List.of(present));
        all.add(new Priced("last", 1, false));
        return ProviderChoice.among(all, preferred, nowNs::get);
    }
}
