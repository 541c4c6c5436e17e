package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.DeletePayload;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.IpAddress;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.KeyExchangePayload;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.PayloadType;
import org.sctpshim.ike.wire.ProtocolId;
import org.sctpshim.ike.wire.SecurityAssociationPayload;
import org.sctpshim.ike.wire.TrafficSelector;
import org.sctpshim.ike.wire.TrafficSelectorPayload;
import org.sctpshim.ike.wire.Transform;
import org.sctpshim.ike.wire.TransformType;
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
    @Requirement({"RFC 7296 2.8-3", "RFC 7296 2.8-7", "RFC 7296 2.8-9"})
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
    @Requirement("RFC 7296 2.8-7")
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
    @Requirement({"RFC 7296 2.8.1-2", "RFC 7296 2.8.1-4", "RFC 7296 2.25.1-2"})
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
    @Requirement({"RFC 7296 2.25-1", "RFC 7296 2.25.1-1"})
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
    @Requirement("RFC 7296 2.25.1-5")
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

    @Test
    @Requirement({"RFC 7296 1.3.3-1", "RFC 7296 2.8-2", "RFC 7296 2.9.2-1", "RFC 7296 2.9.2-2", "RFC 7296 3.4-2"})
    void theRequestNamesTheSpiThatItsSenderReceivesOnAndAsksForTheSamePath() {
        alphaRekeys();
        IkeMessage request = new Forger(beta, Role.RESPONDER).read(alpha.sends("CREATE_CHILD_SA request"));
        NotifyPayload rekey = request.notification(NotifyType.REKEY_SA).orElseThrow();
        assertThat(rekey.protocol()).isEqualTo(ProtocolId.ESP);
        assertThat(rekey.spi().asBuffer().getInt()).isEqualTo(old.inbound());
        assertThat(request.trafficSelectors(PayloadType.TSI).orElseThrow())
                .containsExactly(selector(path.pair().local(), path.ports().local()));
        assertThat(request.trafficSelectors(PayloadType.TSR).orElseThrow())
                .containsExactly(selector(path.pair().remote(), path.ports().remote()));
        KeyExchangeMethod begun =
                request.first(KeyExchangePayload.class).orElseThrow().method();
        assertThat(request.first(SecurityAssociationPayload.class)
                        .orElseThrow()
                        .proposals()
                        .get(0)
                        .transforms(TransformType.KE))
                .first()
                .isEqualTo(Transform.of(begun));
    }

    private static TrafficSelector selector(InetAddress address, int port) {
        return TrafficSelector.of(TrafficSelector.SCTP, IpAddress.of(address), port);
    }

    @Test
    @Requirement({"RFC 7296 2.9.2-1", "RFC 7296 2.9.2-3"})
    void aPeerThatReplacesOneByWiderSelectorsGetsThePathOfTheOldOneAndNothingNarrower() {
        TestHost victim = new TestHost(HostSetup.beta(), 2).listens();
        ScriptedInitiator peer = new ScriptedInitiator(victim);
        peer.establishWithList(HostSetup.A1);
        Payload[] first = peer.child(HostSetup.A1, HostSetup.B1, 0x1001);
        peer.ask(ExchangeType.CREATE_CHILD_SA, first);
        TrafficSelector wide = new TrafficSelector(
                0,
                0,
                65_535,
                IpAddress.of(HostSetup.address("10.0.0.0")),
                IpAddress.of(HostSetup.address("10.255.0.0")));
        IkeMessage answer = peer.ask(
                ExchangeType.CREATE_CHILD_SA,
                replacing(
                        peer, 0x1001, TrafficSelectorPayload.initiator(wide), TrafficSelectorPayload.responder(wide)));
        assertThat(answer.payloads()).contains(first[2], first[3]);

        IkeMessage elsewhere = peer.ask(
                ExchangeType.CREATE_CHILD_SA,
                replacing(
                        peer,
                        0x1002,
                        first[2],
                        TrafficSelectorPayload.responder(selector(HostSetup.B2, HostSetup.BETA_PORT))));
        assertThat(elsewhere.has(NotifyType.TS_UNACCEPTABLE)).isTrue();
    }

    private static Payload[] replacing(ScriptedInitiator peer, int spi, Payload ofInitiator, Payload ofResponder) {
        List<Payload> payloads = new ArrayList<>(List.of(peer.child(HostSetup.A1, HostSetup.B1, spi + 1)));
        payloads.set(2, ofInitiator);
        payloads.set(3, ofResponder);
        Bytes old = Bytes.of((byte) (spi >>> 24), (byte) (spi >>> 16), (byte) (spi >>> 8), (byte) spi);
        payloads.add(NotifyPayload.about(ProtocolId.ESP, old, NotifyType.REKEY_SA));
        return payloads.toArray(Payload[]::new);
    }

    @Test
    @Requirement({"RFC 7296 2.25-5", "RFC 7296 2.25.1-3", "RFC 7296 2.25.1-6"})
    void whatIsSaidOfAChildThatNobodyKnowsIsAnsweredSo() {
        TestHost victim = new TestHost(HostSetup.beta(), 2).listens();
        ScriptedInitiator peer = new ScriptedInitiator(victim);
        peer.establishWithList(HostSetup.A1);
        Payload[] stranger = replacing(
                peer,
                0x7777,
                peer.child(HostSetup.A1, HostSetup.B1, 1)[2],
                peer.child(HostSetup.A1, HostSetup.B1, 1)[3]);
        assertThat(peer.ask(ExchangeType.CREATE_CHILD_SA, stranger).payloads())
                .containsExactly(
                        NotifyPayload.about(ProtocolId.ESP, Bytes.ofHex("00007777"), NotifyType.CHILD_SA_NOT_FOUND));
        assertThat(peer.ask(ExchangeType.INFORMATIONAL, DeletePayload.esp(List.of(Bytes.ofHex("00007777"))))
                        .payloads())
                .isEmpty();
    }

    @Test
    @Requirement("RFC 7296 2.25-6")
    void aChildThatThePeerDoesNotKnowAnyMoreGoesWithoutAWordAndIsMadeFromScratch() {
        alphaRekeys();
        IkeDatagram request = alpha.sends("CREATE_CHILD_SA request");
        alpha.receives(new Forger(beta, Role.RESPONDER)
                .answer(
                        request,
                        NotifyPayload.about(ProtocolId.ESP, Bytes.ofHex("00007777"), NotifyType.CHILD_SA_NOT_FOUND)));
        assertThat(alpha.installed).doesNotContainKey(old);
        assertThat(alpha.outgoing()).as("no delete").noneMatch(header -> header.startsWith("INFORMATIONAL request"));
    }

    @Test
    @Requirement({"RFC 7296 1.3-2", "RFC 7296 1.3-3"})
    void aResponderThatWantsAnotherKeyExchangeSaysWhichInTwoOctetsAndGetsIt() {
        HostSetup beta = HostSetup.beta();
        beta.profile(new SecurityProfile(
                "test",
                beta.profile.ikeProposals(),
                beta.profile.childProposals(),
                List.of(KeyExchangeMethod.ECP_384)));
        Ladder two = new Ladder(HostSetup.alpha(), beta);
        two.established();
        ChildSa child = two.alpha.installed.values().iterator().next();
        two.alpha.ike.expiring(child.path(), child.spis(), two.alpha.nowNs);
        two.alpha.drain();
        two.toBeta("CREATE_CHILD_SA request");
        IkeDatagram refusal = two.beta.sends("CREATE_CHILD_SA response");
        assertThat(new Forger(two.alpha, Role.INITIATOR).read(refusal).payloads())
                .containsExactly(NotifyPayload.of(NotifyType.INVALID_KE_PAYLOAD, Bytes.ofHex("0014")));
        two.alpha.receives(refusal);
        IkeDatagram again = two.alpha.sends("CREATE_CHILD_SA request");
        IkeMessage asked = new Forger(two.beta, Role.RESPONDER).read(again);
        assertThat(asked.first(KeyExchangePayload.class).orElseThrow().method()).isEqualTo(KeyExchangeMethod.ECP_384);
        assertThat(asked.first(SecurityAssociationPayload.class).orElseThrow().proposals())
                .anySatisfy(proposal -> assertThat(proposal.transforms(TransformType.KE))
                        .contains(Transform.of(KeyExchangeMethod.ECP_384)));
        two.beta.receives(again);
        two.passMillis(6_000);
        assertThat(two.alpha.installed).hasSize(4).doesNotContainKey(child.spis());
    }
}
