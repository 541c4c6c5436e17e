package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.session.Lifetimes;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.registry.AssociationId;
import org.sctpshim.registry.IkeSaPerPair;
import org.sctpshim.registry.SpiPair;

/** Authenticating anew, make-before-break (RFC 7296 section 2.8.3), and telling the peer to (RFC 4478). */
class ReauthenticationLadderTest {
    private static final Lifetimes EVERY_MINUTE =
            Lifetimes.DEFAULT.withReauthentication(Duration.ofMinutes(1)).withJitterPercent(0);

    private static void oneIkeSaWithFourFreshPaths(Ladder ladder, Set<SpiPair> before) {
        assertThat(ladder.alpha.ike.sessionCount()).isEqualTo(1);
        assertThat(ladder.beta.ike.sessionCount()).isEqualTo(1);
        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
        assertThat(ladder.beta.protectedPaths()).isEqualTo(4);
        assertThat(ladder.alpha.sendsWith.values()).hasSize(4).doesNotContainAnyElementsOf(before);
        assertThat(ladder.beta.sendsWith.values())
                .extracting(spis -> new SpiPair(spis.outbound(), spis.inbound()))
                .containsExactlyInAnyOrderElementsOf(ladder.alpha.sendsWith.values());
        ladder.agree();
    }

    /** What either end sends with, the other one can open: looked at whenever nothing is on its way. */
    private static void noGap(Ladder ladder) {
        assertThat(ladder.alpha.sendsWith).hasSize(4);
        assertThat(ladder.beta.sendsWith).hasSize(4);
        ladder.alpha
                .sendsWith
                .values()
                .forEach(spis ->
                        assertThat(ladder.beta.installed).containsKey(new SpiPair(spis.outbound(), spis.inbound())));
        ladder.beta
                .sendsWith
                .values()
                .forEach(spis ->
                        assertThat(ladder.alpha.installed).containsKey(new SpiPair(spis.outbound(), spis.inbound())));
    }

    @Test
    @Requirement("RFC 7296 2.8.3")
    void everySaIsMadeAnewBeforeTheOldIkeSaGoes() {
        Ladder ladder = new Ladder(HostSetup.alpha().lifetimes(EVERY_MINUTE), HostSetup.beta());
        ladder.established();
        Set<SpiPair> before = new HashSet<>(ladder.alpha.sendsWith.values());
        for (int i = 0; i < 750; i++) {
            ladder.passMillis(100);
            noGap(ladder);
        }
        oneIkeSaWithFourFreshPaths(ladder, before);
        assertThat(ladder.alpha.events(HostEvent.IkeSaEnded.class)).isEmpty();
        assertThat(ladder.beta.events(HostEvent.IkeSaEnded.class)).isEmpty();
        assertThat(ladder.alpha.events(HostEvent.FurtherIkeSaEnded.class))
                .extracting(HostEvent.FurtherIkeSaEnded::reason)
                .containsExactly("this host authenticated anew");
    }

    @Test
    void theEndThatInitiatedDoesItAndTheOtherOneTellsItTo() {
        Ladder ladder = new Ladder(HostSetup.alpha(), HostSetup.beta().lifetimes(EVERY_MINUTE));
        ladder.established();
        Set<SpiPair> before = new HashSet<>(ladder.alpha.sendsWith.values());
        ladder.passMillis(80_000);
        oneIkeSaWithFourFreshPaths(ladder, before);
        assertThat(ladder.beta.events(HostEvent.IkeSaEnded.class)).isEmpty();
        assertThat(ladder.beta.events(HostEvent.FurtherIkeSaEstablished.class)).hasSize(1);
    }

    @Test
    void whoeverDoesNotAuthenticateAnewInTimeIsNotServedAnyLonger() {
        TestHost beta = new TestHost(HostSetup.beta().lifetimes(EVERY_MINUTE), 2).listens();
        ScriptedInitiator alpha = new ScriptedInitiator(beta);
        alpha.establish();
        beta.nowNs += Duration.ofSeconds(71).toNanos();
        beta.timeout();
        assertThat(beta.ike.establishedCount()).isEqualTo(1);
        beta.nowNs += Duration.ofSeconds(2).toNanos();
        beta.timeout();
        beta.nowNs += Duration.ofSeconds(11).toNanos();
        beta.timeout();
        assertThat(beta.ike.establishedCount()).isZero();
    }

    @Test
    void anAttemptThatFailsIsMadeAgain() {
        Lifetimes minutes =
                Lifetimes.DEFAULT.withReauthentication(Duration.ofMinutes(5)).withJitterPercent(0);
        Ladder ladder = new Ladder(HostSetup.alpha().lifetimes(minutes), HostSetup.beta());
        ladder.established();
        Set<SpiPair> before = new HashSet<>(ladder.alpha.sendsWith.values());
        ladder.passMillis(290_000);
        ladder.carries = datagram -> !TestHost.header(datagram).startsWith(ExchangeType.IKE_SA_INIT.toString());
        ladder.passMillis(25_000);
        assertThat(ladder.alpha.sendsWith.values()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(ladder.alpha.ike.establishedCount()).isEqualTo(1);
        ladder.carries = any -> true;
        ladder.passMillis(20_000);
        oneIkeSaWithFourFreshPaths(ladder, before);
    }

    @Test
    void anIkeSaForAPairIsMadeAnewOverThatPair() {
        Ladder ladder = new Ladder(
                HostSetup.alpha()
                        .strict(IkeSaPerPair.PREFERRED, HostSetup.B1, HostSetup.B2)
                        .lifetimes(EVERY_MINUTE),
                HostSetup.beta().strict(IkeSaPerPair.NEVER, HostSetup.A1));
        AssociationId id = ladder.alpha.opens();
        ladder.passMillis(1_000);
        Set<SpiPair> before = new HashSet<>(ladder.alpha.sendsWith.values());
        ladder.passMillis(75_000);
        assertThat(ladder.alpha.ike.sessionCount()).isEqualTo(4);
        assertThat(ladder.beta.ike.sessionCount()).isEqualTo(4);
        assertThat(ladder.alpha.sendsWith.values()).hasSize(4).doesNotContainAnyElementsOf(before);
        ladder.agree();
        ladder.alpha.ike.close(id, ladder.alpha.nowNs);
        ladder.alpha.drain();
        ladder.passMillis(1_000);
        assertThat(ladder.beta.ike.sessionCount()).isZero();
    }
}
