package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.registry.AssociationId;

/**
 * Two hosts and the wire between them, driven by hand: alpha opens an association, beta listens. What a test does not
 * pass on is lost.
 */
final class Ladder {
    private static final long MILLISECOND_NS = 1_000_000L;
    private static final int MANY_ROUNDS = 200;

    final TestHost alpha;
    final TestHost beta;
    /** What the wire carries when the test does not look at each message. */
    Predicate<IkeDatagram> carries = any -> true;

    Ladder(HostSetup alpha, HostSetup beta) {
        this.alpha = new TestHost(alpha, 1);
        this.beta = new TestHost(beta, 2).listens();
    }

    Ladder() {
        this(HostSetup.alpha(), HostSetup.beta());
    }

    /** One message from alpha to beta. */
    void toBeta(String expected) {
        beta.receives(alpha.sends(expected));
    }

    /** One message from beta to alpha. */
    void toAlpha(String expected) {
        alpha.receives(beta.sends(expected));
    }

    /** Carries messages until nobody has more to say; no time passes. */
    void settle() {
        for (int round = 0; round < MANY_ROUNDS; round++) {
            List<IkeDatagram> fromAlpha = alpha.sendsAll();
            List<IkeDatagram> fromBeta = beta.sendsAll();
            if (fromAlpha.isEmpty() && fromBeta.isEmpty()) {
                return;
            }
            fromAlpha.stream().filter(carries).forEach(beta::receives);
            fromBeta.stream().filter(carries).forEach(alpha::receives);
        }
        throw new AssertionError("the two never stop talking");
    }

    /** Lets time pass at both ends, deadline by deadline, and carries what they send. */
    void passMillis(long millis) {
        long endNs = alpha.nowNs + millis * MILLISECOND_NS;
        settle();
        while (true) {
            long nextNs = Math.min(alpha.ike.deadlineNs(), beta.ike.deadlineNs());
            if (nextNs > endNs) {
                clock(endNs);
                return;
            }
            clock(Math.max(alpha.nowNs, nextNs));
            alpha.timeout();
            beta.timeout();
            settle();
        }
    }

    /** Lets time pass at both ends and leaves on their side what they send. */
    void waitMillis(long millis) {
        clock(alpha.nowNs + millis * MILLISECOND_NS);
        alpha.timeout();
        beta.timeout();
    }

    private void clock(long nowNs) {
        alpha.nowNs = nowNs;
        beta.nowNs = nowNs;
    }

    /** Opens the association and carries everything: one IKE SA, every path protected. */
    AssociationId established() {
        AssociationId id = alpha.opens();
        passMillis(100);
        assertThat(alpha.protectedPaths()).isEqualTo(4);
        assertThat(alpha.ike.establishedCount()).isEqualTo(1);
        assertThat(beta.ike.establishedCount()).isEqualTo(1);
        alpha.events.clear();
        beta.events.clear();
        return id;
    }

    void agree() {
        assertThat(beta.installed.values())
                .extracting(
                        child -> child.spis().outbound() + "/" + child.spis().inbound())
                .containsExactlyInAnyOrderElementsOf(alpha.installed.values().stream()
                        .map(child ->
                                child.spis().inbound() + "/" + child.spis().outbound())
                        .toList());
    }
}
