package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.crypto.EphemeralKey;
import org.sctpshim.ike.crypto.IkeProposal;
import org.sctpshim.ike.crypto.KeyExchange;
import org.sctpshim.ike.crypto.Nonces;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.crypto.SuiteProposal;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.EapPayload;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IdentificationPayload;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.KeyExchangePayload;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.PayloadType;
import org.sctpshim.ike.wire.ProtocolId;
import org.sctpshim.ike.wire.SecurityAssociationPayload;
import org.sctpshim.ike.wire.UnknownPayload;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.SctpPathState;
import org.sctpshim.registry.SpiPair;

/** What a host makes of a peer that refuses, whatever error it gives and whatever it was asked for. */
class PeersRefusalsTest {
    private final Ladder ladder = new Ladder();
    private final TestHost alpha = ladder.alpha;
    private final TestHost beta = ladder.beta;

    /** Every error that RFC 7296 and RFC 4555 have, and one that nobody has. */
    static List<NotifyType> errors() {
        return Stream.concat(
                        IntStream.range(1, 16_384).mapToObj(NotifyType::new).filter(NotifyType::isKnown),
                        Stream.of(new NotifyType(8_191)))
                .toList();
    }

    static List<NotifyType> errorsOfNoMoreThanRefusing() {
        List<NotifyType> others =
                List.of(NotifyType.INVALID_KE_PAYLOAD, NotifyType.CHILD_SA_NOT_FOUND, NotifyType.INVALID_SYNTAX);
        return errors().stream().filter(error -> !others.contains(error)).toList();
    }

    // ---- IKE_AUTH ----

    @ParameterizedTest
    @MethodSource("errors")
    @Requirement("RFC 7296 2.21.2")
    void aRefusedIkeAuthEndsTheAttemptAndSaysByWhichError(NotifyType error) {
        alpha.opens();
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT response 0");
        Forger forger = new Forger(beta, Role.RESPONDER);
        alpha.receives(forger.answer(alpha.sends("IKE_AUTH request 1"), NotifyPayload.of(error)));

        assertThat(alpha.lastEnd()).contains(error.toString());
        assertThat(alpha.ike.sessionCount()).isZero();
        assertThat(alpha.installed).isEmpty();
        assertThat(alpha.keys).allSatisfy(HandshakeLadderTest::isWiped);
    }

    @Test
    @Requirement("RFC 7296 2.16")
    void aResponderThatWantsEapIsToldOfInWords() {
        alpha.opens();
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT response 0");
        Forger forger = new Forger(beta, Role.RESPONDER);
        alpha.receives(forger.answer(
                alpha.sends("IKE_AUTH request 1"),
                IdentificationPayload.responder(beta.setup.identification),
                new EapPayload(Bytes.of((byte) 1, (byte) 1, (byte) 0, (byte) 5, (byte) 1))));

        assertThat(alpha.lastEnd()).contains("EAP").contains("pre-shared key");
        assertThat(alpha.ike.sessionCount()).isZero();
    }

    @Test
    @Requirement("RFC 7296 2.16")
    void anInitiatorThatWantsEapIsRefusedAndTheOperatorReadsWhy() {
        alpha.opens();
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT response 0");
        Forger forger = new Forger(alpha, Role.INITIATOR);
        IkeDatagram asked = alpha.sends("IKE_AUTH request 1");
        beta.receives(forger.instead(asked, IdentificationPayload.initiator(alpha.setup.identification)));

        assertThat(new Forger(alpha, Role.INITIATOR)
                        .read(beta.sends("IKE_AUTH response 1"))
                        .payloads())
                .containsExactly(NotifyPayload.of(NotifyType.AUTHENTICATION_FAILED));
        assertThat(beta.events(HostEvent.AuthenticationFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.reason()).contains("EAP"));
        assertThat(beta.ike.sessionCount()).isZero();
    }

    @Test
    @Requirement({"RFC 7296 2.21.2-3", "RFC 7296 2.21.2-4"})
    void anIkeAuthWithAnUnknownCriticalPayloadIsRefusedAsAWholeAndNamedInTheAnswerAlone() {
        IkeDatagram asked = askedForAuthentication();
        PayloadType unknown = new PayloadType(200);
        List<Payload> payloads = new ArrayList<>(payloadsOf(asked));
        payloads.add(new UnknownPayload(unknown, true, Bytes.EMPTY));
        assertThat(refusalOf(asked, payloads)).containsExactly(NotifyPayload.unsupportedCriticalPayload(unknown));
    }

    @Test
    @Requirement({"RFC 7296 2.21.2-3", "RFC 7296 2.21.2-4"})
    void anIkeAuthWithSelectorsAndNoSaIsRefusedAsAWholeWithInvalidSyntaxAlone() {
        IkeDatagram asked = askedForAuthentication();
        List<Payload> payloads = payloadsOf(asked).stream()
                .filter(payload -> !(payload instanceof SecurityAssociationPayload))
                .toList();
        assertThat(refusalOf(asked, payloads)).containsExactly(NotifyPayload.of(NotifyType.INVALID_SYNTAX));
    }

    private IkeDatagram askedForAuthentication() {
        alpha.opens();
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT response 0");
        return alpha.sends("IKE_AUTH request 1");
    }

    private List<Payload> payloadsOf(IkeDatagram asked) {
        return new Forger(beta, Role.RESPONDER).read(asked).payloads();
    }

    /** What beta answers to these instead of alpha's IKE_AUTH, which would have been authentic. */
    private List<Payload> refusalOf(IkeDatagram asked, List<Payload> payloads) {
        Forger forger = new Forger(alpha, Role.INITIATOR);
        beta.receives(forger.instead(asked, payloads.toArray(Payload[]::new)));
        assertThat(beta.ike.sessionCount()).isZero();
        assertThat(beta.installed).isEmpty();
        return forger.read(beta.sends("IKE_AUTH response 1")).payloads();
    }

    @Test
    @Requirement("RFC 7296 2.21.2-2")
    void anInitiatorThatDoesNotBelieveTheResponderSaysSoAndBothEnd() {
        TestHost victim = new TestHost(HostSetup.beta(), 2).listens();
        ScriptedInitiator peer = new ScriptedInitiator(victim);
        peer.establish();
        peer.ask(ExchangeType.INFORMATIONAL, NotifyPayload.of(NotifyType.AUTHENTICATION_FAILED));

        assertThat(victim.ike.sessionCount()).isZero();
        assertThat(victim.lastEnd()).contains("could not authenticate this host");
    }

    // ---- A further Child SA ----

    @ParameterizedTest
    @MethodSource("errorsOfNoMoreThanRefusing")
    @Requirement({"RFC 7296 1.3.1", "RFC 7296 2.25"})
    void aRefusedChildSaLeavesTheIkeSaAndIsAskedForAgain(NotifyType error) {
        alpha.opens();
        ladder.carries = sent -> !TestHost.header(sent).startsWith("CREATE_CHILD_SA");
        ladder.passMillis(50);
        assertThat(alpha.protectedPaths()).isEqualTo(1);
        // Everything so far was lost; what comes again is refused, also what is asked for with a key exchange instead.
        Forger forger = new Forger(beta, Role.RESPONDER);
        ladder.waitMillis(600);
        for (int round = 0; round < 4; round++) {
            for (IkeDatagram sent : alpha.sendsAll()) {
                if (TestHost.header(sent).startsWith("CREATE_CHILD_SA request")) {
                    alpha.receives(forger.answer(sent, NotifyPayload.of(error)));
                }
            }
        }
        assertThat(alpha.ike.establishedCount()).isEqualTo(1);
        assertThat(alpha.protectedPaths()).isEqualTo(1);

        ladder.carries = any -> true;
        ladder.passMillis(120_000);
        assertThat(alpha.protectedPaths()).isEqualTo(4);
    }

    // ---- Replacing a Child SA ----

    private SpiPair old() {
        return alpha.installed.keySet().iterator().next();
    }

    private IkeDatagram alphaRekeysChild(SpiPair old) {
        alpha.ike.expiring(alpha.child(old).path(), old, alpha.nowNs);
        alpha.drain();
        return alpha.sends("CREATE_CHILD_SA request");
    }

    @ParameterizedTest
    @MethodSource("errorsOfNoMoreThanRefusing")
    @Requirement({"RFC 7296 1.3.3", "RFC 7296 2.25"})
    void aChildSaThatThePeerDoesNotReplaceStaysInUseAndIsReplacedLater(NotifyType error) {
        ladder.established();
        SpiPair old = old();
        PathId path = alpha.child(old).path();
        IkeDatagram asked = alphaRekeysChild(old);
        alpha.receives(new Forger(beta, Role.RESPONDER).answer(asked, NotifyPayload.of(error)));

        assertThat(alpha.events(HostEvent.ChildRekeyFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.reason()).contains(error.toString()));
        assertThat(alpha.sendingWith(path)).isEqualTo(old);
        alpha.sendsNothing();
        ladder.passMillis(12_000);
        assertThat(alpha.sendingWith(path)).isNotEqualTo(old);
        assertThat(alpha.installed).hasSize(4).doesNotContainKey(old);
        ladder.agree();
    }

    @Test
    void whatTheSelectorsLackIsSaidInWordsThatNameTheRemedy() {
        ladder.established();
        for (NotifyType error : List.of(NotifyType.TS_UNACCEPTABLE, NotifyType.SINGLE_PAIR_REQUIRED)) {
            alpha.events.clear();
            SpiPair old = old();
            IkeDatagram asked = alphaRekeysChild(old);
            alpha.receives(new Forger(beta, Role.RESPONDER).answer(asked, NotifyPayload.of(error)));
            assertThat(alpha.events(HostEvent.ChildRekeyFailed.class))
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.reason())
                            .contains(error.toString())
                            .hasSizeGreaterThan(error.toString().length() + 40));
            ladder.passMillis(12_000);
        }
    }

    @Test
    @Requirement({"RFC 7296 2.25-6"})
    void aChildThatThePeerHasLostGoesWithoutAWordAndItsPathIsProtectedAnew() {
        ladder.established();
        SpiPair old = old();
        PathId path = alpha.child(old).path();
        IkeDatagram asked = alphaRekeysChild(old);
        Forger forger = new Forger(beta, Role.RESPONDER);
        NotifyPayload rekey =
                forger.read(asked).notification(NotifyType.REKEY_SA).orElseThrow();
        alpha.receives(
                forger.answer(asked, NotifyPayload.about(ProtocolId.ESP, rekey.spi(), NotifyType.CHILD_SA_NOT_FOUND)));

        assertThat(alpha.installed).doesNotContainKey(old);
        assertThat(alpha.outgoing()).noneMatch(header -> header.startsWith("INFORMATIONAL request"));
        ladder.passMillis(2_000);
        assertThat(alpha.protectedPaths()).isEqualTo(4);
        assertThat(beta.installed)
                .containsKey(new SpiPair(
                        alpha.sendingWith(path).outbound(),
                        alpha.sendingWith(path).inbound()));
    }

    @Test
    @Requirement({"RFC 7296 1.3.1", "RFC 7296 1.3-3"})
    void anotherKeyExchangeForAChildSaIsTakenWhenThePeerAsksForIt() {
        SecurityProfile modern = SecurityProfile.MODERN;
        SecurityProfile picky = new SecurityProfile(
                "picky", modern.ikeProposals(), modern.childProposals(), List.of(KeyExchangeMethod.ECP_384));
        Ladder unlike = new Ladder(HostSetup.alpha(), HostSetup.beta().profile(picky));
        unlike.established();
        SpiPair old = unlike.alpha.installed.keySet().iterator().next();
        unlike.alpha.ike.expiring(unlike.alpha.child(old).path(), old, unlike.alpha.nowNs);
        unlike.alpha.drain();
        Eavesdropper ear = new Eavesdropper(unlike);
        unlike.settle();

        assertThat(methods(ear, false)).containsExactly(KeyExchangeMethod.CURVE25519, KeyExchangeMethod.ECP_384);
        assertThat(methods(ear, true)).containsExactly(KeyExchangeMethod.ECP_384);
        unlike.passMillis(6_000);
        assertThat(unlike.alpha.installed).hasSize(4).doesNotContainKey(old);
        unlike.agree();
    }

    private static List<KeyExchangeMethod> methods(Eavesdropper ear, boolean response) {
        return ear.heard.stream()
                .filter(message -> message.header().response() == response)
                .flatMap(message -> message.all(KeyExchangePayload.class))
                .map(KeyExchangePayload::method)
                .toList();
    }

    @Test
    @Requirement("RFC 7296 1.3.1")
    void aPeerThatAsksForEverAnotherKeyExchangeForAChildSaIsRefusedAtTheSecond() {
        ladder.established();
        SpiPair old = old();
        Forger forger = new Forger(beta, Role.RESPONDER);
        alpha.receives(
                forger.answer(alphaRekeysChild(old), NotifyPayload.invalidKeyExchange(KeyExchangeMethod.ECP_256)));
        IkeDatagram second = alpha.sends("CREATE_CHILD_SA request");
        assertThat(forger.read(second)
                        .first(KeyExchangePayload.class)
                        .orElseThrow()
                        .method())
                .isEqualTo(KeyExchangeMethod.ECP_256);
        alpha.receives(forger.answer(second, NotifyPayload.invalidKeyExchange(KeyExchangeMethod.CURVE25519)));

        alpha.sendsNothing();
        assertThat(alpha.installed).containsKey(old);
        assertThat(alpha.events(HostEvent.ChildRekeyFailed.class)).isNotEmpty();
    }

    // ---- Replacing the IKE SA ----

    private IkeDatagram alphaRekeysIkeSa() {
        alpha.ike.rekeyIkeSa(HostSetup.BETA, alpha.nowNs);
        alpha.drain();
        return alpha.sends("CREATE_CHILD_SA request");
    }

    @ParameterizedTest
    @MethodSource("errorsOfNoMoreThanRefusing")
    @Requirement("RFC 7296 1.3.2")
    void aPeerThatReplacesNoIkeSaIsReportedAndWhatItProtectsStays(NotifyType error) {
        ladder.established();
        IkeDatagram asked = alphaRekeysIkeSa();
        alpha.receives(new Forger(beta, Role.RESPONDER).answer(asked, NotifyPayload.of(error)));

        assertThat(alpha.events(HostEvent.IkeSaRekeyFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.reason()).contains(error.toString()));
        assertThat(alpha.installed).hasSize(4);
        ladder.passMillis(20_000);
        assertThat(alpha.ike.establishedCount()).isEqualTo(1);
        assertThat(alpha.protectedPaths()).isEqualTo(4);
        ladder.agree();
    }

    @Test
    @Requirement("RFC 7296 1.3.2")
    void anotherKeyExchangeForAnIkeSaIsTakenWhenThePeerAsksForIt() {
        ladder.established();
        IkeDatagram asked = alphaRekeysIkeSa();
        Forger forger = new Forger(beta, Role.RESPONDER);
        alpha.receives(forger.answer(asked, NotifyPayload.invalidKeyExchange(KeyExchangeMethod.ECP_256)));
        ladder.settle();

        for (TestHost host : List.of(alpha, beta)) {
            assertThat(host.events(HostEvent.IkeSaRekeyed.class)).hasSize(1);
            assertThat(host.keys.get(host.keys.size() - 1).suite().keyExchange())
                    .isEqualTo(KeyExchangeMethod.ECP_256);
        }
        ladder.agree();
    }

    @Test
    @Requirement("RFC 7296 1.3.2")
    void aPeerThatAsksForEverAnotherKeyExchangeForAnIkeSaIsRefusedAtTheSecond() {
        ladder.established();
        IkeDatagram asked = alphaRekeysIkeSa();
        Forger forger = new Forger(beta, Role.RESPONDER);
        alpha.receives(forger.answer(asked, NotifyPayload.invalidKeyExchange(KeyExchangeMethod.ECP_256)));
        IkeDatagram second = alpha.sends("CREATE_CHILD_SA request");
        alpha.receives(forger.answer(second, NotifyPayload.invalidKeyExchange(KeyExchangeMethod.CURVE25519)));

        alpha.sendsNothing();
        assertThat(alpha.events(HostEvent.IkeSaRekeyFailed.class)).hasSize(1);
        assertThat(alpha.installed).hasSize(4);
    }

    @Test
    @Requirement({"RFC 7296 1.3.2", "RFC 7296 1.3-3"})
    void aKeyExchangeThatDoesNotGoWithItsOfferIsAnsweredByTheOneThatIsWanted() {
        ScriptedInitiator peer = new ScriptedInitiator(new TestHost(HostSetup.beta(), 2).listens());
        peer.establish();
        SplittableRandom random = new SplittableRandom(8);
        IkeProposal curve = new IkeProposal(
                IkeProposal.DEFAULT.encryption(), IkeProposal.DEFAULT.prfs(), List.of(KeyExchangeMethod.CURVE25519));
        try (EphemeralKey other =
                KeyExchange.of(KeyExchangeMethod.ECP_256).orElseThrow().generate(random::nextBytes)) {
            Payload[] request = {
                SuiteProposal.offer(List.of(curve), Bytes.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8})),
                Nonces.fresh(random::nextBytes),
                new KeyExchangePayload(KeyExchangeMethod.ECP_256, other.publicValue())
            };
            IkeMessage answer = peer.ask(ExchangeType.CREATE_CHILD_SA, request);
            assertThat(answer.payloads())
                    .containsExactly(NotifyPayload.invalidKeyExchange(KeyExchangeMethod.CURVE25519));
        }
        assertThat(peer.victim.ike.sessionCount()).isEqualTo(1);
    }

    // ---- INFORMATIONAL ----

    @ParameterizedTest
    @MethodSource("errorsOfNoMoreThanRefusing")
    @Requirement("RFC 7296 1.4")
    void anErrorInAnAnswerToALivenessCheckShowsThatThePeerIsThereAndEndsNothing(NotifyType error) {
        ladder.established();
        alpha.ike.hint(
                alpha.ike.registry().paths(HostSetup.BETA).get(0).id(), SctpPathState.POTENTIALLY_FAILED, alpha.nowNs);
        alpha.drain();
        Forger forger = new Forger(beta, Role.RESPONDER);
        IkeDatagram asked = alpha.sendsAll().stream()
                .filter(sent -> forger.read(sent).payloads().isEmpty())
                .findFirst()
                .orElseThrow();
        alpha.receives(forger.answer(asked, NotifyPayload.of(error)));

        assertThat(alpha.ike.establishedCount()).isEqualTo(1);
        assertThat(alpha.installed).hasSize(4);
    }

    @Test
    @Requirement("RFC 7296 2.21.3-3")
    void invalidSyntaxEndsTheIkeSaAtTheEndThatIsToldWithoutADelete() {
        ladder.established();
        IkeDatagram asked = alphaRekeysIkeSa();
        alpha.receives(new Forger(beta, Role.RESPONDER).answer(asked, NotifyPayload.of(NotifyType.INVALID_SYNTAX)));

        assertThat(alpha.lastEnd()).contains("INVALID_SYNTAX").contains("CREATE_CHILD_SA");
        assertThat(alpha.installed).isEmpty();
        assertThat(alpha.outgoing()).noneMatch(header -> header.startsWith("INFORMATIONAL"));
    }

    @Test
    @Requirement("RFC 7296 2.21.3-3")
    void invalidSyntaxEndsTheIkeSaAtTheEndThatSaysItWithoutADelete() {
        ScriptedInitiator peer = new ScriptedInitiator(new TestHost(HostSetup.beta(), 2).listens());
        peer.establish();
        IkeMessage answer = peer.ask(ExchangeType.CREATE_CHILD_SA);

        assertThat(answer.payloads()).containsExactly(NotifyPayload.of(NotifyType.INVALID_SYNTAX));
        assertThat(peer.victim.ike.sessionCount()).isZero();
        peer.victim.sendsNothing();
    }
}
