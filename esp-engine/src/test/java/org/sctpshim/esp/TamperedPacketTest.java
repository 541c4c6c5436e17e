package org.sctpshim.esp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sctpshim.conformance.Requirement;

class TamperedPacketTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Requirement("RFC 4303 3.4.4-1")
    void a_flip_of_any_bit_of_esp_is_dropped_and_changes_nothing(boolean esn) {
        EspPair pair = EspPair.ipv4(esn);
        byte[] sealed = pair.seal(SctpPackets.ipv4(64));
        Set<Verdict> reasons = EnumSet.noneOf(Verdict.class);
        for (int bit = 20 * 8; bit < sealed.length * 8; bit++) {
            reasons.add(pair.open(EspPair.withBitFlipped(sealed, bit)));
        }
        // A changed SPI is not found; a changed sequence number may fall out of the window; all else fails the check.
        assertThat(reasons).isSubsetOf(Verdict.NO_SA, Verdict.REPLAYED, Verdict.BAD_ICV);
        assertThat(pair.in.packets()).isZero();
        assertThat(pair.in.replay.top()).isZero();
        assertThat(pair.open(sealed)).as("the true packet still passes").isEqualTo(Verdict.OPENED);
    }

    @Test
    void a_flip_in_the_ip_header_is_dropped_or_leaves_addresses_protocol_and_payload_as_they_were() {
        byte[] payload = SctpPackets.sctp(64);
        byte[] sealed = EspPair.ipv4(true).seal(SctpPackets.ipv4(payload, 132, 0));
        for (int bit = 0; bit < 20 * 8; bit++) {
            EspPair fresh = EspPair.ipv4(true);
            PacketBurst burst = EspPair.burst(EspPair.withBitFlipped(sealed, bit));
            fresh.beta.open(burst, 0);
            if (burst.verdict(0) == Verdict.OPENED) {
                byte[] opened = EspPair.packet(burst, 0);
                assertThat(Arrays.copyOfRange(opened, 12, 20)).isEqualTo(Arrays.copyOfRange(sealed, 12, 20));
                assertThat(Arrays.copyOfRange(opened, 20, opened.length)).isEqualTo(payload);
            }
        }
    }

    @Test
    void a_packet_cut_at_any_length_is_dropped() {
        for (boolean v6 : new boolean[] {false, true}) {
            EspPair pair = v6 ? EspPair.ipv6(true) : EspPair.ipv4(true);
            byte[] sealed = pair.seal(v6 ? SctpPackets.ipv6(64) : SctpPackets.ipv4(64));
            for (int length = 0; length < sealed.length; length++) {
                assertThat(pair.open(Arrays.copyOf(sealed, length)))
                        .as("%d octets", length)
                        .isEqualTo(Verdict.TRUNCATED);
                byte[] consistent = withLength(Arrays.copyOf(sealed, length), v6);
                assertThat(pair.open(consistent))
                        .as("%d octets and the header says so", length)
                        .isIn(Verdict.TRUNCATED, Verdict.MALFORMED, Verdict.BAD_ICV);
            }
            assertThat(pair.open(sealed)).isEqualTo(Verdict.OPENED);
        }
    }

    @Test
    void a_clear_packet_cut_at_any_length_is_not_sealed() {
        EspPair pair = EspPair.ipv4(true);
        byte[] clear = SctpPackets.ipv4(64);
        for (int length = 0; length < clear.length; length++) {
            PacketBurst burst = EspPair.burst(Arrays.copyOf(clear, length));
            pair.alpha.seal(burst, 0);
            assertThat(burst.verdict(0)).isEqualTo(Verdict.TRUNCATED);
        }
        for (int sctp = 0; sctp < 12; sctp++) {
            PacketBurst burst = EspPair.burst(SctpPackets.ipv4(new byte[sctp], 132, 0));
            pair.alpha.seal(burst, 0);
            assertThat(burst.verdict(0)).isEqualTo(Verdict.TRUNCATED);
        }
        assertThat(pair.out.packets()).isZero();
    }

    @Test
    void octets_behind_the_packet_are_ignored() {
        EspPair pair = EspPair.ipv4(true);
        byte[] clear = SctpPackets.ipv4(64);
        byte[] sealed = pair.seal(Arrays.copyOf(clear, clear.length + 7));
        PacketBurst wire = EspPair.burst(Arrays.copyOf(sealed, sealed.length + 13));
        pair.beta.open(wire, 0);
        assertThat(EspPair.packet(wire, 0)).isEqualTo(clear);
    }

    @Test
    @Requirement("RFC 4303 4-1")
    void random_octets_never_throw_and_are_all_counted() {
        EspPair pair = EspPair.ipv4(true);
        Random random = new Random(4303);
        int packets = 20_000;
        for (int i = 0; i < packets; i++) {
            byte[] noise = new byte[random.nextInt(120)];
            random.nextBytes(noise);
            if (noise.length > 0) {
                noise[0] = (byte) (random.nextBoolean() ? 0x45 : 0x60 | (noise[0] & 0xf));
            }
            if (noise.length > 28) {
                ByteBuffer.wrap(noise)
                        .putShort(noise[0] == 0x45 ? 2 : 4, (short) (noise.length - (noise[0] == 0x45 ? 0 : 40)))
                        .putShort(6, (short) (random.nextBoolean() ? 0 : random.nextInt()))
                        .put(9, (byte) (random.nextBoolean() ? 50 : random.nextInt()));
            }
            PacketBurst burst = EspPair.burst(noise);
            pair.beta.open(burst, 0);
            assertThat(burst.verdict(0)).isNotIn(Verdict.OPENED, Verdict.PENDING);
            PacketBurst clear = EspPair.burst(noise);
            pair.alpha.seal(clear, 0);
            assertThat(clear.verdict(0)).isNotIn(Verdict.SEALED, Verdict.PENDING);
        }
        for (EspEngine engine : new EspEngine[] {pair.alpha, pair.beta}) {
            long counted = 0;
            for (Verdict verdict : Verdict.values()) {
                counted += engine.count(verdict);
            }
            assertThat(counted).isEqualTo(packets);
        }
    }

    private static byte[] withLength(byte[] packet, boolean v6) {
        if (packet.length >= 20 && !v6) {
            ByteBuffer.wrap(packet).putShort(2, (short) packet.length);
        }
        if (packet.length >= 40 && v6) {
            ByteBuffer.wrap(packet).putShort(4, (short) (packet.length - 40));
        }
        return packet;
    }
}
