package org.sctpshim.esp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 4303 appendix A3: more than 2^32 packets in a row were lost. */
class ResynchronisationTest {

    private static final byte[] CLEAR = SctpPackets.ipv4(64);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void after_a_loss_of_up_to_four_times_two_to_the_32_packets_the_receiver_finds_its_way_back(long times) {
        EspPair pair = EspPair.ipv4(true);
        passes(pair, 10);
        pair.out.skipSequenceTo((times << 32) + 5_000);
        int lost = 0;
        while (pair.open(pair.seal(CLEAR)) != Verdict.OPENED) {
            lost++;
            assertThat(lost)
                    .as("packets until it is found")
                    .isLessThan(InboundSa.RESYNC_AFTER + 5 * InboundSa.RESYNC_EVERY);
        }
        assertThat(lost).isGreaterThanOrEqualTo(InboundSa.RESYNC_AFTER);
        passes(pair, 100);
        assertThat(pair.in.replay.top()).isEqualTo((times << 32) + 5_000 + lost + 101);
    }

    @Test
    void a_flood_of_forged_packets_moves_nothing_and_most_true_packets_still_pass() {
        EspPair pair = EspPair.ipv4(true);
        passes(pair, 10);
        byte[] forged = EspPair.withBitFlipped(pair.seal(CLEAR), 40 * 8);
        int passed = 0;
        for (int round = 0; round < 160; round++) {
            for (int i = 0; i < 100; i++) {
                assertThat(pair.open(forged)).isEqualTo(Verdict.BAD_ICV);
            }
            passed += pair.open(pair.seal(CLEAR)) == Verdict.OPENED ? 1 : 0;
        }
        assertThat(passed).isBetween(150, 160);
        assertThat(pair.in.replay.top()).isBetween(150L, 171L);
    }

    @Test
    void without_extended_numbers_nothing_is_guessed() {
        EspPair pair = EspPair.ipv4(false);
        passes(pair, 10);
        byte[] forged = EspPair.withBitFlipped(pair.seal(CLEAR), 40 * 8);
        for (int i = 0; i < 500; i++) {
            assertThat(pair.open(forged)).isEqualTo(Verdict.BAD_ICV);
        }
        passes(pair, 10);
    }

    private static void passes(EspPair pair, int packets) {
        for (int i = 0; i < packets; i++) {
            assertThat(pair.open(pair.seal(CLEAR))).isEqualTo(Verdict.OPENED);
        }
    }
}
