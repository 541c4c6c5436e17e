package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.crypto.EphemeralKey;
import org.sctpshim.ike.crypto.IkeSaKeys;
import org.sctpshim.ike.crypto.KeyExchange;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.crypto.SuiteProposal;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.KeyExchangePayload;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.SecurityAssociationPayload;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.SctpPorts;
import org.sctpshim.registry.SpiPair;

/** Under the hybrid profile IKE SAs and Child SAs are replaced with both key exchanges again (RFC 9370 section 2.2.4). */
class HybridRekeyTest {
    private final Ladder ladder = new Ladder(
            HostSetup.alpha().profile(SecurityProfile.HYBRID), HostSetup.beta().profile(SecurityProfile.HYBRID));
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

    private void alphaRekeysChild() {
        alpha.ike.expiring(path, old, alpha.nowNs);
        alpha.drain();
    }

    private void betaRekeysChild() {
        beta.ike.expiring(pathAtBeta(), turned(old), beta.nowNs);
        beta.drain();
    }

    private static void rekeysIkeSa(TestHost host) {
        host.ike.rekeyIkeSa(host.peer(), host.nowNs);
        host.drain();
    }

    private PathId pathAtBeta() {
        return new PathId(
                path.pair().turned(),
                new SctpPorts(path.ports().remote(), path.ports().local()));
    }

    private static SpiPair turned(SpiPair spis) {
        return new SpiPair(spis.outbound(), spis.inbound());
    }

    private static List<KeyExchangeMethod> furtherOf(TestHost host) {
        return host.keys.get(host.keys.size() - 1).suite().additionalKeyExchanges();
    }

    private void oneFreshChild() {
        ladder.passMillis(12_000);
        assertThat(alpha.installed).hasSize(4).doesNotContainKey(old);
        ChildSa child = alpha.child(alpha.sendingWith(path));
        assertThat(child.suite().additionalKeyExchanges()).containsExactly(KeyExchangeMethod.ML_KEM_768);
        ladder.agree();
        alpha.installed
                .values()
                .forEach(each -> assertThat(
                                beta.child(turned(each.spis())).inboundKey().material())
                        .isEqualTo(each.outboundKey().material()));
    }

    private void oneFreshIkeSa() {
        ladder.passMillis(12_000);
        for (TestHost host : List.of(alpha, beta)) {
            assertThat(host.ike.sessionCount()).isEqualTo(1);
            assertThat(host.events(HostEvent.IkeSaRekeyed.class)).isNotEmpty();
            assertThat(furtherOf(host)).containsExactly(KeyExchangeMethod.ML_KEM_768);
            assertThat(host.installed).hasSize(4);
            long live = host.keys.stream().filter(keys -> !isWiped(keys)).count();
            assertThat(live).as("IKE SAs with keys").isEqualTo(1);
        }
        ladder.agree();
    }

    private static boolean isWiped(IkeSaKeys keys) {
        try {
            return keys.insecureWiresharkLine().isEmpty();
        } catch (IllegalStateException e) {
            return true;
        }
    }

    @Test
    @Requirement("RFC 9370 2.2.4-1")
    void aChildSaIsReplacedByTwoExchangesAndOnlyThenTheOldOneGoes() {
        alphaRekeysChild();
        // alpha -> beta: N(REKEY_SA), SA, Ni, KE (X25519), TSi, TSr
        ladder.toBeta("CREATE_CHILD_SA request");
        // beta -> alpha: SA, Nr, KE, TSi, TSr, N(ADDITIONAL_KEY_EXCHANGE)
        ladder.toAlpha("CREATE_CHILD_SA response");
        assertThat(alpha.installed).as("nothing is made yet").hasSize(4);
        assertThat(beta.installed).hasSize(4);
        // alpha -> beta: KE (ML-KEM-768), N(ADDITIONAL_KEY_EXCHANGE)
        ladder.carries = any -> true;
        Eavesdropper ear = new Eavesdropper(ladder);
        assertThat(alpha.outgoing()).allMatch(header -> header.startsWith("IKE_FOLLOWUP_KE request"));
        ladder.settle();
        oneFreshChild();
        assertThat(ear.heard).isNotEmpty();
    }

    @Test
    @Requirement("RFC 9370 2.2.4-1")
    void anIkeSaIsReplacedByOneWithBothKeyExchangesFromEitherEnd() {
        rekeysIkeSa(alpha);
        oneFreshIkeSa();
        rekeysIkeSa(beta);
        oneFreshIkeSa();
        // What it protects goes on to be replaced under the new one.
        alphaRekeysChild();
        oneFreshChild();
    }

    @Test
    void aChildSaThatTheOtherEndReplacesHasBothKeyExchangesToo() {
        betaRekeysChild();
        oneFreshChild();
    }

    @Test
    void underAnIkeSaWithoutAFurtherKeyExchangeThereIsNoneInRekeysEither() {
        Ladder mixed = new Ladder(HostSetup.alpha().profile(SecurityProfile.HYBRID), HostSetup.beta());
        mixed.established();
        rekeysIkeSa(mixed.alpha);
        mixed.passMillis(1_000);
        ChildSa any = mixed.beta.installed.values().iterator().next();
        mixed.beta.ike.expiring(any.path(), any.spis(), mixed.beta.nowNs);
        mixed.beta.drain();
        mixed.passMillis(12_000);
        assertThat(mixed.alpha.events(HostEvent.IkeSaRekeyed.class)).hasSize(1);
        assertThat(mixed.alpha.events(HostEvent.ChildRekeyed.class)).hasSize(1);
        assertThat(furtherOf(mixed.alpha)).isEmpty();
        mixed.agree();
    }

    // ---- Collisions ----

    /** Carries the two directions in an order that each number stands for another of. */
    private void cross(int order) {
        int bits = order;
        for (int step = 0; step < 40; step++) {
            boolean alphaFirst = (bits & 1) == 0;
            bits = bits >> 1 | (bits & 1) << 4;
            carryOne(alphaFirst ? alpha : beta, alphaFirst ? beta : alpha);
        }
        ladder.settle();
    }

    private static void carryOne(TestHost from, TestHost to) {
        from.sendsAll().forEach(to::receives);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 7, 10, 11, 13, 19, 21, 27, 31})
    @Requirement("RFC 7296 2.8.1")
    void replacementsOfAChildSaThatCrossEndWithOneInWhateverOrder(int order) {
        alphaRekeysChild();
        betaRekeysChild();
        cross(order);
        oneFreshChild();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 7, 10, 11, 13, 19, 21, 27, 31})
    @Requirement("RFC 7296 2.8.2")
    void replacementsOfTheIkeSaThatCrossEndWithOneInWhateverOrder(int order) {
        rekeysIkeSa(alpha);
        rekeysIkeSa(beta);
        cross(order);
        oneFreshIkeSa();
    }

    @Test
    void whatIsLostOfARekeyIsSentAgain() {
        for (int lost = 0; lost < 6; lost++) {
            HybridRekeyTest each = new HybridRekeyTest();
            each.established();
            each.withLost(lost);
        }
    }

    private void withLost(int lost) {
        List<IkeDatagram> carried = new ArrayList<>();
        ladder.carries = datagram -> {
            carried.add(datagram);
            return carried.size() != lost + 1;
        };
        alphaRekeysChild();
        oneFreshChild();
        carried.clear();
        rekeysIkeSa(beta);
        oneFreshIkeSa();
    }

    // ---- Peers that do not keep to it ----

    private IkeDatagram createChild(Forger forger) {
        alphaRekeysChild();
        ladder.toBeta("CREATE_CHILD_SA request");
        ladder.toAlpha("CREATE_CHILD_SA response");
        return Objects.requireNonNull(forger.instead(
                alpha.sends("IKE_FOLLOWUP_KE request"),
                new KeyExchangePayload(KeyExchangeMethod.ML_KEM_768, Bytes.of(new byte[1184])),
                NotifyPayload.of(NotifyType.ADDITIONAL_KEY_EXCHANGE, Bytes.utf8("never heard of"))));
    }

    @Test
    @Requirement("RFC 9370 2.2.4-2")
    void aLinkThatNobodyGaveIsAnsweredWithStateNotFound() {
        beta.receives(createChild(new Forger(alpha, Role.INITIATOR)));
        IkeMessage answer = new Forger(alpha, Role.INITIATOR).read(beta.sends("IKE_FOLLOWUP_KE response"));
        assertThat(answer.payloads()).containsExactly(NotifyPayload.of(NotifyType.STATE_NOT_FOUND));
    }

    @Test
    @Requirement("RFC 9370 2.2.4-2")
    void aPeerThatHasForgottenTheSeriesIsAskedAnewLater() {
        alphaRekeysChild();
        ladder.toBeta("CREATE_CHILD_SA request");
        ladder.toAlpha("CREATE_CHILD_SA response");
        IkeDatagram last = alpha.sendsAll().get(0);
        alpha.receives(new Forger(beta, Role.RESPONDER).answerTo(last, NotifyPayload.of(NotifyType.STATE_NOT_FOUND)));
        assertThat(alpha.events(HostEvent.ChildRekeyFailed.class)).hasSize(1);
        assertThat(alpha.installed).containsKey(old);
        oneFreshChild();
    }

    @Test
    @Requirement("RFC 9370 2.2.4")
    void aPeerThatBeginsAndNeverGoesOnIsHeldOnlySoManyAndOnlySoLong() {
        // Nothing that belongs to a series gets through, and everything else does.
        ladder.carries = datagram -> !TestHost.header(datagram).startsWith("IKE_FOLLOWUP_KE");
        List<SpiPair> all = List.copyOf(alpha.installed.keySet());
        all.forEach(spis -> alpha.ike.expiring(alpha.child(spis).path(), spis, alpha.nowNs));
        alpha.drain();
        ladder.settle();
        assertThat(beta.ike.deadlineNs()).isLessThan(beta.nowNs + 181_000_000_000L);
        // The end that asks gives the peer up for dead; the one that waits gives up the series by itself.
        ladder.carries = any -> false;
        ladder.passMillis(185_000);
        assertThat(alpha.installed).isEmpty();
        ladder.carries = any -> true;
        ladder.passMillis(60_000);
        assertThat(alpha.installed).hasSize(4);
        ladder.agree();
    }

    @Test
    void aPeerMakesThisHostHoldNoMoreThanAWindowOfSeries() {
        Forger forger = new Forger(alpha, Role.INITIATOR);
        alphaRekeysChild();
        IkeDatagram asked = alpha.sends("CREATE_CHILD_SA request");
        int held = 0;
        int refused = 0;
        for (int i = 0; i < 40; i++) {
            beta.receives(forger.later(asked, i, furtherChild(0x1001 + i)));
            IkeMessage answer = forger.read(beta.sends("CREATE_CHILD_SA response"));
            held += answer.has(NotifyType.ADDITIONAL_KEY_EXCHANGE) ? 1 : 0;
            refused += answer.has(NotifyType.TEMPORARY_FAILURE) ? 1 : 0;
        }
        assertThat(held).isEqualTo(16);
        assertThat(refused).isEqualTo(24);
        assertThat(beta.installed).hasSize(4);
        // What the peer does not go on with is given up by itself.
        int id = 40;
        for (; id < 60; id++) {
            beta.nowNs += 10_000_000_000L;
            beta.timeout();
            beta.receives(forger.later(asked, id));
            beta.sendsAll();
        }
        beta.receives(forger.later(asked, id, furtherChild(0x2001)));
        assertThat(forger.read(beta.sends("CREATE_CHILD_SA response")).has(NotifyType.ADDITIONAL_KEY_EXCHANGE))
                .isTrue();
    }

    private Payload[] furtherChild(int spi) {
        Payload[] plain = new ScriptedInitiator(beta).child(HostSetup.A1, HostSetup.B1, spi);
        SecurityAssociationPayload offered = (SecurityAssociationPayload) plain[0];
        Bytes spiOctets = offered.proposals().get(0).spi();
        KeyExchange method = KeyExchange.of(KeyExchangeMethod.CURVE25519).orElseThrow();
        try (EphemeralKey key = method.generate(new SplittableRandom(spi)::nextBytes)) {
            List<Payload> payloads = new ArrayList<>(List.of(plain));
            payloads.set(
                    0,
                    SuiteProposal.offer(SecurityProfile.HYBRID.childProposalsWithAdditionalKeyExchanges(), spiOctets));
            payloads.add(2, new KeyExchangePayload(KeyExchangeMethod.CURVE25519, key.publicValue()));
            return payloads.toArray(Payload[]::new);
        }
    }
}
