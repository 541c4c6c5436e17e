package org.sctpshim.esp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;

class SequenceNumberTest {

    private static final byte[] CLEAR = SctpPackets.ipv4(64);

    @Test
    @Requirement({"RFC 4303 2.2-1", "RFC 4106 3.1-1"})
    void they_count_from_one_and_the_iv_counts_with_them() {
        EspPair pair = EspPair.ipv4(true);
        for (int expected = 1; expected <= 100; expected++) {
            ByteBuffer esp = ByteBuffer.wrap(pair.seal(CLEAR), 20, 16).slice();
            assertThat(esp.getInt(4)).isEqualTo(expected);
            assertThat(esp.getLong(8)).isEqualTo(expected);
        }
    }

    @Test
    @Requirement({"RFC 4303 2.2-2", "RFC 4303 3.3.3-1"})
    void a_32_bit_sa_stops_after_its_last_number_and_says_so_once() {
        EspPair pair = EspPair.ipv4(false);
        pair.out.skipSequenceTo(0xffff_fffeL);
        assertThat(ByteBuffer.wrap(pair.seal(CLEAR)).getInt(24)).isEqualTo(-1);

        PacketBurst burst = EspPair.burst(CLEAR, CLEAR);
        pair.alpha.seal(burst, 0);

        assertThat(burst.verdict(0)).isEqualTo(Verdict.SEQUENCE_EXHAUSTED);
        assertThat(burst.verdict(1)).isEqualTo(Verdict.SEQUENCE_EXHAUSTED);
        assertThat(pair.alpha.pollEvent(0)).isEqualTo(new SaEvent.SequenceExhausted(pair.out));
        assertThat(pair.alpha.pollEvent(0)).isNull();
        assertThat(pair.alpha.count(Verdict.SEQUENCE_EXHAUSTED)).isEqualTo(2);
    }

    @Test
    @Requirement({"RFC 4303 2.2-2", "RFC 4303 3.3.3-1"})
    void a_64_bit_sa_stops_after_its_last_number_too() {
        EspPair pair = EspPair.ipv4(true);
        pair.out.skipSequenceTo(-2);
        pair.seal(CLEAR);
        PacketBurst burst = EspPair.burst(CLEAR);
        pair.alpha.seal(burst, 0);
        assertThat(burst.verdict(0)).isEqualTo(Verdict.SEQUENCE_EXHAUSTED);
    }

    @Test
    @Requirement("RFC 4106 3.1-1")
    void numbers_are_never_given_out_again() {
        EspPair pair = EspPair.ipv4(false);
        pair.out.skipSequenceTo(1000);
        assertThatThrownBy(() -> pair.out.skipSequenceTo(999)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pair.out.skipSequenceTo(1L << 32)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Requirement("RFC 4303 2.2.1-1")
    void extended_numbers_pass_where_the_low_half_wraps() {
        EspPair pair = EspPair.ipv4(true);
        long before = 0xffff_ffffL - 500;
        pair.out.skipSequenceTo(before);
        pair.in.replay.accept(before);
        for (int i = 0; i < 1000; i++) {
            assertThat(pair.open(pair.seal(CLEAR))).isEqualTo(Verdict.OPENED);
        }
        assertThat(pair.in.replay.top()).isEqualTo(before + 1000);
    }

    @Test
    @Requirement("RFC 4303 A2-1")
    void reordering_across_the_wrap_loses_nothing_within_the_window() {
        EspPair pair = EspPair.ipv4(true);
        long before = 0xffff_ffffL - 500;
        pair.out.skipSequenceTo(before);
        pair.in.replay.accept(before);
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            packets.add(pair.seal(CLEAR));
        }
        Collections.shuffle(packets, new Random(1));
        for (byte[] packet : packets) {
            assertThat(pair.open(packet)).isEqualTo(Verdict.OPENED);
        }
        for (byte[] packet : packets) {
            assertThat(pair.open(packet)).isEqualTo(Verdict.REPLAYED);
        }
    }

    @Test
    void a_replay_within_one_burst_is_found() {
        EspPair pair = EspPair.ipv4(true);
        byte[] sealed = pair.seal(CLEAR);
        PacketBurst burst = EspPair.burst(sealed, sealed, sealed);
        pair.beta.open(burst, 0);
        assertThat(burst.verdict(0)).isEqualTo(Verdict.OPENED);
        assertThat(burst.verdict(1)).isEqualTo(Verdict.REPLAYED);
        assertThat(burst.verdict(2)).isEqualTo(Verdict.REPLAYED);
    }

    @Test
    @Requirement("RFC 4303 3.4.3-3")
    void a_packet_left_of_the_window_is_dropped() {
        // With extended numbers the receiver takes it for one of the next 2^32 and finds the check wrong.
        assertLeftOfWindowIsDropped(EspPair.ipv4(false), Verdict.REPLAYED);
        assertLeftOfWindowIsDropped(EspPair.ipv4(true), Verdict.BAD_ICV);
    }

    private static void assertLeftOfWindowIsDropped(EspPair pair, Verdict verdict) {
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < 1025; i++) {
            packets.add(pair.seal(CLEAR));
        }
        assertThat(pair.open(packets.get(1024))).isEqualTo(Verdict.OPENED);
        assertThat(pair.open(packets.get(0))).isEqualTo(verdict);
        assertThat(pair.open(packets.get(1))).isEqualTo(Verdict.OPENED);
    }

    @Test
    @Requirement("RFC 4303 3.4.3-4")
    void a_forged_high_number_does_not_move_the_window() {
        EspPair pair = EspPair.ipv4(false);
        byte[] forged = pair.seal(CLEAR);
        ByteBuffer.wrap(forged).putInt(24, 0x7fff_ffff);
        assertThat(pair.open(forged)).isEqualTo(Verdict.BAD_ICV);
        assertThat(pair.open(pair.seal(CLEAR))).isEqualTo(Verdict.OPENED);
    }

    @Test
    void one_side_with_and_one_without_extended_numbers_do_not_understand_each_other() {
        EspPair pair = EspPair.of(EspPair.ipv4Parameters(true), EspPair.ipv4Parameters(false));
        assertThat(pair.open(pair.seal(CLEAR))).isEqualTo(Verdict.BAD_ICV);
    }
}
