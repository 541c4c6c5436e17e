package org.sctpshim.ike.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sctpshim.conformance.Requirement;

/** The small values that payloads are made of. */
class ValueTest {
    @Test
    void bytes_are_compared_by_content_and_never_shared() {
        byte[] array = {1, 2, 3};
        Bytes bytes = Bytes.of(array);
        array[0] = 9;
        bytes.toArray()[1] = 9;

        assertThat(bytes).isEqualTo(Bytes.ofHex("01 02 03")).hasSameHashCodeAs(Bytes.ofHex("010203"));
        assertThat(bytes.slice(1, 3)).isEqualTo(Bytes.ofHex("0203"));
        assertThat(bytes.asBuffer().isReadOnly()).isTrue();
    }

    @Test
    void long_bytes_are_printed_in_short() {
        assertThat(Bytes.ofHex("0a0b")).hasToString("0a0b");
        assertThat(Bytes.of(new byte[20])).hasToString("00000000000000000000000000000000...(20)");
    }

    @Test
    void a_code_prints_its_registered_name_or_its_number() {
        assertThat(NotifyType.MOBIKE_SUPPORTED).hasToString("MOBIKE_SUPPORTED");
        assertThat(new NotifyType(40_000)).hasToString("NOTIFY(40000)");
        assertThat(new KeyExchangeMethod(31))
                .isEqualTo(KeyExchangeMethod.CURVE25519)
                .hasToString("CURVE25519");
        assertThat(new PayloadType(44)).hasToString("TSi");
        assertThatIllegalArgumentException().isThrownBy(() -> new ExchangeType(256));
        assertThatIllegalArgumentException().isThrownBy(() -> new NotifyType(-1));
    }

    @Test
    void notifies_below_16384_are_errors_known_or_not() {
        assertThat(NotifyType.CHILD_SA_NOT_FOUND.isError()).isTrue();
        assertThat(new NotifyType(16_383).isError()).isTrue();
        assertThat(NotifyType.INITIAL_CONTACT.isError()).isFalse();
        assertThat(new NotifyType(65_535).isError()).isFalse();
    }

    @Test
    void a_transform_prints_its_algorithm_and_key_length() {
        assertThat(Transform.of(EncryptionAlgorithm.ENCR_AES_GCM_16, 256)).hasToString("ENCR_AES_GCM_16-256");
        assertThat(Transform.of(SequenceNumbers.NO_ESN)).hasToString("NO_ESN");
        assertThat(Transform.of(TransformType.ADDKE1, 36)).hasToString("ADDKE1/36");
    }

    @Test
    void an_identification_prints_as_people_write_it_without_control_characters() {
        assertThat(Identification.fqdn("a.example")).hasToString("a.example");
        assertThat(new Identification(IdentificationType.ID_RFC822_ADDR, Bytes.utf8("a@b\u001b[31m")))
                .hasToString("a@b?[31m");
        assertThat(Identification.address(IpAddress.parse("192.0.2.1"))).hasToString("192.0.2.1");
        assertThat(Identification.keyId(Bytes.ofHex("0102"))).hasToString("ID_KEY_ID:0102");
        assertThat(new Identification(IdentificationType.ID_IPV4_ADDR, Bytes.ofHex("01")))
                .hasToString("ID_IPV4_ADDR:01");
    }

    @Test
    @Requirement("RFC 7296 3.5-1")
    void a_name_that_is_sent_has_no_terminator() {
        assertThat(Identification.fqdn("a.example").data()).isEqualTo(Bytes.ofHex("612e6578616d706c65"));
        for (String terminated : new String[] {"a.example\0", "a.example\r", "a.example\n"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Identification.fqdn(terminated));
            assertThatIllegalArgumentException().isThrownBy(() -> Identification.email("x@" + terminated));
        }
    }

    @Test
    void an_ipv4_mapped_address_stays_ipv6() throws Exception {
        IpAddress mapped = new IpAddress(Bytes.ofHex("00000000000000000000ffff 0a010001"));

        assertThat(mapped.isIpv6()).isTrue();
        assertThat(mapped.toInetAddress()).isInstanceOf(Inet6Address.class);
        assertThat(mapped).isNotEqualTo(IpAddress.parse("10.1.0.1"));
    }

    @Test
    void an_address_goes_to_the_platforms_type_and_back() throws Exception {
        for (String text : new String[] {"10.1.0.1", "255.255.255.255", "fd00:1:0:0:0:0:0:2"}) {
            assertThat(IpAddress.parse(text)).hasToString(text);
            assertThat(IpAddress.of(InetAddress.getByName(text))).isEqualTo(IpAddress.parse(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "example.org", "10.1", "10.1.0.256", "1.2.3.4.5", "fe80::1%eth0", "abc", "12"})
    void what_is_no_numeric_address_is_refused_and_never_looked_up(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> IpAddress.parse(text));
    }

    @Test
    void addresses_are_ordered_by_family_and_unsigned_value() {
        assertThat(IpAddress.parse("127.0.0.1")).isLessThan(IpAddress.parse("128.0.0.1"));
        assertThat(IpAddress.parse("255.0.0.1")).isLessThan(IpAddress.parse("::1"));
        assertThat(IpAddress.parse("::1")).isEqualByComparingTo(IpAddress.parse("::1"));
    }

    @Test
    void a_selector_contains_what_lies_within_it() {
        TrafficSelector wide =
                new TrafficSelector(0, 0, 65_535, IpAddress.parse("10.0.0.0"), IpAddress.parse("10.255.255.255"));
        TrafficSelector one = TrafficSelector.of(TrafficSelector.SCTP, IpAddress.parse("10.1.0.1"), 2905);

        assertThat(wide.contains(one)).isTrue();
        assertThat(one.contains(wide)).isFalse();
        assertThat(one.contains(one)).isTrue();
        assertThat(one.contains(TrafficSelector.of(6, IpAddress.parse("10.1.0.1"), 2905)))
                .isFalse();
        assertThat(wide.contains(TrafficSelector.of(132, IpAddress.parse("11.0.0.0"))))
                .isFalse();
        assertThat(wide.contains(IpAddress.parse("fd00::1"))).isFalse();
        assertThat(one).hasToString("10.1.0.1[132/2905]");
        assertThat(wide).hasToString("10.0.0.0-10.255.255.255[any/0-65535]");
    }

    @Test
    void a_header_prints_who_sent_what() {
        assertThat(IkeHeader.request(1, 2, ExchangeType.INFORMATIONAL, true, -1))
                .hasToString("INFORMATIONAL request 4294967295 by the initiator of 0000000000000001/0000000000000002");
        assertThat(IkeHeader.request(1, 2, ExchangeType.IKE_AUTH, true, 1).answer())
                .isEqualTo(IkeHeader.response(1, 2, ExchangeType.IKE_AUTH, false, 1));
    }
}
