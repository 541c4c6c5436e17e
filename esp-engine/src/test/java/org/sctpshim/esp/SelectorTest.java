package org.sctpshim.esp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;

/** Only what was negotiated goes out under an SA, and only that comes in (RFC 4301 sections 5.1 and 5.2). */
class SelectorTest {

    private static final InetAddress OTHER = SctpPackets.address("10.9.9.9");

    private final EspPair pair = EspPair.ipv4(true);

    @Test
    void a_packet_of_other_addresses_finds_no_sa() {
        for (int at : new int[] {12, 16}) {
            byte[] clear = SctpPackets.ipv4(64);
            System.arraycopy(OTHER.getAddress(), 0, clear, at, 4);
            assertThat(sealing(pair.alpha, clear)).isEqualTo(Verdict.NO_SA);
        }
    }

    @Test
    void the_way_back_is_not_covered_by_the_sa_of_the_way_there() {
        byte[] clear = SctpPackets.ipv4(64);
        System.arraycopy(SctpPackets.BETA4.getAddress(), 0, clear, 12, 4);
        System.arraycopy(SctpPackets.ALPHA4.getAddress(), 0, clear, 16, 4);
        assertThat(sealing(pair.alpha, clear)).isEqualTo(Verdict.NO_SA);
    }

    @Test
    @Requirement("RFC 4303 3.4.2-1")
    void an_unknown_spi_finds_no_sa() {
        byte[] sealed = pair.seal(SctpPackets.ipv4(64));
        ByteBuffer.wrap(sealed).putInt(20, EspPair.SPI + 1);
        assertThat(pair.open(sealed)).isEqualTo(Verdict.NO_SA);
    }

    @Test
    @Requirement("RFC 4303 3.4.4.1-1")
    void an_authentic_packet_to_another_destination_is_dropped_before_decryption() {
        byte[] sealed = pair.seal(SctpPackets.ipv4(64));
        System.arraycopy(OTHER.getAddress(), 0, sealed, 16, 4);
        assertThat(pair.open(sealed)).isEqualTo(Verdict.NO_SA);
    }

    @Test
    @Requirement({"RFC 4303 3.4.4.1-1", "RFC 4555 M24"})
    void an_authentic_packet_from_another_source_is_dropped() {
        byte[] sealed = pair.seal(SctpPackets.ipv4(64));
        System.arraycopy(OTHER.getAddress(), 0, sealed, 12, 4);
        assertThat(pair.open(sealed)).isEqualTo(Verdict.SELECTOR_MISMATCH);
    }

    @Test
    void bare_esp_from_another_source_is_dropped() {
        PacketBurst sealed = EspPair.burst(SctpPackets.ipv4(64));
        pair.alpha.seal(sealed, 0);
        byte[] esp = EspPair.esp(sealed, 0);
        PacketBurst bare = new PacketBurst(1);
        bare.memory().put(bare.roomOffset(0), esp);
        bare.filledBare(esp.length, AddressPair.of(OTHER, SctpPackets.BETA4), 0);
        pair.beta.open(bare, 0);
        assertThat(bare.verdict(0)).isEqualTo(Verdict.SELECTOR_MISMATCH);
    }

    @Test
    @Requirement("RFC 3554 S2")
    void a_port_selector_covers_its_ports_only() {
        EspPair narrow = EspPair.of(withPorts(38412), EspPair.ipv4Parameters(true));
        assertThat(sealing(narrow.alpha, SctpPackets.ipv4(64))).isEqualTo(Verdict.SEALED);
        byte[] other = SctpPackets.ipv4(64);
        ByteBuffer.wrap(other).putShort(22, (short) 9999);
        assertThat(sealing(narrow.alpha, other)).isEqualTo(Verdict.NO_SA);
    }

    @Test
    void the_narrowest_selector_wins() {
        OutboundSa narrow = pair.alpha.installOutbound(
                SaParameters.builder(EspPair.SPI + 7, SctpPackets.ALPHA4, SctpPackets.BETA4)
                        .ports(0, SctpPackets.DESTINATION_PORT)
                        .build(
                                EspAlgorithm.AES_GCM_16_128,
                                KeyMaterial.copyOf(EspPair.key(2, EspAlgorithm.AES_GCM_16_128))),
                0);
        PacketBurst burst = EspPair.burst(SctpPackets.ipv4(64));
        pair.alpha.seal(burst, 0);
        assertThat(burst.association(0)).isSameAs(narrow);

        pair.alpha.removeOutbound(narrow);
        PacketBurst again = EspPair.burst(SctpPackets.ipv4(64));
        pair.alpha.seal(again, 0);
        assertThat(again.association(0)).isSameAs(pair.out);
    }

    @Test
    @Requirement({"RFC 4303 3.4.4.1-1", "RFC 3554 S2"})
    void authentic_ports_outside_the_inbound_selector_are_dropped() {
        EspPair mixed = EspPair.of(EspPair.ipv4Parameters(true), withPorts(9999));
        assertThat(mixed.open(mixed.seal(SctpPackets.ipv4(64)))).isEqualTo(Verdict.SELECTOR_MISMATCH);
        assertThat(mixed.in.packets()).isZero();
    }

    @Test
    @Requirement("RFC 4303 3.4.4.1-1")
    void an_authentic_packet_of_another_protocol_is_dropped() {
        assertThat(pair.open(forged(1, new byte[38], new byte[0], 0, 6))).isEqualTo(Verdict.SELECTOR_MISMATCH);
    }

    @Test
    @Requirement("RFC 4303 2.6-1")
    void an_authentic_dummy_packet_is_dropped() {
        assertThat(pair.open(forged(1, new byte[38], new byte[0], 0, 59))).isEqualTo(Verdict.DUMMY);
    }

    @Test
    void authentic_but_wrong_padding_is_dropped() {
        byte[] payload = SctpPackets.sctp(37);
        assertThat(pair.open(forged(1, payload, new byte[] {1}, 1, 132))).isEqualTo(Verdict.OPENED);
        assertThat(pair.open(forged(2, payload, new byte[] {0}, 1, 132))).isEqualTo(Verdict.BAD_PADDING);
        assertThat(pair.open(forged(3, payload, new byte[] {1, 2, 3, 5, 5}, 5, 132)))
                .isEqualTo(Verdict.BAD_PADDING);
        assertThat(pair.open(forged(4, payload, new byte[] {1}, 200, 132)))
                .as("longer than the payload")
                .isEqualTo(Verdict.BAD_PADDING);
        assertThat(pair.open(forged(5, new byte[10], new byte[0], 0, 132)))
                .as("shorter than an SCTP header")
                .isEqualTo(Verdict.TRUNCATED);
    }

    @Test
    void longer_correct_padding_is_accepted() {
        byte[] padding = new byte[255];
        for (int i = 0; i < padding.length; i++) {
            padding[i] = (byte) (i + 1);
        }
        assertThat(pair.open(forged(1, SctpPackets.sctp(40), padding, 255, 132)))
                .isEqualTo(Verdict.OPENED);
    }

    private static SaParameters withPorts(int destinationPort) {
        return SaParameters.builder(EspPair.SPI, SctpPackets.ALPHA4, SctpPackets.BETA4)
                .ports(SctpPackets.SOURCE_PORT, destinationPort)
                .build(EspAlgorithm.AES_GCM_16_128, KeyMaterial.copyOf(EspPair.KEY));
    }

    private static Verdict sealing(EspEngine engine, byte[] clear) {
        PacketBurst burst = EspPair.burst(clear);
        engine.seal(burst, 0);
        return burst.verdict(0);
    }

    /** What a peer that has the key but not our manners could send. */
    private static byte[] forged(int sequence, byte[] payload, byte[] padding, int padLength, int nextHeader) {
        byte[] text = Arrays.copyOf(payload, payload.length + padding.length + 2);
        System.arraycopy(padding, 0, text, payload.length, padding.length);
        text[text.length - 2] = (byte) padLength;
        text[text.length - 1] = (byte) nextHeader;
        byte[] nonce = ByteBuffer.allocate(12)
                .put(EspPair.KEY, 16, 4)
                .putLong(sequence)
                .array();
        ByteBuffer esp = ByteBuffer.allocate(16 + text.length + 16);
        esp.putInt(EspPair.SPI).putInt(sequence).putLong(sequence);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(EspPair.KEY, 0, 16, "AES"),
                    new GCMParameterSpec(128, nonce));
            cipher.updateAAD(ByteBuffer.allocate(12)
                    .putInt(EspPair.SPI)
                    .putLong(sequence)
                    .array());
            esp.put(cipher.doFinal(text));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        return SctpPackets.ipv4(esp.array(), 50, 0);
    }
}
