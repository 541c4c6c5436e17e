package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.EncryptionAlgorithm;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.KeyExchangePayload;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;
import org.sctpshim.ike.wire.NoncePayload;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.Proposal;
import org.sctpshim.ike.wire.ProtocolId;
import org.sctpshim.ike.wire.PseudorandomFunction;
import org.sctpshim.ike.wire.SecurityAssociationPayload;
import org.sctpshim.ike.wire.Transform;
import org.sctpshim.ike.wire.TransformType;
import org.sctpshim.registry.SpiPair;

/** Rekeying of the IKE SA, message by message (RFC 7296 sections 1.3.2, 2.8.2, 2.18 and 2.25.2). */
class IkeRekeyLadderTest {
    private final Ladder ladder = new Ladder();
    private final TestHost alpha = ladder.alpha;
    private final TestHost beta = ladder.beta;
    private Set<SpiPair> children = Set.of();

    @BeforeEach
    void established() {
        ladder.established();
        children = Set.copyOf(alpha.installed.keySet());
    }

    private static void rekeys(TestHost host) {
        host.ike.rekeyIkeSa(host.peer(), host.nowNs);
        host.drain();
    }

    /** One IKE SA, the same at both ends, every Child SA untouched, nothing left over, and all of it works. */
    private void oneIkeSaWithTheSameChildren() {
        ladder.settle();
        for (TestHost host : List.of(alpha, beta)) {
            assertThat(host.ike.sessionCount())
                    .as("sessions of %s", host.setup.own)
                    .isEqualTo(1);
            assertThat(host.events(HostEvent.IkeSaEnded.class)).isEmpty();
            assertThat(host.events(HostEvent.RemoveChild.class)).isEmpty();
            assertThat(host.keys.subList(0, host.keys.size() - 1)).anySatisfy(HandshakeLadderTest::isWiped);
        }
        assertThat(alpha.installed.keySet()).isEqualTo(children);
        ladder.agree();
        // The new one carries exchanges from both ends.
        SpiPair victim = alpha.installed.keySet().iterator().next();
        alpha.ike.expiring(alpha.child(victim).path(), victim, alpha.nowNs);
        alpha.drain();
        ladder.passMillis(20_000);
        assertThat(alpha.installed).hasSize(4).doesNotContainKey(victim);
        SpiPair another = beta.installed.keySet().iterator().next();
        beta.ike.expiring(beta.child(another).path(), another, beta.nowNs);
        beta.drain();
        ladder.passMillis(20_000);
        assertThat(beta.installed).hasSize(4).doesNotContainKey(another);
        assertThat(alpha.ike.sessionCount()).isEqualTo(1);
        ladder.agree();
    }

    @Test
    @Requirement({"RFC 7296 2.8-3", "RFC 7296 2.8-4"})
    void theNewIkeSaInheritsTheChildrenAndTheOldOneIsDeletedByWhoeverAsked() {
        rekeys(alpha);
        // alpha -> beta: SA, Ni, KEi
        ladder.toBeta("CREATE_CHILD_SA request");
        // beta -> alpha: SA, Nr, KEr
        ladder.toAlpha("CREATE_CHILD_SA response");
        assertThat(alpha.events(HostEvent.IkeSaRekeyed.class)).hasSize(1).allMatch(HostEvent.IkeSaRekeyed::byThisHost);
        assertThat(beta.events(HostEvent.IkeSaRekeyed.class)).hasSize(1).noneMatch(HostEvent.IkeSaRekeyed::byThisHost);
        // alpha -> beta: D(IKE) over the old one
        ladder.toBeta("INFORMATIONAL request");
        assertThat(beta.ike.sessionCount()).isEqualTo(1);
        ladder.toAlpha("INFORMATIONAL response");
        oneIkeSaWithTheSameChildren();
    }

    @Test
    @Requirement("RFC 7296 2.8")
    void theResponderOfTheFirstIkeSaRekeysToo() {
        rekeys(beta);
        ladder.toAlpha("CREATE_CHILD_SA request");
        ladder.toBeta("CREATE_CHILD_SA response");
        ladder.toAlpha("INFORMATIONAL request");
        ladder.toBeta("INFORMATIONAL response");
        oneIkeSaWithTheSameChildren();
    }

    @Test
    @Requirement({"RFC 7296 1.3.2-3", "RFC 7296 2.18-4"})
    void messageIdsBeginAt0AndTheWindowIsToldAnew() {
        rekeys(alpha);
        ladder.settle();
        for (SpiPair spis : children) {
            alpha.ike.expiring(alpha.child(spis).path(), spis, alpha.nowNs);
        }
        alpha.drain();
        assertThat(alpha.outgoing())
                .as("four requests at once, numbered from 0")
                .hasSize(4)
                .anyMatch(header -> header.startsWith("CREATE_CHILD_SA request 0"));
    }

    @Test
    @Requirement("RFC 4555 M7")
    void theInitiatorOfMobikeStaysTheSameWhoeverRekeys() {
        rekeys(beta);
        ladder.settle();
        // Beta made the present IKE SA; alpha still is the one that moves it.
        ladder.carries = datagram -> datagram.endpoints().addresses().remote().getAddress()[1] == 2
                && datagram.endpoints().addresses().local().getAddress()[1] == 2;
        alpha.ike.registry().paths(HostSetup.BETA).stream()
                .filter(view -> view.id().pair().equals(alpha.current()))
                .forEach(view ->
                        alpha.ike.hint(view.id(), org.sctpshim.registry.SctpPathState.POTENTIALLY_FAILED, alpha.nowNs));
        alpha.drain();
        ladder.passMillis(5_000);
        assertThat(alpha.current().local()).isEqualTo(HostSetup.A2);
        assertThat(beta.current().local()).isEqualTo(HostSetup.B2);
        assertThat(alpha.installed.keySet()).isEqualTo(children);
    }

    @Test
    @Requirement({"RFC 7296 2.8.2-1", "RFC 7296 2.8.2-2", "RFC 7296 2.25.2-1"})
    void twoRequestsThatCrossEndWithOneNewIkeSa() {
        rekeys(alpha);
        rekeys(beta);
        IkeDatagram ofAlpha = alpha.sends("CREATE_CHILD_SA request");
        ladder.toAlpha("CREATE_CHILD_SA request");
        beta.receives(ofAlpha);
        // Both answers cross.
        IkeDatagram answerOfAlpha = alpha.sends("CREATE_CHILD_SA response");
        ladder.toAlpha("CREATE_CHILD_SA response");
        beta.receives(answerOfAlpha);
        // The winner deletes the old one, the loser the one that it made.
        oneIkeSaWithTheSameChildren();
    }

    @Test
    @Requirement({"RFC 7296 2.8.2-2", "RFC 7296 2.8.2-4"})
    void crossingRequestsComeRightWhicheverMessageIsLate() {
        for (int late = 0; late < 4; late++) {
            IkeRekeyLadderTest each = new IkeRekeyLadderTest();
            each.established();
            each.crossWithLate(late);
        }
    }

    private void crossWithLate(int late) {
        rekeys(alpha);
        rekeys(beta);
        IkeDatagram toBeta = alpha.sends("CREATE_CHILD_SA request");
        IkeDatagram toAlpha = beta.sends("CREATE_CHILD_SA request");
        if (late != 0) {
            beta.receives(toBeta);
        }
        if (late != 1) {
            alpha.receives(toAlpha);
        }
        List<IkeDatagram> answersToAlpha = beta.sendsAll();
        List<IkeDatagram> answersToBeta = alpha.sendsAll();
        if (late != 2) {
            answersToAlpha.forEach(alpha::receives);
        }
        if (late != 3) {
            answersToBeta.forEach(beta::receives);
        }
        ladder.settle();
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
        ladder.passMillis(70_000);
        oneIkeSaWithTheSameChildren();
    }

    @Test
    @Requirement("RFC 7296 2.25.2-2")
    void aRekeyOfAnIkeSaThatThisHostClosesIsATemporaryFailure() {
        beta.ike.closeAll("a test", beta.nowNs);
        beta.drain();
        rekeys(alpha);
        IkeDatagram delete = beta.sends("INFORMATIONAL request");
        ladder.toBeta("CREATE_CHILD_SA request");
        ladder.toAlpha("CREATE_CHILD_SA response");
        assertThat(alpha.events(HostEvent.IkeSaRekeyFailed.class)).hasSize(1);
        alpha.receives(delete);
        assertThat(alpha.installed).isEmpty();
        // It comes back by itself, since the association is still wanted.
        ladder.passMillis(5_000);
        assertThat(alpha.installed).hasSize(4);
        ladder.agree();
    }

    @Test
    @Requirement("RFC 7296 2.25.2-3")
    void aDeleteOfAnIkeSaThatThisHostRekeysEndsIt() {
        beta.ike.closeAll("a test", beta.nowNs);
        beta.drain();
        rekeys(alpha);
        alpha.sends("CREATE_CHILD_SA request");
        ladder.toAlpha("INFORMATIONAL request");
        assertThat(alpha.installed).isEmpty();
        ladder.passMillis(5_000);
        assertThat(alpha.installed).hasSize(4);
        assertThat(alpha.ike.sessionCount()).isEqualTo(1);
        ladder.agree();
    }

    @Test
    @Requirement({"RFC 7296 2.25-1", "RFC 7296 2.25.1-7", "RFC 7296 2.25.2-5"})
    void aRekeyOfTheIkeSaAndOneOfAChildThatCrossAreBothPutOff() {
        SpiPair victim = beta.installed.keySet().iterator().next();
        beta.ike.expiring(beta.child(victim).path(), victim, beta.nowNs);
        beta.drain();
        rekeys(alpha);
        IkeDatagram ofAlpha = alpha.sends("CREATE_CHILD_SA request");
        ladder.toAlpha("CREATE_CHILD_SA request");
        beta.receives(ofAlpha);
        // Both answer N(TEMPORARY_FAILURE), and both try again after a while.
        ladder.settle();
        assertThat(alpha.events(HostEvent.IkeSaRekeyFailed.class)).hasSize(1);
        assertThat(beta.events(HostEvent.ChildRekeyFailed.class)).hasSize(1);
        ladder.passMillis(20_000);
        assertThat(alpha.events(HostEvent.IkeSaRekeyed.class)).hasSize(1);
        assertThat(beta.events(HostEvent.ChildRekeyed.class)).hasSize(1);
        assertThat(alpha.ike.sessionCount()).isEqualTo(1);
        assertThat(alpha.installed).hasSize(4);
        ladder.agree();
    }

    @Test
    @Requirement("RFC 7296 1.3.2-2")
    void whatWaitedDuringTheRekeyGoesOverTheNewIkeSa() {
        rekeys(alpha);
        SpiPair victim = alpha.installed.keySet().iterator().next();
        alpha.ike.expiring(alpha.child(victim).path(), victim, alpha.nowNs);
        alpha.drain();
        assertThat(alpha.outgoing()).as("the rekey goes alone").hasSize(1);
        ladder.settle();
        assertThat(alpha.events(HostEvent.ChildRekeyed.class)).hasSize(1);
        ladder.passMillis(6_000);
        assertThat(alpha.ike.sessionCount()).isEqualTo(1);
        ladder.agree();
    }

    @Test
    @Requirement("RFC 7296 2.8")
    void aLostAnswerIsAskedForAgain() {
        rekeys(alpha);
        ladder.toBeta("CREATE_CHILD_SA request");
        beta.sends("CREATE_CHILD_SA response");
        ladder.passMillis(3_000);
        oneIkeSaWithTheSameChildren();
    }

    @Test
    @Requirement({"RFC 7296 1.3.2-1", "RFC 7296 2.18-2", "RFC 7296 1.3-6"})
    void aRequestToReplaceTheIkeSaAlwaysBeginsAKeyExchange() {
        rekeys(alpha);
        IkeMessage request = new Forger(beta, Role.RESPONDER).read(alpha.sends("CREATE_CHILD_SA request"));
        KeyExchangeMethod begun =
                request.first(KeyExchangePayload.class).orElseThrow().method();
        SecurityAssociationPayload offer =
                request.first(SecurityAssociationPayload.class).orElseThrow();
        assertThat(offer.proposals())
                .isNotEmpty()
                .allSatisfy(proposal -> assertThat(proposal.transforms(TransformType.KE))
                        .isNotEmpty()
                        .doesNotContain(Transform.of(KeyExchangeMethod.NONE)));
        assertThat(offer.proposals().get(0).transforms(TransformType.KE)).contains(Transform.of(begun));
    }

    @Test
    @Requirement("RFC 7296 2.18-3")
    void aRequestToReplaceTheIkeSaWithoutAKeyExchangeIsRefused() {
        List<Transform> suite = List.of(
                Transform.of(EncryptionAlgorithm.ENCR_AES_GCM_16, 256),
                Transform.of(PseudorandomFunction.PRF_HMAC_SHA2_256));
        List<Transform> none = new ArrayList<>(suite);
        none.add(Transform.of(KeyExchangeMethod.NONE));
        NoncePayload nonce = new NoncePayload(Bytes.of(new byte[32]));
        Payload value = new KeyExchangePayload(KeyExchangeMethod.CURVE25519, Bytes.of(new byte[32]));
        for (List<Transform> offered : List.of(suite, none)) {
            Payload sa = SecurityAssociationPayload.of(
                    new Proposal(1, ProtocolId.IKE, Bytes.ofHex("1122334455667788"), offered));
            TestHost victim = new TestHost(HostSetup.beta(), 2).listens();
            ScriptedInitiator peer = new ScriptedInitiator(victim);
            peer.establishWithList(HostSetup.A1);
            assertThat(peer.ask(ExchangeType.CREATE_CHILD_SA, sa, nonce, value).payloads())
                    .containsExactly(NotifyPayload.of(NotifyType.NO_PROPOSAL_CHOSEN));
            assertThat(victim.ike.sessionCount()).isEqualTo(1);
            assertThat(peer.ask(ExchangeType.CREATE_CHILD_SA, sa, nonce).payloads())
                    .containsExactly(NotifyPayload.of(NotifyType.INVALID_SYNTAX));
            assertThat(victim.events(HostEvent.IkeSaRekeyed.class)).isEmpty();
        }
    }

    @Test
    @Requirement({"RFC 7296 2.8-5", "RFC 7296 1.4-3"})
    void theDeleteOfTheOldIkeSaIsTheLastRequestOverItAndAllElseGoesOverTheNewOne() {
        List<IkeHeader> requests = new ArrayList<>();
        ladder.carries = datagram -> {
            IkeHeader header = header(datagram);
            if (!header.response()
                    && beta.setup.addresses.contains(
                            datagram.endpoints().addresses().local())) {
                requests.add(header);
            }
            return true;
        };
        rekeys(alpha);
        for (SpiPair spis : children) {
            alpha.ike.expiring(alpha.child(spis).path(), spis, alpha.nowNs);
        }
        SpiPair victim = children.iterator().next();
        ladder.settle();
        alpha.ike.discard(
                HostSetup.BETA, alpha.installed.values().iterator().next().path(), victim, "a test", alpha.nowNs);
        alpha.drain();
        ladder.passMillis(15_000);

        long old = requests.get(0).initiatorSpi();
        assertThat(requests)
                .filteredOn(header -> header.initiatorSpi() == old)
                .hasSize(2)
                .satisfies(both -> {
                    assertThat(both.get(0).exchange()).isEqualTo(ExchangeType.CREATE_CHILD_SA);
                    assertThat(both.get(1).exchange()).isEqualTo(ExchangeType.INFORMATIONAL);
                });
        assertThat(requests).hasSizeGreaterThan(8);
        assertThat(alpha.installed).doesNotContainKeys(children.toArray(SpiPair[]::new));
        ladder.agree();
    }

    private static IkeHeader header(IkeDatagram datagram) {
        try {
            return MessageReader.readHeader(datagram.content().toArray());
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }
}
