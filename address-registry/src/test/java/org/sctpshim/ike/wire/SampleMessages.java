package org.sctpshim.ike.wire;

import java.util.List;
import java.util.stream.Stream;

/** Messages as two hosts would send them, which together hold every kind of payload. */
final class SampleMessages {
    static final long SPI_I = 0x0102030405060708L;
    static final long SPI_R = 0xa1a2a3a4a5a6a7a8L;
    static final Bytes NONCE = Bytes.ofHex("00112233445566778899aabbccddeeff");
    static final Bytes ESP_SPI = Bytes.ofHex("c0ffee01");
    static final IpAddress ALPHA_1 = IpAddress.parse("10.1.0.1");
    static final IpAddress BETA_1 = IpAddress.parse("10.1.0.2");
    static final IpAddress BETA_2 = IpAddress.parse("fd00:2::2");

    private SampleMessages() {}

    static Stream<IkeMessage> all() {
        return Stream.of(
                ikeSaInitRequest(),
                ikeSaInitResponse(),
                ikeAuthRequest(),
                ikeAuthResponse(),
                createChildSaRequest(),
                rekeyIkeSaRequest(),
                informationalRequest(),
                certificates(),
                opaque(),
                sealed(),
                fragment());
    }

    static IkeMessage ikeSaInitRequest() {
        return IkeMessage.of(
                IkeHeader.request(SPI_I, 0, ExchangeType.IKE_SA_INIT, true, 0),
                SecurityAssociationPayload.of(ikeProposal(1, Bytes.EMPTY)),
                new KeyExchangePayload(KeyExchangeMethod.CURVE25519, Bytes.of(new byte[32])),
                new NoncePayload(NONCE),
                NotifyPayload.of(NotifyType.NAT_DETECTION_SOURCE_IP, Bytes.of(new byte[20])),
                NotifyPayload.of(NotifyType.NAT_DETECTION_DESTINATION_IP, Bytes.of(new byte[20])),
                new VendorIdPayload(Bytes.utf8("sctp-shim")));
    }

    static IkeMessage ikeSaInitResponse() {
        return IkeMessage.of(
                IkeHeader.response(SPI_I, SPI_R, ExchangeType.IKE_SA_INIT, false, 0),
                SecurityAssociationPayload.of(new Proposal(
                        1,
                        ProtocolId.IKE,
                        Bytes.EMPTY,
                        List.of(
                                Transform.of(EncryptionAlgorithm.ENCR_AES_GCM_16, 256),
                                Transform.of(PseudorandomFunction.PRF_HMAC_SHA2_256),
                                Transform.of(KeyExchangeMethod.CURVE25519)))),
                new KeyExchangePayload(KeyExchangeMethod.CURVE25519, Bytes.of(new byte[32])),
                new NoncePayload(NONCE));
    }

    static IkeMessage ikeAuthRequest() {
        return IkeMessage.of(
                IkeHeader.request(SPI_I, SPI_R, ExchangeType.IKE_AUTH, true, 1),
                IdentificationPayload.initiator(Identification.fqdn("alpha.example")),
                IdentificationPayload.responder(Identification.email("beta@example.org")),
                new AuthenticationPayload(AuthenticationMethod.SHARED_KEY, Bytes.of(new byte[32])),
                NotifyPayload.of(NotifyType.USE_TRANSPORT_MODE),
                SecurityAssociationPayload.of(espProposal()),
                TrafficSelectorPayload.initiator(TrafficSelector.of(TrafficSelector.SCTP, ALPHA_1)),
                TrafficSelectorPayload.responder(
                        TrafficSelector.of(TrafficSelector.SCTP, BETA_1, 2905),
                        TrafficSelector.of(TrafficSelector.SCTP, BETA_2, 2905)),
                NotifyPayload.of(NotifyType.MOBIKE_SUPPORTED),
                new AdditionalAddress(IpAddress.parse("10.2.0.1")).toNotify(),
                new AdditionalAddress(IpAddress.parse("fd00:1::1")).toNotify(),
                new NoNatsAllowed(ALPHA_1, BETA_1, 500, 500).toNotify());
    }

    static IkeMessage ikeAuthResponse() {
        return IkeMessage.of(
                IkeHeader.response(SPI_I, SPI_R, ExchangeType.IKE_AUTH, false, 1),
                IdentificationPayload.responder(Identification.address(BETA_2)),
                new AuthenticationPayload(AuthenticationMethod.SHARED_KEY, Bytes.of(new byte[32])),
                NotifyPayload.of(NotifyType.TS_UNACCEPTABLE));
    }

    static IkeMessage createChildSaRequest() {
        return IkeMessage.of(
                IkeHeader.request(SPI_I, SPI_R, ExchangeType.CREATE_CHILD_SA, true, 2),
                NotifyPayload.about(ProtocolId.ESP, ESP_SPI, NotifyType.REKEY_SA),
                NotifyPayload.of(NotifyType.USE_TRANSPORT_MODE),
                SecurityAssociationPayload.of(espProposal()),
                new NoncePayload(NONCE),
                TrafficSelectorPayload.initiator(TrafficSelector.of(TrafficSelector.SCTP, ALPHA_1)),
                TrafficSelectorPayload.responder(TrafficSelector.of(TrafficSelector.SCTP, BETA_1)));
    }

    static IkeMessage rekeyIkeSaRequest() {
        return IkeMessage.of(
                IkeHeader.request(SPI_I, SPI_R, ExchangeType.CREATE_CHILD_SA, true, 3),
                SecurityAssociationPayload.of(ikeProposal(1, Bytes.ofHex("0011223344556677"))),
                new NoncePayload(NONCE),
                new KeyExchangePayload(KeyExchangeMethod.ECP_256, Bytes.of(new byte[64])));
    }

    static IkeMessage informationalRequest() {
        return IkeMessage.of(
                IkeHeader.request(SPI_I, SPI_R, ExchangeType.INFORMATIONAL, true, 4),
                NotifyPayload.of(NotifyType.UPDATE_SA_ADDRESSES),
                new Cookie2(Bytes.ofHex("0102030405060708")).toNotify(),
                DeletePayload.esp(List.of(ESP_SPI, Bytes.ofHex("00000100"))));
    }

    static IkeMessage certificates() {
        return IkeMessage.of(
                IkeHeader.request(SPI_I, SPI_R, ExchangeType.IKE_AUTH, true, 1),
                new CertificatePayload(CertificateEncoding.X509_SIGNATURE, Bytes.ofHex("3003020101")),
                new CertificateRequestPayload(CertificateEncoding.X509_SIGNATURE, Bytes.of(new byte[20])));
    }

    static IkeMessage opaque() {
        return IkeMessage.of(
                IkeHeader.request(SPI_I, SPI_R, ExchangeType.IKE_AUTH, true, 1),
                new ConfigurationPayload(Bytes.ofHex("01000000")),
                new EapPayload(Bytes.ofHex("0101000501")),
                new UnknownPayload(new PayloadType(200), true, Bytes.ofHex("abcd")),
                DeletePayload.ikeSa());
    }

    static IkeMessage sealed() {
        return IkeMessage.of(
                IkeHeader.request(SPI_I, SPI_R, ExchangeType.INFORMATIONAL, false, -1),
                new EncryptedPayload(PayloadType.N, Bytes.of(new byte[40])));
    }

    static IkeMessage fragment() {
        return IkeMessage.of(
                IkeHeader.request(SPI_I, SPI_R, ExchangeType.IKE_AUTH, true, 1),
                new EncryptedFragmentPayload(PayloadType.IDI, 1, 3, Bytes.of(new byte[40])));
    }

    static Proposal ikeProposal(int number, Bytes spi) {
        return new Proposal(
                number,
                ProtocolId.IKE,
                spi,
                List.of(
                        Transform.of(EncryptionAlgorithm.ENCR_AES_GCM_16, 256),
                        Transform.of(EncryptionAlgorithm.ENCR_AES_GCM_16, 128),
                        Transform.of(PseudorandomFunction.PRF_HMAC_SHA2_256),
                        Transform.of(KeyExchangeMethod.CURVE25519),
                        Transform.of(KeyExchangeMethod.ECP_256)));
    }

    static Proposal espProposal() {
        return new Proposal(
                1,
                ProtocolId.ESP,
                ESP_SPI,
                List.of(
                        Transform.of(EncryptionAlgorithm.ENCR_AES_GCM_16, 128),
                        Transform.of(SequenceNumbers.ESN),
                        Transform.of(SequenceNumbers.NO_ESN)));
    }
}
