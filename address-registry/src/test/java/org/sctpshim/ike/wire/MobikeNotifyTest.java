package org.sctpshim.ike.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;

/** The notifies of RFC 4555 section 4.2. */
class MobikeNotifyTest {
    @Test
    @Requirement("RFC 4555 M25")
    void the_types_have_their_registered_numbers() {
        assertThat(NotifyType.UNACCEPTABLE_ADDRESSES.code()).isEqualTo(40);
        assertThat(NotifyType.UNEXPECTED_NAT_DETECTED.code()).isEqualTo(41);
        assertThat(NotifyType.MOBIKE_SUPPORTED.code()).isEqualTo(16396);
        assertThat(NotifyType.ADDITIONAL_IP4_ADDRESS.code()).isEqualTo(16397);
        assertThat(NotifyType.ADDITIONAL_IP6_ADDRESS.code()).isEqualTo(16398);
        assertThat(NotifyType.NO_ADDITIONAL_ADDRESSES.code()).isEqualTo(16399);
        assertThat(NotifyType.UPDATE_SA_ADDRESSES.code()).isEqualTo(16400);
        assertThat(NotifyType.COOKIE2.code()).isEqualTo(16401);
        assertThat(NotifyType.NO_NATS_ALLOWED.code()).isEqualTo(16402);
    }

    @Test
    void an_additional_address_chooses_its_notify_by_family() throws Exception {
        AdditionalAddress ipv4 = new AdditionalAddress(IpAddress.parse("10.2.0.1"));
        AdditionalAddress ipv6 = new AdditionalAddress(IpAddress.parse("fd00:2::1"));

        assertThat(ipv4.toNotify())
                .isEqualTo(NotifyPayload.of(NotifyType.ADDITIONAL_IP4_ADDRESS, Bytes.ofHex("0a020001")));
        assertThat(ipv6.toNotify().kind()).isEqualTo(NotifyType.ADDITIONAL_IP6_ADDRESS);
        assertThat(AdditionalAddress.read(ipv4.toNotify())).isEqualTo(ipv4);
        assertThat(AdditionalAddress.read(ipv6.toNotify())).isEqualTo(ipv6);
        assertThat(AdditionalAddress.isCarriedBy(ipv6.toNotify())).isTrue();
        assertThat(AdditionalAddress.isCarriedBy(NotifyPayload.of(NotifyType.COOKIE2)))
                .isFalse();
    }

    @Test
    @Requirement("RFC 4555 M25")
    void an_additional_address_of_another_length_is_malformed() {
        for (String hex : new String[] {"", "0a0200", "0a02000100", "fd00000200000000000000000000000100"}) {
            NotifyPayload notify = NotifyPayload.of(NotifyType.ADDITIONAL_IP4_ADDRESS, Bytes.ofHex(hex));
            assertThatThrownBy(() -> AdditionalAddress.read(notify)).isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    @Requirement("RFC 4555 M25")
    void no_nats_allowed_has_12_octets_for_ipv4() throws Exception {
        NoNatsAllowed pair = new NoNatsAllowed(SampleMessages.ALPHA_1, SampleMessages.BETA_1, 500, 4500);

        assertThat(pair.toNotify().data()).isEqualTo(Bytes.ofHex("0a010001 0a010002 01f4 1194"));
        assertThat(NoNatsAllowed.read(pair.toNotify())).isEqualTo(pair);
    }

    @Test
    @Requirement("RFC 4555 M25")
    void no_nats_allowed_has_36_octets_for_ipv6() throws Exception {
        NoNatsAllowed pair = new NoNatsAllowed(IpAddress.parse("fd00:2::1"), SampleMessages.BETA_2, 500, 500);

        assertThat(pair.toNotify().data().length()).isEqualTo(36);
        assertThat(NoNatsAllowed.read(pair.toNotify())).isEqualTo(pair);
    }

    @Test
    @Requirement("RFC 4555 M25")
    void no_nats_allowed_of_another_length_is_malformed() {
        for (int length = 0; length < 64; length++) {
            NotifyPayload notify = NotifyPayload.of(NotifyType.NO_NATS_ALLOWED, Bytes.of(new byte[length]));
            if (length != 12 && length != 36) {
                assertThatThrownBy(() -> NoNatsAllowed.read(notify)).isInstanceOf(MalformedMessageException.class);
            }
        }
    }

    @Test
    @Requirement("RFC 4555 M25")
    void a_cookie2_has_8_to_64_octets() throws Exception {
        for (int length : new int[] {8, 16, 64}) {
            Cookie2 cookie = new Cookie2(Bytes.of(new byte[length]));
            assertThat(Cookie2.read(cookie.toNotify())).isEqualTo(cookie);
        }
        for (int length : new int[] {0, 7, 65}) {
            NotifyPayload notify = NotifyPayload.of(NotifyType.COOKIE2, Bytes.of(new byte[length]));
            assertThatThrownBy(() -> Cookie2.read(notify)).isInstanceOf(MalformedMessageException.class);
            assertThatIllegalArgumentException().isThrownBy(() -> new Cookie2(Bytes.of(new byte[length])));
        }
    }

    @Test
    @Requirement("RFC 7296 2.3-3")
    void the_wanted_key_exchange_and_the_window_size_are_read_from_their_notifies() throws Exception {
        assertThat(NotifyPayload.invalidKeyExchange(KeyExchangeMethod.ECP_256).readWantedKeyExchange())
                .isEqualTo(KeyExchangeMethod.ECP_256);
        assertThat(NotifyPayload.windowSize(8).readWindowSize()).isEqualTo(8);
        assertThat(NotifyPayload.windowSize(-1).readWindowSize()).isEqualTo(Integer.MAX_VALUE);
        assertThatThrownBy(() -> NotifyPayload.windowSize(0).readWindowSize())
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> NotifyPayload.of(NotifyType.SET_WINDOW_SIZE, Bytes.ofHex("0001"))
                        .readWindowSize())
                .isInstanceOf(MalformedMessageException.class);
    }
}
