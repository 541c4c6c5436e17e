package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.crypto.CipherSpec;
import org.sctpshim.ike.crypto.IkeSaKeys;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.IpAddress;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.KeyExchangePayload;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;
import org.sctpshim.ike.wire.MessageWriter;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Proposal;
import org.sctpshim.ike.wire.SecurityAssociationPayload;
import org.sctpshim.ike.wire.Transform;
import org.sctpshim.ike.wire.TransformType;
import org.sctpshim.ike.wire.VendorIdPayload;
import org.sctpshim.registry.AddressPair;

/** IKE_SA_INIT and IKE_AUTH between two hosts, message by message (RFC 7296 sections 1.2 and 2.6). */
class HandshakeLadderTest {
    @Test
    @Requirement({
        "RFC 7296 1.2",
        "RFC 4555 M2",
        "RFC 4555 M3",
        "RFC 7296 2.2-1",
        "RFC 7296 4-1",
        "RFC 7296 1.3.1-1",
        "RFC 7296 2.8-9",
        "RFC 4555 M5"
    })
    void fourMessagesMakeAnIkeSaAndTheFirstPathInBothRoles() {
        Ladder ladder = new Ladder();
        ladder.alpha.opens();
        // alpha -> beta: SAi1, KEi, Ni
        ladder.toBeta("IKE_SA_INIT request 0");
        // beta -> alpha: SAr1, KEr, Nr
        ladder.toAlpha("IKE_SA_INIT response 0");
        // alpha -> beta: SK {IDi, IDr, AUTH, SAi2, TSi, TSr, MOBIKE_SUPPORTED, ...}
        ladder.toBeta("IKE_AUTH request 1");
        assertThat(ladder.beta.ike.establishedCount()).isEqualTo(1);
        assertThat(ladder.beta.installed).hasSize(1);
        // beta -> alpha: SK {IDr, AUTH, SAr2, TSi, TSr, MOBIKE_SUPPORTED, ...}
        ladder.toAlpha("IKE_AUTH response 1");

        assertThat(ladder.alpha.ike.establishedCount()).isEqualTo(1);
        assertThat(ladder.alpha.installed.values())
                .singleElement()
                .satisfies(child ->
                        assertThat(child.path().pair()).isEqualTo(new AddressPair(HostSetup.A1, HostSetup.B1)));
        ladder.agree();
        assertThat(ladder.alpha.events(HostEvent.IkeSaEstablished.class))
                .singleElement()
                .satisfies(event -> assertThat(event.initiator()).isTrue());
        assertThat(ladder.beta.events(HostEvent.IkeSaEstablished.class))
                .singleElement()
                .satisfies(event -> assertThat(event.initiator()).isFalse());
    }

    @Test
    @Requirement({"RFC 7296 1.2-1", "RFC 7296 2.21.2-1"})
    void twoEndsWithDifferentKeysMakeNothingAndTheInitiatorIsToldWhy() {
        Ladder ladder = new Ladder(HostSetup.alpha(), HostSetup.beta().key("another pre-shared key"));
        ladder.alpha.opens();
        ladder.settle();

        nothingCameOfIt(ladder);
        assertThat(ladder.alpha.lastEnd()).contains("AUTHENTICATION_FAILED");
    }

    @Test
    @Requirement({"RFC 7296 1.2-2", "RFC 7296 2.21.2-1"})
    void anInitiatorThatNobodyKnowsIsRefusedLikeOneWithAWrongKey() {
        HostSetup stranger = HostSetup.alpha();
        stranger.identification = Identification.fqdn("mallory.example");
        Ladder ladder = new Ladder(stranger, HostSetup.beta());
        ladder.alpha.opens();
        ladder.settle();

        nothingCameOfIt(ladder);
        assertThat(ladder.alpha.lastEnd()).contains("AUTHENTICATION_FAILED");
        assertThat(ladder.beta.events).hasOnlyElementsOfType(HostEvent.AuthenticationFailed.class);
    }

    @Test
    void aResponderThatIsNotTheOneAskedForRefuses() {
        HostSetup alpha = HostSetup.alpha();
        alpha.peerIdentification = Identification.fqdn("gamma.example");
        Ladder ladder = new Ladder(alpha, HostSetup.beta());
        ladder.alpha.opens();
        ladder.settle();

        nothingCameOfIt(ladder);
        assertThat(ladder.alpha.lastEnd()).contains("AUTHENTICATION_FAILED");
    }

    @Test
    @Requirement("RFC 7296 2.7-3")
    void withoutACommonProposalTheInitiatorGivesUpAtTheNextRetransmission() {
        Ladder ladder = new Ladder(
                HostSetup.alpha().cipher(CipherSpec.AES_GCM_16_128),
                HostSetup.beta().cipher(CipherSpec.AES_GCM_16_256));
        ladder.alpha.opens();
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT response 0");
        assertThat(ladder.alpha.ike.sessionCount())
                .as("anybody could have sent the refusal")
                .isEqualTo(1);
        ladder.waitMillis(500);

        assertThat(ladder.alpha.lastEnd()).contains("NO_PROPOSAL_CHOSEN");
        assertThat(ladder.alpha.ike.sessionCount()).isZero();
        assertThat(ladder.beta.ike.sessionCount()).isZero();
        assertThat(ladder.beta.events(HostEvent.InitiationRefused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.reason())
                        .contains(
                                "is refused by NO_PROPOSAL_CHOSEN: the profile \"",
                                "ENCR_AES_GCM_16-128",
                                "PRF_HMAC_SHA2_256"));
    }

    @Test
    @Requirement("RFC 7296 2.21.1-1")
    void aRefusalThatSomebodyForgedDoesNotStopTheHandshake() {
        Ladder ladder = new Ladder();
        ladder.alpha.opens();
        IkeDatagram request = ladder.alpha.sends("IKE_SA_INIT request 0");
        ladder.alpha.receives(forged(request, NotifyPayload.of(NotifyType.NO_PROPOSAL_CHOSEN)));
        ladder.beta.receives(request);
        ladder.passMillis(100);

        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
    }

    @Test
    @Requirement({"RFC 7296 1.2-3", "RFC 7296 1.2-4", "RFC 7296 3.4-5"})
    void anotherKeyExchangeIsTakenWhenTheResponderAsksForIt() {
        Ladder ladder = new Ladder(HostSetup.alpha(), HostSetup.beta().keyExchanges(KeyExchangeMethod.ECP_256));
        ladder.alpha.opens();
        // alpha -> beta: KE for Curve25519
        ladder.toBeta("IKE_SA_INIT request 0");
        // beta -> alpha: INVALID_KE_PAYLOAD, and nothing is kept
        assertThat(ladder.beta.ike.sessionCount()).isZero();
        ladder.toAlpha("IKE_SA_INIT response 0");
        // alpha -> beta: KE for ECP_256, the same message id
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.passMillis(100);

        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
    }

    @Test
    void aKeyExchangeThatWasNeverOfferedIsNotTakenFromAForger() {
        Ladder ladder = new Ladder(HostSetup.alpha().keyExchanges(KeyExchangeMethod.CURVE25519), HostSetup.beta());
        ladder.alpha.opens();
        IkeDatagram request = ladder.alpha.sends("IKE_SA_INIT request 0");
        ladder.alpha.receives(forged(request, NotifyPayload.invalidKeyExchange(KeyExchangeMethod.ECP_256)));

        ladder.alpha.sendsNothing();
        assertThat(ladder.alpha.drops(DropReason.RULE_BROKEN)).isEqualTo(1);
    }

    @Test
    @Requirement("RFC 7296 2.6-6")
    void aCookieThatTheResponderDemandsComesFirstInTheNextRequest() throws MalformedMessageException {
        Ladder ladder = new Ladder();
        ladder.alpha.opens();
        IkeDatagram first = ladder.alpha.sends("IKE_SA_INIT request 0");
        // responder -> alpha: COOKIE
        NotifyPayload cookie = NotifyPayload.of(NotifyType.COOKIE, Bytes.utf8("proof that you are there"));
        ladder.alpha.receives(forged(first, cookie));
        // alpha -> beta: COOKIE, and the rest as before
        IkeDatagram second = ladder.alpha.sends("IKE_SA_INIT request 0");
        IkeMessage before = MessageReader.read(first.content().toArray());
        IkeMessage after = MessageReader.read(second.content().toArray());
        assertThat(after.payloads().get(0)).isEqualTo(cookie);
        assertThat(after.payloads().subList(1, after.payloads().size())).isEqualTo(before.payloads());
        ladder.beta.receives(second);
        ladder.passMillis(100);

        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
    }

    @Test
    @Requirement({"RFC 7296 2.6-8", "RFC 7296 2.4-4"})
    void cookiesWithoutEndAreNotAnsweredWithoutEnd() {
        Ladder ladder = new Ladder();
        ladder.alpha.opens();
        IkeDatagram request = ladder.alpha.sends("IKE_SA_INIT request 0");
        int answered = 0;
        for (int i = 0; i < 10; i++) {
            ladder.alpha.receives(forged(request, NotifyPayload.of(NotifyType.COOKIE, Bytes.of((byte) i))));
            answered += ladder.alpha.sendsAll().size();
        }
        assertThat(answered).isEqualTo(3);
        assertThat(ladder.alpha.drops(DropReason.RULE_BROKEN)).isEqualTo(7);
    }

    @Test
    @Requirement({"RFC 7296 1.2-5", "RFC 7296 2.21.2-5"})
    void aRefusedFirstChildLeavesTheIkeSaStanding() {
        Ladder ladder = new Ladder();
        ladder.beta.ike.stopListening(ladder.beta.setup.end(), 0);
        ladder.alpha.opens();
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT response 0");
        ladder.toBeta("IKE_AUTH request 1");
        // beta -> alpha: IDr, AUTH, TS_UNACCEPTABLE
        ladder.toAlpha("IKE_AUTH response 1");

        assertThat(ladder.alpha.ike.establishedCount()).isEqualTo(1);
        assertThat(ladder.beta.ike.establishedCount()).isEqualTo(1);
        assertThat(ladder.alpha.installed).isEmpty();
        assertThat(ladder.beta.installed).isEmpty();

        ladder.beta.listens();
        ladder.passMillis(15_000);
        assertThat(ladder.alpha.protectedPaths())
                .as("the refused path is asked for again")
                .isEqualTo(4);
    }

    @Test
    @Requirement("RFC 4555 M1")
    void retransmissionsOfTheFirstMessageTryTheOtherPairs() {
        HostSetup alpha = HostSetup.alpha();
        alpha.peerAddresses = HostSetup.beta().addresses;
        Ladder wide = new Ladder(alpha, HostSetup.beta());
        wide.alpha.opens();
        Set<AddressPair> tried = new LinkedHashSet<>();
        for (int i = 0; i < 4; i++) {
            wide.alpha
                    .sendsAll()
                    .forEach(datagram -> tried.add(datagram.endpoints().addresses()));
            wide.waitMillis(500);
        }
        assertThat(tried).hasSize(4);
    }

    @Test
    void aHandshakeThatNobodyFinishesExpiresAndLeavesNothing() {
        Ladder ladder = new Ladder();
        ladder.alpha.opens();
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.beta.sendsAll();
        assertThat(ladder.beta.ike.sessionCount()).isEqualTo(1);
        ladder.beta.nowNs = ladder.beta.ike.deadlineNs();
        ladder.beta.timeout();

        assertThat(ladder.beta.ike.sessionCount()).isZero();
        assertThat(ladder.beta.ike.deadlineNs()).isEqualTo(Long.MAX_VALUE);
        assertThat(ladder.beta.keys).hasSize(1);
        assertThat(ladder.beta.keys.get(0)).satisfies(HandshakeLadderTest::isWiped);
    }

    static void isWiped(IkeSaKeys keys) {
        assertThat(catchThrowable(keys::insecureWiresharkLine)).isInstanceOf(IllegalStateException.class);
    }

    private static void nothingCameOfIt(Ladder ladder) {
        assertThat(ladder.alpha.ike.sessionCount()).isZero();
        assertThat(ladder.beta.ike.sessionCount()).isZero();
        assertThat(ladder.alpha.installed).isEmpty();
        assertThat(ladder.beta.installed).isEmpty();
        assertThat(ladder.alpha.keys).allSatisfy(HandshakeLadderTest::isWiped);
        assertThat(ladder.beta.keys).allSatisfy(HandshakeLadderTest::isWiped);
    }

    /** An answer to IKE_SA_INIT by anybody who saw the request. */
    static IkeDatagram forged(IkeDatagram request, NotifyPayload notify) {
        try {
            IkeMessage asked = MessageReader.read(request.content().toArray());
            IkeHeader header = IkeHeader.response(asked.header().initiatorSpi(), 0, ExchangeType.IKE_SA_INIT, false, 0);
            IkeDatagram answer =
                    new IkeDatagram(request.endpoints(), Bytes.of(MessageWriter.write(IkeMessage.of(header, notify))));
            return TestHost.arriving(answer);
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Requirement({"RFC 7296 2.6.1-2", "RFC 7296 2.6-3"})
    void aResponderThatAsksForAnotherCookieAfterAnotherKeyExchangeIsCopedWith() throws MalformedMessageException {
        Ladder ladder = new Ladder(HostSetup.alpha(), HostSetup.beta().keyExchanges(KeyExchangeMethod.ECP_256));
        ladder.alpha.opens();
        IkeDatagram first = ladder.alpha.sends("IKE_SA_INIT request 0");
        NotifyPayload cookie = NotifyPayload.of(NotifyType.COOKIE, Bytes.utf8("for Curve25519"));
        ladder.alpha.receives(forged(first, cookie, 0));
        IkeDatagram second = ladder.alpha.sends("IKE_SA_INIT request 0");
        ladder.alpha.receives(forged(second, NotifyPayload.invalidKeyExchange(KeyExchangeMethod.ECP_256), 77));
        IkeDatagram third = ladder.alpha.sends("IKE_SA_INIT request 0");
        assertThat(MessageReader.read(third.content().toArray()).payloads())
                .as("the cookie is kept")
                .contains(cookie);
        // The cookie covers the key exchange, so that the responder asks for another.
        NotifyPayload another = NotifyPayload.of(NotifyType.COOKIE, Bytes.utf8("for ECP_256"));
        ladder.alpha.receives(forged(third, another, 0));
        IkeDatagram fourth = ladder.alpha.sends("IKE_SA_INIT request 0");
        assertThat(MessageReader.read(fourth.content().toArray()).payloads().get(0))
                .isEqualTo(another);
        ladder.beta.receives(fourth);
        ladder.passMillis(100);

        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
    }

    @Test
    @Requirement({
        "RFC 7296 1.2-6",
        "RFC 7296 1.3-6",
        "RFC 7296 3.4-2",
        "RFC 7296 3.4-3",
        "RFC 7296 3.4-4",
        "RFC 7296 3.12-4"
    })
    void aValueIsSentForTheFirstMethodThatIsOfferedAndNoneWhereNoneIs() throws MalformedMessageException {
        Ladder ladder = new Ladder();
        ladder.alpha.opens();
        IkeDatagram init = ladder.alpha.sends("IKE_SA_INIT request 0");
        IkeMessage first = MessageReader.read(init.content().toArray());
        KeyExchangeMethod begun =
                first.first(KeyExchangePayload.class).orElseThrow().method();
        assertThat(offered(first).get(0).transforms(TransformType.KE).get(0)).isEqualTo(Transform.of(begun));
        ladder.beta.receives(init);
        ladder.toAlpha("IKE_SA_INIT response 0");
        IkeMessage auth = new Forger(ladder.beta, Role.RESPONDER).read(ladder.alpha.sends("IKE_AUTH request 1"));
        assertThat(auth.first(KeyExchangePayload.class)).isEmpty();
        assertThat(offered(auth))
                .allSatisfy(proposal ->
                        assertThat(proposal.transforms(TransformType.KE)).isEmpty());
        assertThat(auth.first(VendorIdPayload.class))
                .as("the extension to RFC 4555")
                .isPresent();
    }

    private static List<Proposal> offered(IkeMessage message) {
        return message.first(SecurityAssociationPayload.class).orElseThrow().proposals();
    }

    static Stream<Identification> identities() {
        return Stream.of(
                Identification.fqdn("node.example"),
                Identification.email("node@core.example"),
                Identification.address(IpAddress.parse("192.0.2.7")),
                Identification.address(IpAddress.parse("2001:db8::7")),
                Identification.keyId(Bytes.ofHex("00ff10")));
    }

    @ParameterizedTest
    @MethodSource("identities")
    @Requirement({"RFC 7296 3.5-2", "RFC 7296 3.5-3", "RFC 7296 3.5-4", "RFC 7296 4-6"})
    void aSharedKeyGoesWithAnIdentityOfAnyTypeAtEitherEnd(Identification identity) {
        HostSetup alpha = HostSetup.alpha();
        alpha.identification = identity;
        HostSetup beta = HostSetup.beta();
        beta.peerIdentification = identity;
        new Ladder(alpha, beta).established();

        HostSetup gamma = HostSetup.alpha();
        gamma.peerIdentification = identity;
        HostSetup delta = HostSetup.beta();
        delta.identification = identity;
        new Ladder(gamma, delta).established();
    }

    /** The same with a responder SPI, which some responders have in a refusal. */
    private static IkeDatagram forged(IkeDatagram request, NotifyPayload notify, long responderSpi) {
        byte[] content = forged(request, notify).content().toArray();
        content[15] = (byte) responderSpi;
        return new IkeDatagram(forged(request, notify).endpoints(), Bytes.of(content));
    }
}
