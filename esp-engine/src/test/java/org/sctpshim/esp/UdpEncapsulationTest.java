package org.sctpshim.esp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sctpshim.conformance.Requirement;

/** ESP that a NAT has seen on its way: bare, and from an address that is nobody's. */
class UdpEncapsulationTest {

    private static final AddressPair FROM_A_NAT = AddressPair.of(address("203.0.113.9"), address("198.51.100.7"));
    private static final AddressPair FROM_A_NAT_OF_IPV6 =
            AddressPair.of(address("2001:db8::9"), address("2001:db8::7"));

    @ParameterizedTest(name = "IPv6: {0}")
    @ValueSource(booleans = {false, true})
    @Requirement("RFC 3948 3.1.2-1")
    void packets_of_an_encapsulated_sa_get_its_selectors_addresses_again(boolean ipv6) {
        EspPair pair = pair(ipv6);
        for (int length = 12; length < 200; length++) {
            byte[] clear = clear(ipv6, length);
            PacketBurst burst = arrived(pair, clear, ipv6 ? FROM_A_NAT_OF_IPV6 : FROM_A_NAT);
            assertThat(burst.verdict(0)).isEqualTo(Verdict.OPENED);
            byte[] opened = EspPair.packet(burst, 0);
            assertThat(opened).hasSameSizeAs(clear);
            int payload = ipv6 ? 40 : 20;
            assertThat(Arrays.copyOfRange(opened, payload, opened.length))
                    .isEqualTo(Arrays.copyOfRange(clear, payload, clear.length));
            int addresses = ipv6 ? 8 : 12;
            assertThat(Arrays.copyOfRange(opened, addresses, payload))
                    .isEqualTo(Arrays.copyOfRange(clear, addresses, payload));
        }
    }

    @Test
    void the_same_packet_under_an_sa_that_is_not_encapsulated_is_dropped() {
        EspPair pair = EspPair.of(EspPair.ipv4Parameters(true), EspPair.ipv4Parameters(true));
        AddressPair elsewhere = AddressPair.of(address("203.0.113.9"), SctpPackets.BETA4);
        assertThat(arrived(pair, SctpPackets.ipv4(100), elsewhere).verdict(0)).isEqualTo(Verdict.SELECTOR_MISMATCH);
        assertThat(arrived(pair, SctpPackets.ipv4(100), FROM_A_NAT).verdict(0)).isEqualTo(Verdict.NO_SA);
    }

    @Test
    @Requirement({"RFC 7296 2.23-4", "RFC 7296 2.23-11"})
    void esp_is_taken_within_udp_though_it_was_to_come_by_itself_and_the_other_way_round() {
        EspPair alone = EspPair.of(EspPair.ipv4Parameters(true), EspPair.ipv4Parameters(true));
        AddressPair pair = AddressPair.of(SctpPackets.ALPHA4, SctpPackets.BETA4);
        assertThat(arrived(alone, SctpPackets.ipv4(100), pair).verdict(0)).isEqualTo(Verdict.OPENED);

        EspPair encapsulated = pair(false);
        byte[] sealed = encapsulated.seal(SctpPackets.ipv4(100));
        assertThat(encapsulated.open(sealed)).isEqualTo(Verdict.OPENED);
    }

    @Test
    void an_sa_is_moved_into_udp_and_goes_on_counting() {
        EspPair pair = EspPair.of(EspPair.ipv4Parameters(true), EspPair.ipv4Parameters(true));
        byte[] old = pair.seal(SctpPackets.ipv4(100));
        pair.beta.encapsulate(pair.in, true);
        pair.alpha.encapsulate(pair.out, true);
        assertThat(arrived(pair, SctpPackets.ipv4(100), FROM_A_NAT).verdict(0)).isEqualTo(Verdict.OPENED);
        assertThat(pair.in.replay.top()).isEqualTo(2);
        assertThat(pair.open(old)).as("overtaken, but never seen").isEqualTo(Verdict.OPENED);
        assertThat(pair.open(old)).isNotEqualTo(Verdict.OPENED);
    }

    @Test
    void only_the_newest_packet_tells_where_the_peer_is() {
        EspPair pair = pair(false);
        PacketBurst burst = new PacketBurst(4);
        byte[] first = esp(pair);
        byte[] second = esp(pair);
        byte[] third = esp(pair);
        for (byte[] esp : new byte[][] {second, first, third, third}) {
            burst.memory().put(burst.roomOffset(burst.size()), esp);
            burst.filledBare(esp.length, FROM_A_NAT, 0);
        }
        pair.beta.open(burst, 0);
        assertThat(burst.isNewest(0)).isTrue();
        assertThat(burst.isNewest(1)).as("overtaken").isFalse();
        assertThat(burst.isNewest(2)).isTrue();
        assertThat(burst.verdict(3)).isEqualTo(Verdict.REPLAYED);
        assertThat(burst.isNewest(3)).as("a copy, from wherever").isFalse();
    }

    @Test
    void a_forged_packet_never_tells_where_the_peer_is() {
        EspPair pair = pair(false);
        PacketBurst burst = new PacketBurst(1);
        byte[] forged = EspPair.withBitFlipped(esp(pair), 200);
        burst.memory().put(burst.roomOffset(0), forged);
        burst.filledBare(forged.length, FROM_A_NAT, 0);
        pair.beta.open(burst, 0);
        assertThat(burst.verdict(0)).isEqualTo(Verdict.BAD_ICV);
        assertThat(burst.isNewest(0)).isFalse();
    }

    @Test
    void a_packet_with_options_is_not_sent_without_them() {
        EspPair pair = pair(false);
        byte[] plain = SctpPackets.ipv4(100);
        byte[] packet = new byte[plain.length + 4];
        System.arraycopy(plain, 0, packet, 0, 20);
        System.arraycopy(plain, 20, packet, 24, plain.length - 20);
        packet[0] = 0x46;
        packet[3] = (byte) packet.length;
        Arrays.fill(packet, 20, 24, (byte) 1);
        PacketBurst burst = EspPair.burst(packet);
        pair.alpha.seal(burst, 0);
        assertThat(burst.verdict(0)).isEqualTo(Verdict.EXTENSION_HEADER);
    }

    @Test
    void ends_are_definite_and_of_one_family() {
        InetSocketAddress end = new InetSocketAddress(address("10.1.0.1"), 4500);
        for (InetSocketAddress wrong : new InetSocketAddress[] {
            new InetSocketAddress(address("10.1.0.2"), 0),
            new InetSocketAddress(address("0.0.0.0"), 4500),
            new InetSocketAddress(address("fd00::1"), 4500),
            InetSocketAddress.createUnresolved("nowhere.example", 4500)
        }) {
            assertThatThrownBy(() -> new UdpEncapsulation(end, wrong)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new UdpEncapsulation(wrong, end)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static byte[] esp(EspPair pair) {
        PacketBurst burst = EspPair.burst(SctpPackets.ipv4(100));
        pair.alpha.seal(burst, 0);
        return EspPair.esp(burst, 0);
    }

    private static PacketBurst arrived(EspPair pair, byte[] clear, AddressPair between) {
        PacketBurst sealed = EspPair.burst(clear);
        pair.alpha.seal(sealed, 0);
        byte[] esp = EspPair.esp(sealed, 0);
        PacketBurst burst = new PacketBurst(1);
        burst.memory().put(burst.roomOffset(0), esp);
        burst.filledBare(esp.length, between, 0);
        pair.beta.open(burst, 0);
        return burst;
    }

    private static EspPair pair(boolean ipv6) {
        UdpEncapsulation udp = ipv6
                ? new UdpEncapsulation(
                        new InetSocketAddress(SctpPackets.ALPHA6, 4500), new InetSocketAddress(SctpPackets.BETA6, 4500))
                : new UdpEncapsulation(
                        new InetSocketAddress(SctpPackets.ALPHA4, 4500),
                        new InetSocketAddress(SctpPackets.BETA4, 4500));
        SaParameters alpha = ipv6 ? EspPair.ipv6Parameters(true) : EspPair.ipv4Parameters(true);
        SaParameters beta = ipv6 ? EspPair.ipv6Parameters(true) : EspPair.ipv4Parameters(true);
        return EspPair.of(alpha.within(java.util.Optional.of(udp)), beta.within(java.util.Optional.of(udp)));
    }

    private static byte[] clear(boolean ipv6, int length) {
        return ipv6 ? SctpPackets.ipv6(length) : SctpPackets.ipv4(length);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
