package org.sctpshim.esp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.esp.aead.JdkAeadProvider;

class SaInstallationTest {

    private static final EspAlgorithm GCM_128 = EspAlgorithm.AES_GCM_16_128;

    private final EspEngine engine = new EspEngine(new JdkAeadProvider());

    @Test
    void a_key_of_wrong_length_is_refused_with_both_lengths_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SaParameters.builder(4096, SctpPackets.ALPHA4, SctpPackets.BETA4)
                        .build(EspAlgorithm.AES_GCM_16_256, KeyMaterial.copyOf(new byte[20])))
                .withMessageContaining("36")
                .withMessageContaining("20");
    }

    @Test
    void impossible_parameters_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SaParameters.builder(255, SctpPackets.ALPHA4, SctpPackets.BETA4)
                        .build(GCM_128, material(1)))
                .withMessageContaining("SPI 255");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SaParameters.builder(4096, SctpPackets.ALPHA4, SctpPackets.BETA6)
                        .build(GCM_128, material(1)))
                .withMessageContaining("different families");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SaParameters.builder(4096, SctpPackets.ALPHA4, SctpPackets.BETA4)
                        .replayWindow(0)
                        .build(GCM_128, material(1)))
                .withMessageContaining("replay window");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SctpPorts(0, 65536))
                .withMessageContaining("destination port");
        assertThatIllegalArgumentException().isThrownBy(() -> new Lifetime(0, 1, 1));
        assertThat(parameters(-1, 1).spi()).as("the highest SPI is fine").isEqualTo(-1);
    }

    @Test
    void an_inbound_spi_cannot_be_installed_twice() {
        engine.installInbound(parameters(4096, 1), 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.installInbound(parameters(4096, 2), 0))
                .withMessageContaining("0x00001000");
        assertThat(engine.inbound()).hasSize(1);
    }

    @Test
    @Requirement("RFC 4555 M28")
    void an_outbound_spi_cannot_be_installed_twice_for_a_path_but_for_another_path_it_can()
            throws UnknownHostException {
        engine.installOutbound(parameters(4096, 1), 0);
        assertThatIllegalArgumentException().isThrownBy(() -> engine.installOutbound(parameters(4096, 2), 0));
        engine.installOutbound(
                SaParameters.builder(4096, SctpPackets.ALPHA6, SctpPackets.BETA6)
                        .build(GCM_128, material(3)),
                0);
        InetAddress elsewhere = InetAddress.getByAddress(new byte[] {10, 9, 9, 9});
        engine.installOutbound(
                SaParameters.builder(4096, elsewhere, SctpPackets.BETA4).build(GCM_128, material(4)), 0);
        assertThat(engine.outbound())
                .as("an SPI and the peer's address do not name an outbound SA")
                .hasSize(3);
    }

    @Test
    @Requirement("RFC 4106 10-1")
    void one_key_cannot_be_in_two_sas_of_either_direction() {
        engine.installOutbound(parameters(4096, 1), 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.installOutbound(parameters(4097, 1), 0))
                .withMessageContaining("repeat GCM nonces");
        assertThatIllegalArgumentException().isThrownBy(() -> engine.installInbound(parameters(4098, 1), 0));
        assertThat(engine.outbound()).hasSize(1);
        assertThat(engine.inbound()).isEmpty();
    }

    @Test
    void an_algorithm_that_does_not_encrypt_is_refused_unless_the_engine_was_made_for_it() {
        EspAlgorithm clear = EspAlgorithm.INSECURE_CLEAR_HMAC_SHA2_256_128;
        KeyMaterial material = KeyMaterial.copyOf(EspPair.key(1, clear));
        SaParameters parameters = SaParameters.builder(4096, SctpPackets.ALPHA4, SctpPackets.BETA4)
                .build(clear, material);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.installOutbound(parameters, 0))
                .withMessageContaining("does not encrypt");
        assertThatIllegalArgumentException().isThrownBy(() -> engine.installInbound(parameters, 0));
        assertThat(material.isWiped()).isFalse();
        EspEngine.insecureAllowingClearPackets(new org.sctpshim.esp.aead.JdkAeadProvider())
                .installOutbound(parameters, 0);
        assertThat(material.isWiped()).isTrue();
    }

    @Test
    void installing_takes_the_key_over_and_wipes_it() {
        KeyMaterial material = material(1);
        engine.installOutbound(
                SaParameters.builder(4096, SctpPackets.ALPHA4, SctpPackets.BETA4)
                        .build(GCM_128, material),
                0);
        assertThat(material.isWiped()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> material.revealTo(ByteBuffer.allocate(20)));
        assertThatIllegalStateException()
                .isThrownBy(() -> engine.installInbound(
                        SaParameters.builder(4097, SctpPackets.ALPHA4, SctpPackets.BETA4)
                                .build(GCM_128, material),
                        0));
    }

    @Test
    void keys_are_never_printed() {
        byte[] octets = new byte[20];
        java.util.Arrays.fill(octets, (byte) 0x5a);
        SaParameters parameters = SaParameters.builder(4096, SctpPackets.ALPHA4, SctpPackets.BETA4)
                .build(GCM_128, KeyMaterial.copyOf(octets));
        assertThat(parameters.toString())
                .contains("redacted")
                .doesNotContainIgnoringCase("5a5a")
                .doesNotContain("90");
    }

    @Test
    void after_removal_nothing_is_found_and_the_key_is_wiped() {
        EspPair pair = EspPair.ipv4(true);
        byte[] sealed = pair.seal(SctpPackets.ipv4(64));
        pair.beta.removeInbound(pair.in);
        pair.alpha.removeOutbound(pair.out);
        pair.alpha.removeOutbound(pair.out);

        assertThat(pair.open(sealed)).isEqualTo(Verdict.NO_SA);
        PacketBurst burst = EspPair.burst(SctpPackets.ipv4(64));
        pair.alpha.seal(burst, 0);
        assertThat(burst.verdict(0)).isEqualTo(Verdict.NO_SA);
        assertThat(pair.alpha.outbound()).isEmpty();
        assertThat(pair.beta.inbound()).isEmpty();
    }

    @Test
    void a_key_wiped_under_an_sa_fails_the_packet_and_nothing_else() {
        EspPair pair = EspPair.ipv4(true);
        byte[] sealed = pair.seal(SctpPackets.ipv4(64));
        pair.out.aeadKey.wipe();
        pair.in.aeadKey.wipe();
        PacketBurst burst = EspPair.burst(SctpPackets.ipv4(64));
        pair.alpha.seal(burst, 0);
        assertThat(burst.verdict(0)).isEqualTo(Verdict.CIPHER_FAILED);
        assertThat(pair.open(sealed)).isEqualTo(Verdict.BAD_ICV);
    }

    @Test
    @Requirement("RFC 7296 2.8.1-1")
    void the_newest_outbound_sa_wins_and_overlapping_inbound_sas_all_open() {
        EspPair pair = EspPair.ipv4(true);
        byte[] underOld = pair.seal(SctpPackets.ipv4(64));
        OutboundSa newer = pair.alpha.installOutbound(parameters(5000, 50), 0);
        pair.beta.installInbound(parameters(5000, 50), 0);
        byte[] underNew = pair.seal(SctpPackets.ipv4(64));

        assertThat(ByteBuffer.wrap(underNew).getInt(20)).isEqualTo(5000);
        assertThat(pair.open(underNew)).isEqualTo(Verdict.OPENED);
        assertThat(pair.open(underOld)).isEqualTo(Verdict.OPENED);

        pair.alpha.removeOutbound(newer);
        assertThat(ByteBuffer.wrap(pair.seal(SctpPackets.ipv4(64))).getInt(20))
                .as("the older one is used again")
                .isEqualTo(EspPair.SPI);
    }

    @Test
    void removing_the_older_sa_leaves_the_newer_at_work() {
        EspPair pair = EspPair.ipv4(true);
        pair.alpha.installOutbound(parameters(5000, 50), 0);
        pair.alpha.removeOutbound(pair.out);
        assertThat(ByteBuffer.wrap(pair.seal(SctpPackets.ipv4(64))).getInt(20)).isEqualTo(5000);
    }

    static SaParameters parameters(int spi, long keySeed) {
        return SaParameters.builder(spi, SctpPackets.ALPHA4, SctpPackets.BETA4).build(GCM_128, material(keySeed));
    }

    private static KeyMaterial material(long seed) {
        return KeyMaterial.copyOf(EspPair.key(seed, GCM_128));
    }
}
