package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.SctpPorts;
import org.sctpshim.registry.SpiPair;

/** Rekeying of Child SAs, message by message (RFC 7296 sections 1.3.3, 2.8 and 2.25.1). */
class ChildRekeyLadderTest {
    private static final long LINGER_MILLIS = 5_000;

    private final Ladder ladder = new Ladder();
    private final TestHost alpha = ladder.alpha;
    private final TestHost beta = ladder.beta;
    private PathId path;
    private SpiPair old;

    @BeforeEach
    void established() {
        ladder.established();
        old = alpha.installed.keySet().iterator().next();
        path = alpha.child(old).path();
    }

    private static SpiPair turned(SpiPair spis) {
        return new SpiPair(spis.outbound(), spis.inbound());
    }

    private void alphaRekeys() {
        alpha.ike.expiring(path, old, alpha.nowNs);
        alpha.drain();
    }

    private void betaRekeys() {
        beta.ike.expiring(pathAtBeta(), turned(old), beta.nowNs);
        beta.drain();
    }

    /** Whether packets get through both ways: what one end sends with, the other one has. */
    private void noGap() {
        assertThat(beta.installed).containsKey(turned(alpha.sendingWith(path)));
        assertThat(alpha.installed).containsKey(turned(beta.sendingWith(pathAtBeta())));
    }

    private PathId pathAtBeta() {
        return new PathId(
                path.pair().turned(),
                new SctpPorts(path.ports().remote(), path.ports().local()));
    }

    /** Everything carried and every packet on its way arrived: one SA a path, the same at both ends, and none is old. */
    private void oneFreshChild() {
        ladder.passMillis(LINGER_MILLIS + 100);
        ladder.agree();
        assertThat(alpha.installed).hasSize(4).doesNotContainKey(old);
        assertThat(alpha.protectedPaths()).isEqualTo(4);
        assertThat(beta.protectedPaths()).isEqualTo(4);
        noGap();
        ChildSa mine = alpha.child(alpha.sendingWith(path));
        assertThat(beta.child(turned(mine.spis())).inboundKey().material())
                .isEqualTo(mine.outboundKey().material());
    }

    @Test
    @Requirement({"RFC 7296 1.3.3", "RFC 7296 2.8"})
    void theNewPairIsThereBeforeTheOldOneGoes() {
        alphaRekeys();
        // alpha -> beta: N(REKEY_SA), SA, Ni, TSi, TSr
        ladder.toBeta("CREATE_CHILD_SA request");
        assertThat(beta.installed)
                .as("beta receives with both before it answers")
                .hasSize(5);
        assertThat(beta.sendingWith(pathAtBeta()))
                .as("and sends with the old one")
                .isEqualTo(turned(old));
        noGap();
        // beta -> alpha: SA, Nr, TSi, TSr
        ladder.toAlpha("CREATE_CHILD_SA response");
        assertThat(alpha.sendingWith(path)).isNotEqualTo(old);
        assertThat(alpha.installed).as("alpha still receives with the old one").containsKey(old);
        noGap();
        // alpha -> beta: D(ESP, old)
        ladder.toBeta("INFORMATIONAL request");
        assertThat(beta.sendingWith(pathAtBeta())).isNotEqualTo(turned(old));
        assertThat(beta.installed).as("packets on their way").containsKey(turned(old));
        noGap();
        // beta -> alpha: D(ESP, old)
        ladder.toAlpha("INFORMATIONAL response");
        assertThat(alpha.installed).containsKey(old);
        oneFreshChild();
        assertThat(alpha.events(HostEvent.ChildRekeyed.class)).hasSize(1).allMatch(HostEvent.ChildRekeyed::byThisHost);
        assertThat(beta.events(HostEvent.ChildRekeyed.class)).hasSize(1).noneMatch(HostEvent.ChildRekeyed::byThisHost);
    }

    @Test
    @Requirement("RFC 7296 2.8")
    void theEndThatDidNotOpenTheAssociationRekeysToo() {
        betaRekeys();
        ladder.toAlpha("CREATE_CHILD_SA request");
        noGap();
        ladder.toBeta("CREATE_CHILD_SA response");
        noGap();
        ladder.toAlpha("INFORMATIONAL request");
        noGap();
        ladder.toBeta("INFORMATIONAL response");
        oneFreshChild();
    }

    @Test
    @Requirement("RFC 7296 2.8")
    void aPacketUnderTheNewOneShowsThatTheInitiatorHasIt() {
        alphaRekeys();
        ladder.toBeta("CREATE_CHILD_SA request");
        ladder.toAlpha("CREATE_CHILD_SA response");
        SpiPair fresh = turned(alpha.sendingWith(path));
        beta.ike.usedByPeer(fresh, beta.nowNs);
        beta.drain();

        assertThat(beta.sendingWith(pathAtBeta())).isEqualTo(fresh);
        noGap();
        ladder.settle();
        oneFreshChild();
    }

    @Test
    @Requirement("RFC 7296 2.8.1")
    void twoRequestsThatCrossEndWithOneNewPair() {
        alphaRekeys();
        betaRekeys();
        // Both requests cross.
        IkeDatagram ofAlpha = alpha.sends("CREATE_CHILD_SA request");
        ladder.toAlpha("CREATE_CHILD_SA request");
        beta.receives(ofAlpha);
        noGap();
        // Both answers cross.
        IkeDatagram answerOfAlpha = alpha.sends("CREATE_CHILD_SA response");
        ladder.toAlpha("CREATE_CHILD_SA response");
        noGap();
        beta.receives(answerOfAlpha);
        noGap();
        // The winner deletes the old one, the loser the one that it made: two deletes, two answers.
        List<String> ofBoth = Stream.concat(alpha.outgoing().stream(), beta.outgoing().stream())
                .toList();
        assertThat(ofBoth).hasSize(2).allMatch(header -> header.startsWith("INFORMATIONAL request"));
        ladder.settle();
        oneFreshChild();
    }

    @Test
    @Requirement("RFC 7296 2.8.1")
    void crossingRequestsComeRightWhicheverMessageIsLate() {
        for (int late = 0; late < 4; late++) {
            ChildRekeyLadderTest each = new ChildRekeyLadderTest();
            each.established();
            each.crossWithLate(late);
        }
    }

    private void crossWithLate(int late) {
        alphaRekeys();
        betaRekeys();
        IkeDatagram toBeta = alpha.sends("CREATE_CHILD_SA request");
        IkeDatagram toAlpha = beta.sends("CREATE_CHILD_SA request");
        if (late != 0) {
            beta.receives(toBeta);
        }
        if (late != 1) {
            alpha.receives(toAlpha);
        }
        noGap();
        List<IkeDatagram> answersToAlpha = beta.sendsAll();
        List<IkeDatagram> answersToBeta = alpha.sendsAll();
        if (late != 2) {
            answersToAlpha.forEach(alpha::receives);
        }
        if (late != 3) {
            answersToBeta.forEach(beta::receives);
        }
        noGap();
        ladder.settle();
        noGap();
        // What was late comes at last.
        if (late == 0) {
            beta.receives(toBeta);
        } else if (late == 1) {
            alpha.receives(toAlpha);
        } else if (late == 2) {
            answersToAlpha.forEach(alpha::receives);
        } else {
            answersToBeta.forEach(beta::receives);
        }
        ladder.settle();
        noGap();
        oneFreshChild();
    }

    @Test
    @Requirement("RFC 7296 2.25.1")
    void aRekeyOfAChildThatThisHostDeletesIsATemporaryFailure() {
        beta.ike.discard(HostSetup.ALPHA, pathAtBeta(), turned(old), "a test", beta.nowNs);
        beta.drain();
        alphaRekeys();
        // beta -> alpha: D(ESP, old) is late; alpha -> beta: N(REKEY_SA)
        IkeDatagram late = beta.sends("INFORMATIONAL request");
        ladder.toBeta("CREATE_CHILD_SA request");
        // beta -> alpha: N(TEMPORARY_FAILURE), then the delete
        ladder.toAlpha("CREATE_CHILD_SA response");
        alpha.receives(late);
        assertThat(alpha.events(HostEvent.ChildRekeyFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.reason()).contains("TEMPORARY_FAILURE"));
        ladder.passMillis(2_000);
        oneFreshChild();
    }

    @Test
    @Requirement("RFC 7296 2.25.1")
    void aDeleteOfAChildThatThisHostRekeysIsAnsweredAsUsual() {
        beta.ike.discard(HostSetup.ALPHA, pathAtBeta(), turned(old), "a test", beta.nowNs);
        beta.drain();
        alphaRekeys();
        // beta -> alpha: D(ESP, old); alpha's N(REKEY_SA) is on its way
        ladder.toAlpha("INFORMATIONAL request");
        assertThat(alpha.installed).doesNotContainKey(old);
        ladder.passMillis(2_000);
        oneFreshChild();
    }

    @Test
    @Requirement("RFC 7296 2.8")
    void anAnswerThatIsLostLeavesTheOldPairInUse() {
        alphaRekeys();
        ladder.toBeta("CREATE_CHILD_SA request");
        beta.sends("CREATE_CHILD_SA response");
        noGap();
        ladder.passMillis(1_000);
        oneFreshChild();
    }

    @Test
    @Requirement("RFC 7296 2.8")
    void askingTwiceRekeysOnce() {
        alphaRekeys();
        alphaRekeys();
        ladder.passMillis(100);
        assertThat(alpha.events(HostEvent.ChildRekeyed.class)).hasSize(1);
        oneFreshChild();
    }
}
