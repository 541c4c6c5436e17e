package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.registry.LocalEnd;
import org.sctpshim.registry.SpiPair;

/** Both ends initiate at once, or one starts anew (RFC 7296 sections 2.4 and 2.8). */
class CollisionLadderTest {
    private final Ladder ladder = new Ladder();

    /** Beta's identification is the greater, so its initiation goes first. */
    @BeforeEach
    void bothListen() {
        ladder.alpha.listens();
    }

    private void betaOpens() {
        ladder.beta.ike.open(
                HostSetup.ALPHA, new LocalEnd(ladder.beta.setup.end().addresses(), 3906), 3905, ladder.beta.nowNs);
        ladder.alpha.ike.listen(new LocalEnd(ladder.alpha.setup.end().addresses(), 3905), ladder.alpha.nowNs);
        ladder.alpha.drain();
        ladder.beta.drain();
    }

    private void oneIkeSaWithEightPaths() {
        assertThat(ladder.alpha.ike.sessionCount()).isEqualTo(1);
        assertThat(ladder.beta.ike.sessionCount()).isEqualTo(1);
        assertThat(ladder.alpha.installed).hasSize(8);
        ladder.agree();
    }

    @Test
    void twoInitiationsThatCrossEndAsOneIkeSaForBothAssociations() {
        ladder.alpha.opens();
        betaOpens();
        // Both requests cross, then both answers, then both IKE_AUTH.
        ladder.passMillis(3_000);

        oneIkeSaWithEightPaths();
    }

    @Test
    void theEndWithTheSmallerIdentificationGivesWayWhicheverMessageComesFirst() {
        ladder.alpha.opens();
        betaOpens();
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT request 0");
        IkeDatagram answerToAlpha = ladder.beta.sends("IKE_SA_INIT response 0");
        ladder.toBeta("IKE_SA_INIT response 0");
        // beta -> alpha: IKE_AUTH; alpha's own initiation ends and beta's IKE SA stands
        ladder.toAlpha("IKE_AUTH request 1");
        ladder.alpha.receives(answerToAlpha);
        // What beta holds of alpha's initiation expires.
        ladder.passMillis(12_000);

        oneIkeSaWithEightPaths();
    }

    @Test
    void anInitiationThatNobodyAnswersDoesNotKeepThePeerOut() {
        betaOpens();
        // Beta's own request is lost all the time, as if alpha were configured with a wrong address; beta goes first by
        // its identification, but has nothing to go on with.
        ladder.beta.sendsAll();
        ladder.alpha.opens();
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT response 0");
        ladder.toBeta("IKE_AUTH request 1");

        assertThat(ladder.beta.ike.establishedCount()).isEqualTo(1);
        ladder.passMillis(3_000);
        oneIkeSaWithEightPaths();
    }

    @Test
    @Requirement("RFC 7296 2.4-7")
    void aPeerThatStartsAnewTakesThePlaceOfItsOldIkeSa() {
        ladder.established();
        TestHost reborn = new TestHost(HostSetup.alpha(), 77);
        reborn.nowNs = ladder.alpha.nowNs;
        reborn.opens();
        for (int i = 0; i < 100; i++) {
            reborn.sendsAll().forEach(ladder.beta::receives);
            ladder.beta.sendsAll().forEach(reborn::receives);
        }
        assertThat(ladder.beta.ike.sessionCount()).isEqualTo(1);
        assertThat(ladder.beta.events(HostEvent.RemoveChild.class)).hasSize(4);
        assertThat(ladder.beta.installed.keySet())
                .allSatisfy(
                        spis -> assertThat(reborn.installed).containsKey(new SpiPair(spis.outbound(), spis.inbound())));
        assertThat(ladder.beta.keys.get(0)).satisfies(HandshakeLadderTest::isWiped);
    }

    @Test
    @Requirement("RFC 7296 2.4")
    void aResponderThatWasRestartedIsBackAfterSecondsNotAfterAMinute() {
        ladder.established();
        TestHost reborn = new TestHost(HostSetup.beta(), 78);
        reborn.nowNs = ladder.alpha.nowNs;
        reborn.listens();
        long endNs = ladder.alpha.nowNs + 25_000_000_000L;
        while (ladder.alpha.nowNs < endNs) {
            ladder.alpha.nowNs = Math.min(
                    endNs,
                    Math.max(ladder.alpha.nowNs + 1, Math.min(ladder.alpha.ike.deadlineNs(), reborn.ike.deadlineNs())));
            reborn.nowNs = ladder.alpha.nowNs;
            ladder.alpha.timeout();
            reborn.timeout();
            for (int i = 0; i < 20; i++) {
                ladder.alpha.sendsAll().forEach(reborn::receives);
                reborn.sendsAll().forEach(ladder.alpha::receives);
            }
        }
        assertThat(reborn.installed).hasSize(4);
        assertThat(ladder.alpha.installed).hasSize(4);
        assertThat(ladder.alpha.ike.sessionCount()).isEqualTo(1);
    }

    @Test
    void aHandshakeThatIsAbandonedLeavesItsPathToWhoeverComesNext() {
        ladder.alpha.opens();
        betaOpens();
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.beta.sends("IKE_SA_INIT request 0");
        // beta -> alpha; alpha sends IKE_AUTH for its first path, which is lost
        ladder.toAlpha("IKE_SA_INIT response 0");
        ladder.alpha.sends("IKE_AUTH request 1");
        // Beta's own request is sent again, and beta's IKE SA stands.
        ladder.passMillis(9_000);

        oneIkeSaWithEightPaths();
    }
}
