package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;

/** Somebody who sees IKE_SA_INIT requests and is faster with an answer than the peer (RFC 7296 section 2.4). */
@Requirement("RFC 7296 2.4")
class ForgedInitAnswerTest {
    private Ladder ladder = new Ladder();

    /** Somebody with a wrong key at the peer's address. */
    private static TestHost forger(int seed) {
        return new TestHost(HostSetup.beta().key("the forger's own key"), 100 + seed).listens();
    }

    private IkeDatagram asked() {
        ladder.alpha.opens();
        return ladder.alpha.sends("IKE_SA_INIT request 0");
    }

    private static IkeDatagram answerOf(TestHost forger, IkeDatagram request) {
        forger.receives(request);
        return forger.sends("IKE_SA_INIT response 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theRealAnswerCompletesBesideForgedOnes(int forgers) {
        IkeDatagram request = asked();
        for (int i = 0; i < forgers; i++) {
            ladder.alpha.receives(answerOf(forger(i), request));
        }
        ladder.beta.receives(request);
        ladder.passMillis(300);

        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
        assertThat(ladder.alpha.events(HostEvent.IkeSaEnded.class)).isEmpty();
        ladder.agree();
        long live = ladder.alpha.keys.stream()
                .filter(keys -> keys.suite() != null)
                .filter(ForgedInitAnswerTest::isLive)
                .count();
        assertThat(live).as("the forgers' keys are wiped").isEqualTo(1);
    }

    private static boolean isLive(org.sctpshim.ike.crypto.IkeSaKeys keys) {
        try {
            return !keys.insecureWiresharkLine().isEmpty();
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @Test
    void aForgerThatRefusesUnderItsOwnKeysDoesNotEndTheAttempt() {
        IkeDatagram request = asked();
        TestHost forger = forger(1);
        ladder.alpha.receives(answerOf(forger, request));
        List<IkeDatagram> toForger = ladder.alpha.sendsAll();
        ladder.beta.receives(request);
        ladder.toAlpha("IKE_SA_INIT response 0");
        // The forger answers IKE_AUTH, in its own IKE SA.
        toForger.forEach(forger::receives);
        forger.sendsAll().forEach(ladder.alpha::receives);
        assertThat(ladder.alpha.ike.sessionCount()).isEqualTo(1);
        ladder.passMillis(300);

        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
        ladder.agree();
    }

    @Test
    void itIsTheSameWithFurtherKeyExchangesBetween() {
        ladder = new Ladder(
                HostSetup.alpha().profile(SecurityProfile.HYBRID),
                HostSetup.beta().profile(SecurityProfile.HYBRID));
        IkeDatagram request = asked();
        TestHost forger =
                new TestHost(HostSetup.beta().profile(SecurityProfile.HYBRID).key("the forger's own key"), 9).listens();
        ladder.alpha.receives(answerOf(forger, request));
        ladder.beta.receives(request);
        ladder.toAlpha("IKE_SA_INIT response 0");
        for (int round = 0; round < 4; round++) {
            for (IkeDatagram sent : ladder.alpha.sendsAll()) {
                forger.receives(sent);
                ladder.beta.receives(sent);
            }
            forger.sendsAll().forEach(ladder.alpha::receives);
            ladder.beta.sendsAll().forEach(ladder.alpha::receives);
        }
        ladder.passMillis(300);

        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
        ladder.agree();
    }

    @Test
    void aForgedCookieDoesNotLeadAstrayEither() {
        IkeDatagram request = asked();
        ladder.alpha.receives(HandshakeLadderTest.forged(request, NotifyPayload.of(NotifyType.COOKIE)));
        // The peer answers both requests: the one without the cookie, and the one with it.
        IkeDatagram second = ladder.alpha.sends("IKE_SA_INIT request 0");
        ladder.beta.receives(request);
        ladder.beta.receives(second);
        ladder.toAlpha("IKE_SA_INIT response 0");
        ladder.toAlpha("IKE_SA_INIT response 0");
        ladder.passMillis(300);

        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
        assertThat(ladder.alpha.events(HostEvent.IkeSaEnded.class)).isEmpty();
        ladder.agree();
    }

    /** Each answer has a path of its own to be protected with IKE_AUTH; the one that came to nothing gives its up. */
    @Test
    void thePathOfAnAnswerThatCameToNothingIsProtectedWhenOneOverAnotherPairAuthenticates() {
        IkeDatagram overOnePair = asked();
        ladder.waitMillis(1_500);
        IkeDatagram overAnother = ladder.alpha.sends("IKE_SA_INIT request 0");
        assertThat(overAnother.endpoints()).isNotEqualTo(overOnePair.endpoints());
        ladder.alpha.receives(answerOf(forger(1), overOnePair));
        ladder.beta.receives(overAnother);
        ladder.passMillis(500);

        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
        ladder.agree();
    }

    @Test
    void noMoreThanFourAnswersAreTaken() {
        IkeDatagram request = asked();
        for (int i = 0; i < 10; i++) {
            ladder.alpha.receives(answerOf(forger(i), request));
        }
        assertThat(ladder.alpha.keys).hasSize(4);
        assertThat(ladder.alpha.drops(DropReason.UNEXPECTED_EXCHANGE)).isEqualTo(6);
        // The attempt comes to nothing, and the next one succeeds.
        ladder.alpha.sendsAll();
        ladder.passMillis(90_000);
        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
    }

    @Test
    void whenEveryAnswerIsRefusedTheAttemptEndsWithTheLastReason() {
        IkeDatagram request = asked();
        List<TestHost> forgers = List.of(forger(1), forger(2));
        forgers.forEach(forger -> ladder.alpha.receives(answerOf(forger, request)));
        for (IkeDatagram sent : ladder.alpha.sendsAll()) {
            forgers.forEach(forger -> forger.receives(sent));
        }
        forgers.get(0).sendsAll().forEach(ladder.alpha::receives);
        assertThat(ladder.alpha.ike.sessionCount()).isEqualTo(1);
        forgers.get(1).sendsAll().forEach(ladder.alpha::receives);

        assertThat(ladder.alpha.ike.sessionCount()).isZero();
        assertThat(ladder.alpha.lastEnd()).contains("AUTHENTICATION_FAILED");
        assertThat(ladder.alpha.keys).allSatisfy(HandshakeLadderTest::isWiped);
        assertThat(ladder.alpha.events(HostEvent.IkeSaEnded.class)).hasSize(1);
    }
}
