package org.sctpshim.ike.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;

/** Each payload against octets written by hand from its diagram in RFC 7296 section 3. */
class PayloadBytesTest {
    @Test
    void a_security_association_nests_proposals_transforms_and_attributes() throws Exception {
        isRead(
                """
                0200 0024 01 01 00 03
                  0300 000c 0100 0014 800e 0080
                  0300 0008 0200 0005
                  0000 0008 0400 001f
                0000 0020 02 03 04 02 c0ffee01
                  0300 000c 0100 0014 800e 0100
                  0000 0008 0500 0001
                """,
                new SecurityAssociationPayload(List.of(
                        new Proposal(
                                1,
                                ProtocolId.IKE,
                                Bytes.EMPTY,
                                List.of(
                                        Transform.of(EncryptionAlgorithm.ENCR_AES_GCM_16, 128),
                                        Transform.of(PseudorandomFunction.PRF_HMAC_SHA2_256),
                                        Transform.of(KeyExchangeMethod.CURVE25519))),
                        new Proposal(
                                2,
                                ProtocolId.ESP,
                                Bytes.ofHex("c0ffee01"),
                                List.of(
                                        Transform.of(EncryptionAlgorithm.ENCR_AES_GCM_16, 256),
                                        Transform.of(SequenceNumbers.ESN))))));
    }

    @Test
    void an_attribute_with_a_length_of_its_own_is_kept() throws Exception {
        isRead(
                """
                0000 001b 01 03 04 01 00000101
                  0000 000f 0100 0014 1234 0003 aabbcc
                """,
                SecurityAssociationPayload.of(new Proposal(
                        1,
                        ProtocolId.ESP,
                        Bytes.ofHex("00000101"),
                        List.of(new Transform(
                                TransformType.ENCR,
                                20,
                                List.of(new TransformAttribute(0x1234, false, Bytes.ofHex("aabbcc"))))))));
    }

    @Test
    void a_key_exchange_names_its_method_first() throws Exception {
        isRead("0013 0000 0a0b0c", new KeyExchangePayload(KeyExchangeMethod.ECP_256, Bytes.ofHex("0a0b0c")));
    }

    @Test
    void a_nonce_is_all_body() throws Exception {
        isRead("00112233445566778899aabbccddeeff", new NoncePayload(SampleMessages.NONCE));
    }

    @Test
    void an_identification_has_three_reserved_octets() throws Exception {
        isRead("02 000000 612e6578", IdentificationPayload.initiator(Identification.fqdn("a.ex")));
        isRead("01 000000 0a010001", IdentificationPayload.responder(Identification.address(SampleMessages.ALPHA_1)));
    }

    @Test
    void a_certificate_and_a_request_begin_with_the_encoding() throws Exception {
        isRead("04 3000", new CertificatePayload(CertificateEncoding.X509_SIGNATURE, Bytes.ofHex("3000")));
        isRead("04 1111", new CertificateRequestPayload(CertificateEncoding.X509_SIGNATURE, Bytes.ofHex("1111")));
    }

    @Test
    void an_authentication_begins_with_its_method() throws Exception {
        isRead("02 000000 beef", new AuthenticationPayload(AuthenticationMethod.SHARED_KEY, Bytes.ofHex("beef")));
    }

    @Test
    @Requirement("RFC 7296 3.10-1")
    void a_notify_may_name_an_spi() throws Exception {
        isRead("00 00 4007", NotifyPayload.of(NotifyType.USE_TRANSPORT_MODE));
        isRead("03 04 4009 c0ffee01", NotifyPayload.about(ProtocolId.ESP, SampleMessages.ESP_SPI, NotifyType.REKEY_SA));
        isRead("00 00 0011 0013", NotifyPayload.invalidKeyExchange(KeyExchangeMethod.ECP_256));
        isRead("00 00 0001 c8", NotifyPayload.unsupportedCriticalPayload(new PayloadType(200)));
        isRead("00 00 4001 00000005", NotifyPayload.windowSize(5));
    }

    @Test
    @Requirement({"RFC 7296 3.11-1", "RFC 7296 3.11-2"})
    void a_delete_lists_spis_or_means_the_ike_sa() throws Exception {
        isRead("01 00 0000", DeletePayload.ikeSa());
        isRead(
                "03 04 0002 c0ffee01 00000100",
                DeletePayload.esp(List.of(SampleMessages.ESP_SPI, Bytes.ofHex("00000100"))));
    }

    @Test
    @Requirement("RFC 7296 3.13.1-1")
    void traffic_selectors_are_counted_and_sized() throws Exception {
        isRead(
                """
                02 000000
                07 84 0010 0000 ffff 0a010001 0a010001
                08 84 0028 0b59 0b59 fd000002000000000000000000000002 fd000002000000000000000000000002
                """,
                TrafficSelectorPayload.initiator(
                        TrafficSelector.of(TrafficSelector.SCTP, SampleMessages.ALPHA_1),
                        TrafficSelector.of(TrafficSelector.SCTP, SampleMessages.BETA_2, 2905)));
    }

    @Test
    void a_vendor_id_configuration_and_eap_are_opaque() throws Exception {
        isRead("616263", new VendorIdPayload(Bytes.utf8("abc")));
        isRead("01000000", new ConfigurationPayload(Bytes.ofHex("01000000")));
        isRead("0101000501", new EapPayload(Bytes.ofHex("0101000501")));
    }

    @Test
    void an_encrypted_payload_names_the_first_payload_inside() throws Exception {
        EncryptedPayload sealed = new EncryptedPayload(PayloadType.N, Bytes.ofHex("00112233"));
        byte[] message = MessageWriter.write(IkeMessage.of(header(), sealed));

        assertThat(Bytes.of(message).slice(28, message.length)).isEqualTo(Bytes.ofHex("29 00 0008 00112233"));
        assertThat(MessageReader.read(message).payloads()).containsExactly(sealed);
    }

    @Test
    void a_fragment_tells_its_number_and_the_total() throws Exception {
        EncryptedFragmentPayload fragment =
                new EncryptedFragmentPayload(PayloadType.NONE, 2, 3, Bytes.ofHex("00112233"));
        byte[] message = MessageWriter.write(IkeMessage.of(header(), fragment));

        assertThat(Bytes.of(message).slice(28, message.length)).isEqualTo(Bytes.ofHex("00 00 000c 0002 0003 00112233"));
        assertThat(MessageReader.read(message).payloads()).containsExactly(fragment);
    }

    @Test
    @Requirement("RFC 7296 3.1-3")
    void a_header_has_spis_version_exchange_flags_message_id_and_length() throws Exception {
        byte[] octets = Bytes.ofHex("""
                0102030405060708 a1a2a3a4a5a6a7a8
                29 20 25 28 80000001 00000024
                00 00 0008 00 00 400c
                """).toArray();

        IkeMessage message = MessageReader.read(octets);

        assertThat(message)
                .isEqualTo(IkeMessage.of(
                        IkeHeader.response(
                                SampleMessages.SPI_I,
                                SampleMessages.SPI_R,
                                ExchangeType.INFORMATIONAL,
                                true,
                                0x80000001),
                        NotifyPayload.of(NotifyType.MOBIKE_SUPPORTED)));
        assertThat(MessageWriter.write(message)).isEqualTo(octets);
    }

    @Test
    @Requirement({"RFC 7296 3.2-1", "RFC 7296 3.2-2"})
    void an_unknown_payload_keeps_its_critical_flag_and_a_known_one_does_not() throws Exception {
        byte[] octets = Bytes.ofHex("""
                0102030405060708 0000000000000000
                c8 20 22 08 00000000 0000002a
                29 80 0006 abcd
                00 80 0008 00 00 4007
                """).toArray();

        assertThat(MessageReader.read(octets).payloads())
                .containsExactly(
                        new UnknownPayload(new PayloadType(200), true, Bytes.ofHex("abcd")),
                        NotifyPayload.of(NotifyType.USE_TRANSPORT_MODE));
    }

    /** The body is read as this payload, and the payload is written as this body. */
    private static void isRead(String hex, Payload payload) throws MalformedMessageException {
        Bytes body = Bytes.ofHex(hex);
        Bytes chain = Bytes.concat(
                new OctetWriter().u8(0).u8(0).u16(4 + body.length()).toBytes(), body);
        assertThat(MessageReader.readPayloads(payload.type(), chain)).containsExactly(payload);
        assertThat(MessageWriter.writePayloads(List.of(payload))).isEqualTo(chain);
    }

    private static IkeHeader header() {
        return IkeHeader.request(SampleMessages.SPI_I, SampleMessages.SPI_R, ExchangeType.INFORMATIONAL, true, 7);
    }
}
