package org.sctpshim.esp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sctpshim.conformance.Requirement;

/** ESP in tunnel mode (RFC 4303 section 3.1.2), which is IP-in-IP under transport mode (RFC 3884). */
class TunnelModeTest {

    private static final InetAddress GATE4 = SctpPackets.address("192.0.2.1");
    private static final InetAddress TOWER4 = SctpPackets.address("192.0.2.2");
    private static final InetAddress GATE6 = SctpPackets.address("2001:db8:ff::1");
    private static final InetAddress TOWER6 = SctpPackets.address("2001:db8:ff::2");

    private static final int TOS_AT = 1;
    private static final int PROTOCOL_AT = 9;
    private static final int MALFORMED_INNER_LENGTH_AT = 2;

    @ParameterizedTest(name = "IPv6 inside {0}, IPv6 outside {1}")
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void aPacketOfAnyLengthComesBackAsItWas(boolean inner6, boolean outer6) {
        EspPair pair = pair(inner6, outer6);
        for (int length = 12; length <= 1400; length += 7) {
            byte[] clear = inner6 ? SctpPackets.ipv6(length) : SctpPackets.ipv4(length);
            byte[] sealed = pair.seal(clear);
            assertThat((sealed[0] >> 4) & 0xf).isEqualTo(outer6 ? 6 : 4);
            PacketBurst burst = EspPair.burst(sealed);
            pair.beta.open(burst, 0);
            assertThat(burst.verdict(0)).isEqualTo(Verdict.OPENED);
            assertThat(EspPair.packet(burst, 0)).isEqualTo(clear);
        }
    }

    @Test
    @Requirement("RFC 7296 2.24-1")
    void theOuterHeaderHasTheTunnelsAddressesAndThePacketsTrafficClass() {
        byte[] sealed = pair(false, false).seal(SctpPackets.ipv4(100));
        assertThat(Arrays.copyOfRange(sealed, 12, 16)).isEqualTo(GATE4.getAddress());
        assertThat(Arrays.copyOfRange(sealed, 16, 20)).isEqualTo(TOWER4.getAddress());
        assertThat(sealed[PROTOCOL_AT]).isEqualTo((byte) 50);
        assertThat(sealed[TOS_AT]).isEqualTo((byte) 0xb9);
        assertThat(ByteBuffer.wrap(sealed).getShort(10)).isEqualTo(SctpPackets.checksum(ByteBuffer.wrap(sealed), 20));
    }

    @Test
    void aPacketInsideThatTheSelectorsDoNotNameIsDropped() {
        SaParameters narrow = SaParameters.builder(EspPair.SPI, SctpPackets.ALPHA4, SctpPackets.BETA4)
                .ports(SctpPackets.SOURCE_PORT, SctpPackets.DESTINATION_PORT + 1)
                .tunnel(new TunnelEnds(GATE4, TOWER4))
                .build(EspAlgorithm.AES_GCM_16_128, KeyMaterial.copyOf(EspPair.KEY));
        EspPair pair = EspPair.of(parameters(false, false), narrow);
        assertThat(pair.open(pair.seal(SctpPackets.ipv4(100)))).isEqualTo(Verdict.SELECTOR_MISMATCH);
    }

    @Test
    void anEndThatExpectsTransportModeDropsWhatWasTunnelledAndTheOtherWayRound() {
        SaParameters transport = EspPair.ipv4Parameters(true);
        SaParameters hostToHost = SaParameters.builder(EspPair.SPI, SctpPackets.ALPHA4, SctpPackets.BETA4)
                .tunnel(new TunnelEnds(SctpPackets.ALPHA4, SctpPackets.BETA4))
                .build(EspAlgorithm.AES_GCM_16_128, KeyMaterial.copyOf(EspPair.KEY));
        EspPair pair = EspPair.of(hostToHost, transport);
        assertThat(pair.open(pair.seal(SctpPackets.ipv4(100)))).isEqualTo(Verdict.SELECTOR_MISMATCH);
        EspPair turned = EspPair.of(
                EspPair.ipv4Parameters(true), tunnelled(new TunnelEnds(SctpPackets.ALPHA4, SctpPackets.BETA4)));
        assertThat(turned.open(turned.seal(SctpPackets.ipv4(100)))).isEqualTo(Verdict.SELECTOR_MISMATCH);
    }

    @Test
    void espThatComesToAnotherAddressThanTheTunnelsFindsNoSa() {
        EspPair pair = EspPair.of(parameters(false, false), tunnelled(new TunnelEnds(GATE4, GATE4)));
        assertThat(pair.open(pair.seal(SctpPackets.ipv4(100)))).isEqualTo(Verdict.NO_SA);
    }

    /** RFC 6040, figure 4: inner and outer field, and what comes out; none where the packet is dropped. */
    @ParameterizedTest(name = "inner {0}, outer {1}: {2}")
    @CsvSource({
        "0, 0, 0", "0, 1, 0", "0, 2, 0", "0, 3, ",
        "1, 0, 1", "1, 1, 1", "1, 2, 1", "1, 3, 3",
        "2, 0, 2", "2, 1, 1", "2, 2, 2", "2, 3, 3",
        "3, 0, 3", "3, 1, 3", "3, 2, 3", "3, 3, 3"
    })
    @Requirement("RFC 7296 2.24-1")
    void congestionThatTheTunnelMetReachesThePacketInside(int inner, int outer, Integer result) {
        for (boolean inner6 : new boolean[] {false, true}) {
            EspPair pair = pair(inner6, false);
            byte[] sealed = pair.seal(withEcn(inner6 ? SctpPackets.ipv6(64) : SctpPackets.ipv4(64), inner));
            PacketBurst burst = EspPair.burst(withEcn(sealed, outer));
            pair.beta.open(burst, 0);
            if (result == null) {
                assertThat(burst.verdict(0)).isEqualTo(Verdict.CONGESTION_UNHEARD);
                continue;
            }
            assertThat(burst.verdict(0)).isEqualTo(Verdict.OPENED);
            assertThat(EspPair.packet(burst, 0))
                    .isEqualTo(withEcn(inner6 ? SctpPackets.ipv6(64) : SctpPackets.ipv4(64), result));
        }
    }

    @Test
    void aLengthOrAHeaderInsideThatIsWrongIsDroppedAndCounted() {
        byte[] tooLong = SctpPackets.ipv4(100);
        ByteBuffer.wrap(tooLong).putShort(MALFORMED_INNER_LENGTH_AT, (short) 2000);
        EspPair pair = pair(false, false);
        PacketBurst burst = EspPair.burst(tooLong);
        pair.alpha.seal(burst, 0);
        assertThat(burst.verdict(0)).isEqualTo(Verdict.TRUNCATED);
        assertThat(pair.alpha.count(Verdict.TRUNCATED)).isEqualTo(1);
    }

    @Test
    void endsOfDifferentFamiliesAreRefused() {
        assertThatThrownBy(() -> new TunnelEnds(GATE4, TOWER6)).isInstanceOf(IllegalArgumentException.class);
    }

    private static EspPair pair(boolean inner6, boolean outer6) {
        return EspPair.of(parameters(inner6, outer6), parameters(inner6, outer6));
    }

    private static SaParameters parameters(boolean inner6, boolean outer6) {
        return SaParameters.builder(
                        EspPair.SPI,
                        inner6 ? SctpPackets.ALPHA6 : SctpPackets.ALPHA4,
                        inner6 ? SctpPackets.BETA6 : SctpPackets.BETA4)
                .tunnel(outer6 ? new TunnelEnds(GATE6, TOWER6) : new TunnelEnds(GATE4, TOWER4))
                .build(EspAlgorithm.AES_GCM_16_128, KeyMaterial.copyOf(EspPair.KEY));
    }

    private static SaParameters tunnelled(TunnelEnds ends) {
        return SaParameters.builder(EspPair.SPI, SctpPackets.ALPHA4, SctpPackets.BETA4)
                .tunnel(ends)
                .build(EspAlgorithm.AES_GCM_16_128, KeyMaterial.copyOf(EspPair.KEY));
    }

    private static byte[] withEcn(byte[] packet, int ecn) {
        byte[] marked = packet.clone();
        ByteBuffer octets = ByteBuffer.wrap(marked);
        if ((marked[0] & 0xf0) == 0x60) {
            octets.putInt(0, (octets.getInt(0) & ~(3 << 20)) | (ecn << 20));
        } else {
            marked[TOS_AT] = (byte) ((marked[TOS_AT] & ~3) | ecn);
            octets.putShort(10, SctpPackets.checksum(octets, 20));
        }
        return marked;
    }
}
