package org.sctpshim.esp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;

/** Packets that transport mode cannot or must not carry. */
class RefusedPacketTest {

    private final EspPair v4 = EspPair.ipv4(true);
    private final EspPair v6 = EspPair.ipv6(true);

    @Test
    @Requirement({"RFC 4303 3.4.1-1", "RFC 4303 3.3.4-1"})
    void an_ipv4_fragment_is_refused_both_ways() {
        for (int bits : new int[] {0x2000, 0x0001, 0x2010}) {
            byte[] first = SctpPackets.ipv4(64);
            ByteBuffer.wrap(first).putShort(6, (short) bits);
            assertThat(sealing(v4, first)).isEqualTo(Verdict.FRAGMENT);
            byte[] sealed = v4.seal(SctpPackets.ipv4(64));
            ByteBuffer.wrap(sealed).putShort(6, (short) bits);
            assertThat(v4.open(sealed)).isEqualTo(Verdict.FRAGMENT);
        }
    }

    @Test
    @Requirement("RFC 4303 3.4.1-1")
    void an_ipv6_fragment_is_refused() {
        byte[] fragment = {(byte) 132, 0, 0, 1, 0, 0, 0, 9};
        assertThat(sealing(v6, SctpPackets.ipv6(fragment, 44, SctpPackets.sctp(64))))
                .isEqualTo(Verdict.FRAGMENT);
    }

    @Test
    void a_routing_header_with_segments_left_is_refused() {
        byte[] routing = {(byte) 132, 0, 2, 1, 0, 0, 0, 0};
        assertThat(sealing(v6, SctpPackets.ipv6(routing, 43, SctpPackets.sctp(64))))
                .isEqualTo(Verdict.EXTENSION_HEADER);
    }

    @Test
    void an_authentication_header_is_refused() {
        byte[] ah = new byte[24];
        ah[0] = (byte) 132;
        ah[1] = 4;
        assertThat(sealing(v6, SctpPackets.ipv6(ah, 51, SctpPackets.sctp(64)))).isEqualTo(Verdict.EXTENSION_HEADER);
    }

    @Test
    void hop_by_hop_options_anywhere_but_first_are_refused() {
        byte[] options = new byte[16];
        options[0] = 0;
        options[8] = (byte) 132;
        assertThat(sealing(v6, SctpPackets.ipv6(options, 60, SctpPackets.sctp(64))))
                .isEqualTo(Verdict.EXTENSION_HEADER);
    }

    @Test
    void an_endless_chain_of_extension_headers_is_refused() {
        byte[] chain = new byte[8 * 20];
        for (int i = 0; i < chain.length; i += 8) {
            chain[i] = 60;
        }
        assertThat(sealing(v6, SctpPackets.ipv6(chain, 60, SctpPackets.sctp(64))))
                .isEqualTo(Verdict.EXTENSION_HEADER);
    }

    @Test
    void an_extension_header_longer_than_the_packet_is_refused() {
        byte[] options = {(byte) 132, (byte) 200, 0, 0, 0, 0, 0, 0};
        assertThat(sealing(v6, SctpPackets.ipv6(options, 60, SctpPackets.sctp(64))))
                .isEqualTo(Verdict.TRUNCATED);
    }

    @Test
    void other_protocols_are_refused() {
        assertThat(sealing(v4, SctpPackets.ipv4(new byte[40], 6, 0))).isEqualTo(Verdict.WRONG_PROTOCOL);
        assertThat(sealing(v6, SctpPackets.ipv6(new byte[0], 58, new byte[40]))).isEqualTo(Verdict.WRONG_PROTOCOL);
        assertThat(v4.open(SctpPackets.ipv4(64))).as("clear SCTP from outside").isEqualTo(Verdict.WRONG_PROTOCOL);
    }

    @Test
    void neither_ipv4_nor_ipv6_is_refused() {
        byte[] packet = SctpPackets.ipv4(64);
        packet[0] = 0x55;
        assertThat(sealing(v4, packet)).isEqualTo(Verdict.MALFORMED);
        packet[0] = 0x44;
        assertThat(sealing(v4, packet)).as("a header of 16 octets").isEqualTo(Verdict.MALFORMED);
    }

    @Test
    void the_refused_do_not_disturb_their_neighbours_in_the_burst() {
        byte[] good = SctpPackets.ipv4(64);
        PacketBurst burst = EspPair.burst(good, new byte[] {0x45, 0, 0}, SctpPackets.ipv4(new byte[40], 17, 0), good);
        v4.alpha.seal(burst, 0);
        assertThat(burst.verdict(0)).isEqualTo(Verdict.SEALED);
        assertThat(burst.verdict(1)).isEqualTo(Verdict.TRUNCATED);
        assertThat(burst.verdict(2)).isEqualTo(Verdict.WRONG_PROTOCOL);
        assertThat(burst.verdict(3)).isEqualTo(Verdict.SEALED);
        assertThat(v4.open(EspPair.packet(burst, 3))).isEqualTo(Verdict.OPENED);
    }

    private static Verdict sealing(EspPair pair, byte[] clear) {
        PacketBurst burst = EspPair.burst(clear);
        pair.alpha.seal(burst, 0);
        return burst.verdict(0);
    }
}
