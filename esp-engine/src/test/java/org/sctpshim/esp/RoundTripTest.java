package org.sctpshim.esp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sctpshim.conformance.Requirement;

class RoundTripTest {

    private static final int LONGEST = 1452;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_ipv4_packet_of_any_length_comes_back_as_it_was(boolean esn) {
        EspPair pair = EspPair.ipv4(esn);
        for (int length = 12; length <= LONGEST; length++) {
            assertComesBack(pair, SctpPackets.ipv4(length));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_ipv6_packet_of_any_length_comes_back_as_it_was(boolean esn) {
        EspPair pair = EspPair.ipv6(esn);
        for (int length = 12; length <= LONGEST; length++) {
            assertComesBack(pair, SctpPackets.ipv6(length));
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_algorithm_brings_packets_of_any_alignment_back(EspAlgorithm algorithm) {
        for (boolean esn : new boolean[] {false, true}) {
            EspPair pair = EspPair.of(algorithm, esn);
            for (int length = 12; length <= 60; length++) {
                assertComesBack(pair, SctpPackets.ipv4(length));
            }
            assertComesBack(pair, SctpPackets.ipv4(LONGEST));
            byte[] clear = SctpPackets.ipv4(500);
            assertThat(pair.seal(clear).length - clear.length).isBetween(1, algorithm.overheadBytes());
        }
    }

    @ParameterizedTest
    @EnumSource
    void with_every_algorithm_a_flip_of_any_bit_of_esp_is_dropped(EspAlgorithm algorithm) {
        EspPair pair = EspPair.of(algorithm, true);
        byte[] sealed = pair.seal(SctpPackets.ipv4(30));
        for (int bit = 20 * 8; bit < sealed.length * 8; bit++) {
            assertThat(pair.open(EspPair.withBitFlipped(sealed, bit))).isNotEqualTo(Verdict.OPENED);
        }
        for (int length = 21; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            ByteBuffer.wrap(cut).putShort(2, (short) length);
            assertThat(pair.open(cut)).isIn(Verdict.TRUNCATED, Verdict.BAD_ICV);
        }
        // After so many failures one packet in 64 is tried with a higher sequence number.
        assertThat(List.of(pair.open(sealed), pair.open(sealed)))
                .as("the true packet still passes")
                .contains(Verdict.OPENED);
    }

    @ParameterizedTest
    @EnumSource
    void with_every_algorithm_the_high_half_of_the_sequence_number_is_authenticated(EspAlgorithm algorithm) {
        EspPair pair = EspPair.of(algorithm, true);
        EspPair other = EspPair.of(algorithm, true);
        pair.out.skipSequenceTo(7L << 32);
        byte[] sealed = pair.seal(SctpPackets.ipv4(30));
        assertThat(other.open(sealed)).isEqualTo(Verdict.BAD_ICV);
        pair.in.replay.accept(7L << 32);
        assertThat(pair.open(sealed)).isEqualTo(Verdict.OPENED);
    }

    @Test
    @Requirement("RFC 4303 3.1.1-1")
    void ipv4_options_stay_before_esp() {
        EspPair pair = EspPair.ipv4(true);
        for (int words = 1; words <= 10; words++) {
            byte[] clear = SctpPackets.ipv4(SctpPackets.sctp(100), 132, words);
            assertThat(Arrays.copyOfRange(pair.seal(clear), 20, 20 + 4 * words))
                    .isEqualTo(Arrays.copyOfRange(clear, 20, 20 + 4 * words));
            assertComesBack(pair, clear);
        }
    }

    @Test
    @Requirement("RFC 4303 3.1.1-1")
    void hop_by_hop_routing_and_destination_options_stay_before_esp() {
        EspPair pair = EspPair.ipv6(true);
        byte[] extensions = new byte[32];
        extensions[0] = 43; // hop-by-hop options, then a routing header without segments left
        extensions[8] = 60; // then destination options of 16 octets
        extensions[16] = (byte) 132;
        extensions[17] = 1;
        byte[] clear = SctpPackets.ipv6(extensions, 0, SctpPackets.sctp(77));

        byte[] sealed = pair.seal(clear);

        assertThat(sealed[6]).isZero();
        assertThat(sealed[40 + 16]).as("the last extension header names ESP").isEqualTo((byte) 50);
        assertComesBack(pair, clear);
    }

    @Test
    @Requirement({"RFC 4106 4-1", "RFC 4106 5-1", "RFC 4106 6-1", "RFC 4303 2.4-1", "RFC 4303 2.4-2"})
    void the_sealed_packet_is_what_rfc_4106_says_octet_by_octet() throws Exception {
        for (boolean esn : new boolean[] {false, true}) {
            EspPair pair = EspPair.ipv4(esn);
            pair.out.skipSequenceTo(0x1_0000L);
            byte[] payload = SctpPackets.sctp(101);
            PacketBurst burst = EspPair.burst(SctpPackets.ipv4(payload, 132, 0));
            pair.alpha.seal(burst, 0);

            assertThat(EspPair.esp(burst, 0)).isEqualTo(byTheBook(payload, 0x1_0001L, esn));
        }
    }

    /** Written from the RFCs alone: SPI, sequence, IV, payload, padding to 4, pad length, next header, tag. */
    private static byte[] byTheBook(byte[] payload, long sequence, boolean esn) throws Exception {
        byte[] iv = ByteBuffer.allocate(8).putLong(sequence).array();
        byte[] salt = Arrays.copyOfRange(EspPair.KEY, 16, 20);
        ByteBuffer aad = ByteBuffer.allocate(esn ? 12 : 8).putInt(EspPair.SPI);
        if (esn) {
            aad.putInt(0);
        }
        aad.putInt((int) sequence);
        int padding = (4 - (payload.length + 2) % 4) % 4;
        ByteBuffer text = ByteBuffer.allocate(payload.length + padding + 2).put(payload);
        for (int i = 1; i <= padding; i++) {
            text.put((byte) i);
        }
        text.put((byte) padding).put((byte) 132);
        byte[] nonce = ByteBuffer.allocate(12).put(salt).put(iv).array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE, new SecretKeySpec(EspPair.KEY, 0, 16, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(aad.array());
        byte[] sealed = cipher.doFinal(text.array());
        return ByteBuffer.allocate(16 + sealed.length)
                .putInt(EspPair.SPI)
                .putInt((int) sequence)
                .put(iv)
                .put(sealed)
                .array();
    }

    @Test
    void the_outer_header_keeps_all_but_length_protocol_and_checksum() {
        byte[] clear = SctpPackets.ipv4(200);
        byte[] sealed = EspPair.ipv4(true).seal(clear);

        ByteBuffer header = ByteBuffer.wrap(sealed);
        assertThat(header.getShort(2) & 0xffff).isEqualTo(sealed.length);
        assertThat(sealed[9]).isEqualTo((byte) 50);
        assertThat(header.getShort(10)).isEqualTo(SctpPackets.checksum(header, 20));
        for (int octet : new int[] {0, 1, 4, 5, 6, 7, 8, 12, 13, 14, 15, 16, 17, 18, 19}) {
            assertThat(sealed[octet]).as("octet %d", octet).isEqualTo(clear[octet]);
        }
    }

    @Test
    @Requirement("RFC 3948 3.1.2-1")
    void bare_esp_gets_a_header_of_the_given_addresses_and_the_sctp_packet_is_untouched() {
        for (boolean v6 : new boolean[] {false, true}) {
            EspPair pair = v6 ? EspPair.ipv6(true) : EspPair.ipv4(true);
            byte[] payload = SctpPackets.sctp(150);
            PacketBurst sealed =
                    EspPair.burst(v6 ? SctpPackets.ipv6(new byte[0], 132, payload) : SctpPackets.ipv4(payload, 132, 0));
            pair.alpha.seal(sealed, 0);
            byte[] esp = EspPair.esp(sealed, 0);
            PacketBurst bare = new PacketBurst(1);
            bare.memory().put(bare.roomOffset(0), esp);
            bare.filledBare(esp.length, pair.in.parameters().addresses(), 0xb9);

            pair.beta.open(bare, 0);

            assertThat(bare.verdict(0)).isEqualTo(Verdict.OPENED);
            byte[] opened = EspPair.packet(bare, 0);
            IpHeader header = new IpHeader();
            assertThat(header.read(bare.memory(), bare.offset(0), bare.length(0)))
                    .isNull();
            assertThat(header.hasAddresses(pair.in.parameters().addresses())).isTrue();
            assertThat(header.protocol).isEqualTo(132);
            assertThat(header.trafficClass).isEqualTo(0xb9);
            assertThat(Arrays.copyOfRange(opened, header.headerBytes, opened.length))
                    .isEqualTo(payload);
            if (!v6) {
                ByteBuffer octets = ByteBuffer.wrap(opened);
                assertThat(octets.getShort(10)).isEqualTo(SctpPackets.checksum(octets, 20));
            }
        }
    }

    @Test
    void the_longest_packet_a_slot_takes_comes_back() {
        assertComesBack(EspPair.ipv4(true), SctpPackets.ipv4(PacketBurst.ROOM - 20 - 36));
    }

    @Test
    void a_full_burst_of_mixed_lengths_comes_back_in_place() {
        EspPair pair = EspPair.ipv4(true);
        byte[][] clear = new byte[64][];
        for (int slot = 0; slot < clear.length; slot++) {
            clear[slot] = SctpPackets.ipv4(12 + 20 * slot);
        }
        PacketBurst burst = EspPair.burst(clear);
        pair.alpha.seal(burst, 0);
        PacketBurst wire = new PacketBurst(64);
        for (int slot = 0; slot < clear.length; slot++) {
            assertThat(burst.verdict(slot)).isEqualTo(Verdict.SEALED);
            assertThat(burst.association(slot)).isSameAs(pair.out);
            wire.memory().put(wire.roomOffset(slot), EspPair.packet(burst, slot));
            wire.filled(burst.length(slot));
        }
        pair.beta.open(wire, 0);
        for (int slot = 0; slot < clear.length; slot++) {
            assertThat(wire.verdict(slot)).isEqualTo(Verdict.OPENED);
            assertThat(EspPair.packet(wire, slot)).isEqualTo(clear[slot]);
        }
        assertThat(pair.in.packets()).isEqualTo(64);
        assertThat(pair.beta.count(Verdict.OPENED)).isEqualTo(64);
        assertThat(pair.out.bytes()).isEqualTo(pair.in.bytes());
    }

    private static void assertComesBack(EspPair pair, byte[] clear) {
        PacketBurst wire = EspPair.burst(pair.seal(clear));
        pair.beta.open(wire, 0);
        assertThat(wire.verdict(0)).isEqualTo(Verdict.OPENED);
        assertThat(EspPair.packet(wire, 0)).isEqualTo(clear);
    }
}
