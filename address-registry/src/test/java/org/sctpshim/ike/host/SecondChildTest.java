package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.SctpPorts;
import org.sctpshim.registry.SpiPair;

/** A peer that makes another Child SA for a path which has one, and does not call it a rekeying. */
class SecondChildTest {
    private static final int FIRST = 0x1111_1111;
    private static final int SECOND = 0x2222_2222;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final PathId PATH = new PathId(
            new AddressPair(HostSetup.B1, HostSetup.A1), new SctpPorts(HostSetup.BETA_PORT, HostSetup.ALPHA_PORT));

    private final TestHost beta = new TestHost(HostSetup.beta(), 2).listens();
    private final ScriptedInitiator alpha = new ScriptedInitiator(beta);

    @BeforeEach
    void twoForOnePath() {
        alpha.establishWithList(HostSetup.A1);
        alpha.ask(ExchangeType.CREATE_CHILD_SA, alpha.child(HostSetup.A1, HostSetup.B1, FIRST));
        alpha.ask(ExchangeType.CREATE_CHILD_SA, alpha.child(HostSetup.A1, HostSetup.B1, SECOND));
    }

    @Test
    @Requirement("RFC 7296 2.8")
    void isReceivedWithAtOnceAndSentWithWhenThePeerHasItForCertain() {
        assertThat(beta.installed.keySet()).extracting(SpiPair::outbound).contains(FIRST, SECOND);
        assertThat(beta.sendingWith(PATH).outbound()).isEqualTo(FIRST);
        passSeconds(2);
        assertThat(beta.sendingWith(PATH).outbound()).isEqualTo(FIRST);
        passSeconds(2);
        assertThat(beta.sendingWith(PATH).outbound()).isEqualTo(SECOND);
    }

    @Test
    void isSentWithAtOnceWhenThePeerUsesIt() {
        SpiPair second = beta.installed.keySet().stream()
                .filter(spis -> spis.outbound() == SECOND)
                .findFirst()
                .orElseThrow();
        beta.ike.usedByPeer(second, beta.nowNs);
        beta.drain();
        assertThat(beta.sendingWith(PATH)).isEqualTo(second);
        passSeconds(10);
        assertThat(beta.sendingWith(PATH)).isEqualTo(second);
    }

    private void passSeconds(int seconds) {
        long untilNs = beta.nowNs + seconds * SECOND_NS;
        while (beta.ike.deadlineNs() <= untilNs) {
            beta.nowNs = Math.max(beta.nowNs, beta.ike.deadlineNs());
            beta.timeout();
        }
        beta.nowNs = untilNs;
    }
}
