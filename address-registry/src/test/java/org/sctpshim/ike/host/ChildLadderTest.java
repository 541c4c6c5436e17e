package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.registry.AssociationId;
import org.sctpshim.registry.SpiPair;

/** CREATE_CHILD_SA and deletes, message by message (RFC 7296 sections 1.3.1, 1.4.1 and 2.3). */
class ChildLadderTest {
    /** Everything up to IKE_AUTH, and the reachability checks of both ends. */
    private static Ladder afterHandshake(HostSetup alpha, HostSetup beta) {
        Ladder ladder = new Ladder(alpha, beta);
        ladder.alpha.opens();
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT response 0");
        ladder.toBeta("IKE_AUTH request 1");
        ladder.toAlpha("IKE_AUTH response 1");
        return ladder;
    }

    @Test
    @Requirement("RFC 7296 2.3-4")
    void theFurtherPathsAreNegotiatedAtOnceWithinThePeersWindow() {
        Ladder ladder = afterHandshake(HostSetup.alpha(), HostSetup.beta());

        assertThat(ladder.alpha.outgoing())
                .as("a check of every further pair, in one flight")
                .hasSize(3)
                .allMatch(header -> header.startsWith("INFORMATIONAL request"));
        ladder.passMillis(100);
        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
        ladder.agree();
    }

    @Test
    @Requirement("RFC 7296 2.3-4")
    void aPeerWithAWindowOfOneIsAskedOneThingAtATime() {
        Ladder ladder = afterHandshake(HostSetup.alpha(), HostSetup.beta().window(1));
        for (int i = 0; i < 100 && ladder.alpha.protectedPaths() < 4; i++) {
            List<String> requests = ladder.alpha.outgoing().stream()
                    .filter(header -> header.contains(" request "))
                    .toList();
            assertThat(requests).hasSizeLessThanOrEqualTo(1);
            ladder.alpha.sendsAll().forEach(ladder.beta::receives);
            ladder.beta.sendsAll().forEach(ladder.alpha::receives);
            ladder.waitMillis(i % 10 == 9 ? 20 : 0);
        }
        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
        ladder.agree();
    }

    @Test
    @Requirement({"RFC 4555 M15", "RFC 7296 2.25-1", "RFC 7296 2.25-2", "RFC 7296 2.25-3"})
    void aPathThatThePeerDidNotCheckYetIsPutOffAndComesAfterItsCheck() {
        Ladder ladder = afterHandshake(HostSetup.alpha(), HostSetup.beta());
        // beta -> lost: its checks; so alpha asks all the same after a while
        ladder.beta.sendsAll();
        ladder.alpha.sendsAll().forEach(ladder.beta::receives);
        ladder.waitMillis(260);
        // alpha -> beta: everything it has to ask, before beta has checked A2
        ladder.alpha.sendsAll().forEach(ladder.beta::receives);
        List<IkeDatagram> answersAndChecks = ladder.beta.sendsAll();
        assertThat(ladder.beta.installed)
                .as("a selector for A2 only after A2 is shown")
                .allSatisfy((spis, child) ->
                        assertThat(child.path().pair().remote()).isEqualTo(HostSetup.A1));
        // beta -> alpha: TEMPORARY_FAILURE for the path from A2, and the checks of A2
        answersAndChecks.forEach(ladder.alpha::receives);
        ladder.passMillis(100);

        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
        ladder.agree();
    }

    @Test
    @Requirement("RFC 7296 1.3-1")
    void eachPathHasItsOwnKeysAndSpis() {
        Ladder ladder = new Ladder();
        ladder.established();

        assertThat(ladder.alpha.installed.values())
                .extracting(child -> child.outboundKey().material())
                .doesNotHaveDuplicates();
        assertThat(ladder.alpha.installed.keySet()).extracting(SpiPair::inbound).doesNotHaveDuplicates();
        assertThat(ladder.alpha.installed.values()).allSatisfy(child -> {
            ChildSa other = ladder.beta.installed.get(
                    new SpiPair(child.spis().outbound(), child.spis().inbound()));
            assertThat(other).isNotNull();
            assertThat(other.inboundKey().material())
                    .isEqualTo(child.outboundKey().material());
            assertThat(other.outboundKey().material())
                    .isEqualTo(child.inboundKey().material());
        });
    }

    @Test
    @Requirement({"RFC 7296 1.4.1-1", "RFC 7296 1.4.1-2", "RFC 7296 1.4.1-3", "RFC 7296 2.4-12"})
    void aChildThatTheInitiatorDiscardsIsGoneAtBothEndsAndThePathComesBack() {
        Ladder ladder = new Ladder();
        ladder.established();
        ChildSa victim = ladder.alpha.installed.values().iterator().next();
        // alpha -> beta: D(ESP, alpha's SPI); beta -> alpha: D(ESP, beta's SPI)
        ladder.alpha.ike.discard(HostSetup.BETA, victim.path(), victim.spis(), "a test", ladder.alpha.nowNs);
        ladder.alpha.drain();
        assertThat(ladder.alpha.installed)
                .as("fail closed: gone before the peer knows")
                .hasSize(3);
        ladder.toBeta("INFORMATIONAL request " + firstId(ladder.alpha));
        assertThat(ladder.beta.installed).hasSize(3);
        ladder.passMillis(1_000);

        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
        assertThat(ladder.alpha.installed).doesNotContainKey(victim.spis());
        ladder.agree();
    }

    @Test
    @Requirement({"RFC 7296 1.4.1-1", "RFC 7296 1.4.1-2"})
    void aChildThatTheResponderDiscardsIsGoneAtBothEndsAndThePathComesBack() {
        Ladder ladder = new Ladder();
        ladder.established();
        ChildSa victim = ladder.beta.installed.values().iterator().next();
        ladder.beta.ike.discard(HostSetup.ALPHA, victim.path(), victim.spis(), "a test", ladder.beta.nowNs);
        ladder.beta.drain();
        ladder.settle();
        assertThat(ladder.alpha.installed).hasSize(3);
        ladder.passMillis(1_000);

        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
        ladder.agree();
    }

    @Test
    @Requirement({"RFC 7296 1.4.1-4", "RFC 7296 1.4.1-5", "RFC 7296 2.25.1-4"})
    void deletesOfOneChildThatCrossLeaveItGoneOnce() {
        Ladder ladder = new Ladder();
        ladder.established();
        ChildSa mine = ladder.alpha.installed.values().iterator().next();
        SpiPair theirs = new SpiPair(mine.spis().outbound(), mine.spis().inbound());
        ChildSa other = Objects.requireNonNull(ladder.beta.installed.get(theirs));
        ladder.alpha.ike.discard(HostSetup.BETA, mine.path(), mine.spis(), "a test", ladder.alpha.nowNs);
        ladder.beta.ike.discard(HostSetup.ALPHA, other.path(), theirs, "a test", ladder.beta.nowNs);
        ladder.alpha.drain();
        ladder.beta.drain();
        ladder.passMillis(1_000);

        assertThat(ladder.alpha.events(HostEvent.RemoveChild.class)).hasSize(1);
        assertThat(ladder.beta.events(HostEvent.RemoveChild.class)).hasSize(1);
        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
        ladder.agree();
    }

    @Test
    @Requirement({"RFC 7296 1.4.1-6", "RFC 7296 2.4-13"})
    void deletingTheIkeSaFromEitherEndTakesEveryChildWithIt() {
        for (boolean initiatorDeletes : List.of(true, false)) {
            Ladder ladder = new Ladder();
            ladder.established();
            TestHost deleter = initiatorDeletes ? ladder.alpha : ladder.beta;
            deleter.ike.closeAll("a test", deleter.nowNs);
            deleter.drain();
            ladder.settle();

            assertThat(ladder.alpha.events(HostEvent.IkeSaEnded.class)).hasSize(1);
            assertThat(ladder.beta.events(HostEvent.IkeSaEnded.class)).hasSize(1);
            assertThat(ladder.alpha.installed).isEmpty();
            assertThat(ladder.beta.installed).isEmpty();
            assertThat(ladder.alpha.keys).allSatisfy(HandshakeLadderTest::isWiped);
            assertThat(ladder.beta.keys).allSatisfy(HandshakeLadderTest::isWiped);
        }
    }

    @Test
    @Requirement({"RFC 7296 1.4.1", "RFC 7296 2.25.2-4"})
    void deletesOfTheIkeSaThatCrossEndItAtBothEnds() {
        Ladder ladder = new Ladder();
        AssociationId id = ladder.established();
        ladder.alpha.ike.close(id, ladder.alpha.nowNs);
        ladder.beta.ike.closeAll("a test", ladder.beta.nowNs);
        ladder.alpha.drain();
        ladder.beta.drain();
        ladder.settle();

        assertThat(ladder.alpha.ike.sessionCount()).isZero();
        assertThat(ladder.beta.ike.sessionCount()).isZero();
        assertThat(ladder.alpha.installed).isEmpty();
        assertThat(ladder.beta.installed).isEmpty();
    }

    @Test
    void anAssociationThatEndsWhileItsChildIsOnTheWayLeavesNothingInstalled() {
        Ladder ladder = new Ladder();
        AssociationId id = ladder.alpha.opens();
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT response 0");
        ladder.toBeta("IKE_AUTH request 1");
        IkeDatagram answer = ladder.beta.sends("IKE_AUTH response 1");
        ladder.alpha.ike.close(id, ladder.alpha.nowNs);
        ladder.alpha.drain();
        ladder.alpha.receives(answer);
        ladder.settle();

        assertThat(ladder.alpha.installed).isEmpty();
        assertThat(ladder.alpha.ike.sessionCount()).isZero();
    }

    private static int firstId(TestHost host) {
        String header = host.outgoing().get(0);
        return Integer.parseInt(header.split(" ", -1)[2]);
    }
}
