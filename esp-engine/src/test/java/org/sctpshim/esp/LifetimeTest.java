package org.sctpshim.esp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;

class LifetimeTest {

    private static final byte[] CLEAR = SctpPackets.ipv4(80); // 100 octets with its header

    @Test
    @Requirement("RFC 7296 2.8-1")
    void packets_raise_the_soft_event_then_stop_the_sa_at_the_hard_limit() {
        EspPair pair = pair(Lifetime.UNLIMITED.withPackets(3), Lifetime.UNLIMITED.withPackets(5));
        PacketBurst burst = EspPair.burst(CLEAR, CLEAR, CLEAR, CLEAR, CLEAR, CLEAR, CLEAR);
        pair.alpha.seal(burst, 0);

        assertThat(burst.verdict(4)).isEqualTo(Verdict.SEALED);
        assertThat(burst.verdict(5)).isEqualTo(Verdict.LIFETIME_EXPIRED);
        assertThat(burst.verdict(6)).isEqualTo(Verdict.LIFETIME_EXPIRED);
        assertThat(pair.alpha.pollEvent(0)).isEqualTo(new SaEvent.SoftLifetimeReached(pair.out));
        assertThat(pair.alpha.pollEvent(0)).isEqualTo(new SaEvent.HardLifetimeReached(pair.out));
        assertThat(pair.alpha.pollEvent(0)).isNull();
        assertThat(pair.out.packets()).isEqualTo(5);
    }

    @Test
    void the_soft_event_comes_with_the_packet_that_reaches_the_limit() {
        EspPair pair = pair(Lifetime.UNLIMITED.withPackets(2), Lifetime.UNLIMITED);
        pair.seal(CLEAR);
        assertThat(pair.alpha.pollEvent(0)).isNull();
        pair.seal(CLEAR);
        assertThat(pair.alpha.pollEvent(0)).isEqualTo(new SaEvent.SoftLifetimeReached(pair.out));
    }

    @Test
    void bytes_count_clear_packets_both_ways() {
        EspPair pair = pair(Lifetime.UNLIMITED.withBytes(200), Lifetime.UNLIMITED.withBytes(300));
        byte[][] sealed = {pair.seal(CLEAR), pair.seal(CLEAR), pair.seal(CLEAR)};
        assertThat(pair.out.bytes()).isEqualTo(300);
        for (byte[] packet : sealed) {
            assertThat(pair.open(packet)).isEqualTo(Verdict.OPENED);
        }
        assertThat(pair.in.bytes()).isEqualTo(300);
        assertThat(pair.beta.pollEvent(0)).isEqualTo(new SaEvent.SoftLifetimeReached(pair.in));
        assertThat(pair.beta.pollEvent(0)).isEqualTo(new SaEvent.HardLifetimeReached(pair.in));
    }

    @Test
    void an_inbound_burst_does_not_run_over_the_hard_limit() {
        EspPair pair = EspPair.of(
                EspPair.ipv4Parameters(true), limited(Lifetime.UNLIMITED, Lifetime.UNLIMITED.withPackets(2)));
        PacketBurst burst = EspPair.burst(pair.seal(CLEAR), pair.seal(CLEAR), pair.seal(CLEAR));
        pair.beta.open(burst, 0);
        assertThat(burst.verdict(1)).isEqualTo(Verdict.OPENED);
        assertThat(burst.verdict(2)).isEqualTo(Verdict.LIFETIME_EXPIRED);
    }

    @Test
    void time_alone_raises_events_without_a_packet() {
        EspPair pair = pair(Lifetime.UNLIMITED.withTimeNs(100), Lifetime.UNLIMITED.withTimeNs(200));
        assertThat(pair.alpha.pollEvent(99)).isNull();
        assertThat(pair.alpha.pollEvent(100)).isEqualTo(new SaEvent.SoftLifetimeReached(pair.out));
        assertThat(pair.alpha.pollEvent(199)).isNull();
        assertThat(pair.alpha.pollEvent(200)).isEqualTo(new SaEvent.HardLifetimeReached(pair.out));
        assertThat(pair.alpha.pollEvent(300)).isNull();
    }

    @Test
    @Requirement("RFC 7296 2.8-1")
    void a_packet_after_the_hard_time_is_dropped_though_nobody_polled() {
        EspPair pair = pair(Lifetime.UNLIMITED, Lifetime.UNLIMITED.withTimeNs(200));
        PacketBurst burst = EspPair.burst(CLEAR);
        pair.alpha.seal(burst, 200);
        assertThat(burst.verdict(0)).isEqualTo(Verdict.LIFETIME_EXPIRED);
    }

    @Test
    void a_clock_that_starts_below_zero_is_as_good_as_any() {
        long start = Long.MIN_VALUE + 5;
        EspEngine engine = new EspEngine(new org.sctpshim.esp.aead.JdkAeadProvider());
        OutboundSa sa = engine.installOutbound(
                limited(Lifetime.UNLIMITED.withTimeNs(100), Lifetime.UNLIMITED.withTimeNs(200)), start);
        assertThat(engine.pollEvent(start + 99)).isNull();
        assertThat(engine.pollEvent(start + 100)).isEqualTo(new SaEvent.SoftLifetimeReached(sa));
    }

    @Test
    void a_removed_sa_raises_nothing_any_more() {
        EspPair pair = pair(Lifetime.UNLIMITED.withTimeNs(100), Lifetime.UNLIMITED.withTimeNs(200));
        pair.alpha.removeOutbound(pair.out);
        assertThat(pair.alpha.pollEvent(1000)).isNull();
    }

    private static EspPair pair(Lifetime soft, Lifetime hard) {
        return EspPair.of(limited(soft, hard), limited(soft, hard));
    }

    private static SaParameters limited(Lifetime soft, Lifetime hard) {
        return SaParameters.builder(EspPair.SPI, SctpPackets.ALPHA4, SctpPackets.BETA4)
                .soft(soft)
                .hard(hard)
                .build(EspAlgorithm.AES_GCM_16_128, KeyMaterial.copyOf(EspPair.KEY));
    }
}
