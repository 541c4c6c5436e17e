package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Strangers that fail over and over are told of now and then. */
class FailureRateTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void tenAreToldAtOnceThenOneInTenSecondsWithTheNumberOfTheOthers() {
        FailureRate rate = new FailureRate();
        long nowNs = -5 * SECOND_NS; // a monotonic clock may begin anywhere
        for (int i = 0; i < 10; i++) {
            assertThat(rate.admit(nowNs)).isEqualTo(OptionalLong.of(0));
        }
        for (int i = 0; i < 7; i++) {
            assertThat(rate.admit(nowNs)).isEmpty();
        }
        assertThat(rate.admit(nowNs + 10 * SECOND_NS)).isEqualTo(OptionalLong.of(7));
        assertThat(rate.admit(nowNs + 10 * SECOND_NS)).isEmpty();
        assertThat(rate.admit(nowNs + 1_000 * SECOND_NS)).isEqualTo(OptionalLong.of(1));
    }
}
