package org.sctpshim.examples.demo.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private final Arrivals arrivals = new Arrivals();

    @Test
    void nothingReceivedMeansAllLostAndNoSilence() {
        assertThat(arrivals.received()).isZero();
        assertThat(arrivals.lost(3)).isEqualTo(3);
        assertThat(arrivals.longestSilenceNs()).isZero();
    }

    @Test
    void aMissingNumberIsLostAndAMissingLastOneToo() {
        arrivals.arrived(0, 0, 10);
        arrivals.arrived(2, 0, 20);
        assertThat(arrivals.received()).isEqualTo(2);
        assertThat(arrivals.lost(4)).isEqualTo(2);
    }

    @Test
    void aDuplicateIsCountedOnceAsReceivedAndHidesNoLoss() {
        arrivals.arrived(0, 0, 10);
        arrivals.arrived(0, 0, 20);
        arrivals.arrived(0, 0, 30);
        assertThat(arrivals.received()).isEqualTo(1);
        assertThat(arrivals.duplicates()).isEqualTo(2);
        assertThat(arrivals.lost(2)).isEqualTo(1);
    }

    @Test
    void aMessageBehindAHigherNumberIsReordered() {
        arrivals.arrived(1, 0, 10);
        arrivals.arrived(0, 0, 20);
        arrivals.arrived(2, 0, 30);
        assertThat(arrivals.reordered()).isEqualTo(1);
        assertThat(arrivals.lost(3)).isZero();
    }

    @Test
    void theLongestSilenceIsTheWidestGapAndTellsItsStart() {
        arrivals.arrived(0, 0, 1_000);
        arrivals.arrived(1, 0, 1_005);
        arrivals.arrived(2, 0, 2_005);
        arrivals.arrived(3, 0, 2_010);
        assertThat(arrivals.longestSilenceNs()).isEqualTo(1_000);
        assertThat(arrivals.silenceStartNs()).isEqualTo(1_005);
    }

    @Test
    void latencyIsFromSendToArrival() {
        arrivals.arrived(0, 1_000, 1_400);
        arrivals.arrived(1, 2_000, 2_800);
        assertThat(arrivals.latencyNs().getTotalCount()).isEqualTo(2);
        assertThat(arrivals.latencyNs().getMaxValue()).isEqualTo(800);
        assertThat(arrivals.latencyNs().getMinValue()).isEqualTo(400);
    }
}
