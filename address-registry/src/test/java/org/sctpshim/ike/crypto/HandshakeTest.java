package org.sctpshim.ike.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sctpshim.ike.wire.AuthenticationPayload;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeRules;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.ike.wire.IdentificationPayload;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.IpAddress;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.KeyExchangePayload;
import org.sctpshim.ike.wire.MessageReader;
import org.sctpshim.ike.wire.MessageWriter;
import org.sctpshim.ike.wire.NoncePayload;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.PayloadType;
import org.sctpshim.ike.wire.SecurityAssociationPayload;
import org.sctpshim.ike.wire.SequenceNumbers;
import org.sctpshim.ike.wire.TrafficSelector;
import org.sctpshim.ike.wire.TrafficSelectorPayload;

/** Two ends that talk by octets alone come to the same keys: the parts of this package and of the wire's together. */
class HandshakeTest {
    private static final SecretBytes PSK = SecretBytes.copyOf("a secret of both".getBytes(UTF_8));
    private static final Identification ALPHA = Identification.fqdn("alpha.example");
    private static final Identification BETA = Identification.fqdn("beta.example");
    private static final TrafficSelector TS_I = TrafficSelector.of(TrafficSelector.SCTP, IpAddress.parse("10.1.0.1"));
    private static final TrafficSelector TS_R = TrafficSelector.of(TrafficSelector.SCTP, IpAddress.parse("10.1.0.2"));
    private static final Bytes ESP_SPI_I = Bytes.ofHex("11111111");
    private static final Bytes ESP_SPI_R = Bytes.ofHex("22222222");
    private static final long SPI_I = 0x1111_2222_3333_4444L;
    private static final long SPI_R = 0x5555_6666_7777_8888L;

    /** What the responder would do: everything. */
    private static final List<IkeProposal> EVERYTHING = Stream.of(true, false)
            .map(aead -> new IkeProposal(
                    CipherSpec.SUPPORTED.stream()
                            .filter(cipher -> cipher.isAead() == aead)
                            .toList(),
                    List.of(Prf.values()),
                    SupportedKeyExchanges.ALL.stream().map(KeyExchange::method).toList()))
            .toList();

    /** Every cipher with every prf, and every key exchange. */
    static Stream<IkeProposal> proposals() {
        Stream<IkeProposal> protection = CipherSpec.SUPPORTED.stream()
                .flatMap(cipher -> Stream.of(Prf.values())
                        .map(prf ->
                                new IkeProposal(List.of(cipher), List.of(prf), List.of(KeyExchangeMethod.CURVE25519))));
        Stream<IkeProposal> keyExchange = SupportedKeyExchanges.ALL.stream()
                .map(exchange -> new IkeProposal(
                        List.of(CipherSpec.AES_GCM_16_256), List.of(Prf.HMAC_SHA2_512), List.of(exchange.method())));
        return Stream.concat(protection, keyExchange);
    }

    @ParameterizedTest
    @MethodSource("proposals")
    void two_ends_come_to_one_ike_sa_and_one_child_sa(IkeProposal proposal) throws Exception {
        RandomSource random = new SeededRandom(2026);
        KeyExchangeMethod method = proposal.keyExchanges().get(0);
        List<ChildProposal> children =
                List.of(new ChildProposal(proposal.encryption(), List.of(SequenceNumbers.ESN), List.of()));
        KeyExchange exchange = KeyExchange.of(method).orElseThrow();

        // HDR, SAi1, KEi, Ni -->
        EphemeralKey ephemeral = exchange.generate(random);
        NoncePayload ni = Nonces.fresh(random);
        byte[] initRequest = MessageWriter.write(IkeMessage.of(
                IkeHeader.request(SPI_I, 0, ExchangeType.IKE_SA_INIT, true, 0),
                SuiteProposal.offer(List.of(proposal), Bytes.EMPTY),
                new KeyExchangePayload(method, ephemeral.publicValue()),
                ni));
        IkeMessage atResponder = checked(MessageReader.read(initRequest));
        KeyExchangePayload ke = only(atResponder, KeyExchangePayload.class);
        Selected<IkeSuite> chosen = ProposalSelection.select(
                        EVERYTHING, only(atResponder, SecurityAssociationPayload.class), Optional.of(ke.method()))
                .orElseThrow();

        // <-- HDR, SAr1, KEr, Nr
        KeyExchange.Response response = exchange.respond(ke.data(), random);
        NoncePayload nr = Nonces.fresh(random);
        byte[] initResponse = MessageWriter.write(IkeMessage.of(
                IkeHeader.response(SPI_I, SPI_R, ExchangeType.IKE_SA_INIT, false, 0),
                chosen.answer(Bytes.EMPTY),
                new KeyExchangePayload(method, response.publicValue()),
                nr));
        IkeMessage atInitiator = checked(MessageReader.read(initResponse));
        IkeSuite suite = ProposalSelection.accept(
                        List.of(proposal), only(atInitiator, SecurityAssociationPayload.class))
                .orElseThrow()
                .suite();
        assertThat(suite).isEqualTo(chosen.suite());

        Nonces nonces = new Nonces(ni, nr);
        Bytes responsePublic = only(atInitiator, KeyExchangePayload.class).data();
        IkeSaKeys initiator = Skeyseed.initial(suite, nonces, secret(ephemeral.agree(responsePublic)))
                .keys(SPI_I, SPI_R);
        IkeSaKeys responder =
                Skeyseed.initial(suite, nonces, secret(response.agreement())).keys(SPI_I, SPI_R);
        assertThat(initiator.insecureWiresharkLine()).isEqualTo(responder.insecureWiresharkLine());

        // HDR, SK {IDi, AUTH, N(USE_TRANSPORT_MODE), SAi2, TSi, TSr, N(MOBIKE_SUPPORTED)} -->
        byte[] authRequest = initiator
                .sealer(Role.INITIATOR)
                .seal(auth(
                        IkeHeader.request(SPI_I, SPI_R, ExchangeType.IKE_AUTH, true, 1),
                        IdentificationPayload.initiator(ALPHA),
                        PskAuthentication.authenticate(
                                PSK, initiator.signedOctets(Role.INITIATOR, Bytes.of(initRequest), nr.nonce(), ALPHA)),
                        SuiteProposal.offer(children, ESP_SPI_I)));
        IkeMessage opened = opened(responder.opener(Role.RESPONDER).open(authRequest));
        assertThat(PskAuthentication.verify(
                        PSK,
                        responder.signedOctets(
                                Role.INITIATOR,
                                Bytes.of(initRequest),
                                nr.nonce(),
                                opened.identification(PayloadType.IDI).orElseThrow()),
                        only(opened, AuthenticationPayload.class)))
                .isTrue();
        Selected<ChildSuite> child = ProposalSelection.select(
                        children, only(opened, SecurityAssociationPayload.class), Optional.empty())
                .orElseThrow();

        // <-- HDR, SK {IDr, AUTH, N(USE_TRANSPORT_MODE), SAr2, TSi, TSr, N(MOBIKE_SUPPORTED)}
        byte[] authResponse = responder
                .sealer(Role.RESPONDER)
                .seal(auth(
                        opened.header().answer(),
                        IdentificationPayload.responder(BETA),
                        PskAuthentication.authenticate(
                                PSK, responder.signedOctets(Role.RESPONDER, Bytes.of(initResponse), ni.nonce(), BETA)),
                        child.answer(ESP_SPI_R)));
        IkeMessage answer = opened(initiator.opener(Role.INITIATOR).open(authResponse));
        assertThat(PskAuthentication.verify(
                        PSK,
                        initiator.signedOctets(Role.RESPONDER, Bytes.of(initResponse), ni.nonce(), BETA),
                        only(answer, AuthenticationPayload.class)))
                .isTrue();
        Selected<ChildSuite> accepted = ProposalSelection.accept(
                        children, only(answer, SecurityAssociationPayload.class))
                .orElseThrow();

        assertThat(accepted.suite()).isEqualTo(child.suite());
        assertThat(accepted.peerSpi()).isEqualTo(ESP_SPI_R);
        assertThat(initiator.childSaKeys(accepted.suite(), nonces))
                .isEqualTo(responder.childSaKeys(child.suite(), nonces));
    }

    private static IkeMessage auth(
            IkeHeader header,
            IdentificationPayload identification,
            AuthenticationPayload authentication,
            SecurityAssociationPayload sa) {
        return IkeMessage.of(
                header,
                identification,
                authentication,
                NotifyPayload.of(NotifyType.USE_TRANSPORT_MODE),
                sa,
                TrafficSelectorPayload.initiator(TS_I),
                TrafficSelectorPayload.responder(TS_R),
                NotifyPayload.of(NotifyType.MOBIKE_SUPPORTED));
    }

    private static IkeMessage opened(Opening opening) {
        assertThat(opening).isInstanceOf(Opening.Opened.class);
        return checked(((Opening.Opened) opening).message());
    }

    private static IkeMessage checked(IkeMessage message) {
        assertThat(ExchangeRules.check(message)).isEmpty();
        return message;
    }

    private static SharedSecret secret(Agreement agreement) {
        assertThat(agreement).isInstanceOf(Agreement.Agreed.class);
        return ((Agreement.Agreed) agreement).secret();
    }

    private static <P extends Payload> P only(IkeMessage message, Class<P> kind) {
        return message.first(kind).orElseThrow();
    }
}
