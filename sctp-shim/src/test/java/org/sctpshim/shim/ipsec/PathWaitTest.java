package org.sctpshim.shim.ipsec;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sctpshim.shim.ipsec.TwoHosts.ALPHA;
import static org.sctpshim.shim.ipsec.TwoHosts.BETA;
import static org.sctpshim.shim.ipsec.TwoHosts.end;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sctpshim.ike.host.HostEvent;
import org.sctpshim.ike.host.IkeHost;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.AssociationId;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.RegistryEvent;
import org.sctpshim.registry.SctpPorts;

/** Far longer than any of these tests may take is what the waits are allowed. */
@Timeout(20)
class PathWaitTest {
    private static final Duration VERY_LONG = Duration.ofHours(1);
    private static final PeerId PEER = new PeerId("beta");

    private final TwoHosts hosts = new TwoHosts();
    private final PeerWatch watch = new PeerWatch();
    private final PathWait wait = new PathWait(watch, new OnThisThread(), 500, PEER, 2906);

    private final class OnThisThread implements PathWait.Asking {
        @Override
        public <T> T ask(Function<IkeHost, T> question) {
            return question.apply(hosts.alpha.host);
        }
    }

    private AssociationId open() {
        return hosts.alpha.host.open(PEER, end(ALPHA, 2905), 2906, hosts.nowNs);
    }

    @Test
    void protectedPathsAreReady() {
        hosts.beta.host.listen(end(BETA, 2906), hosts.nowNs);
        AssociationId id = open();
        hosts.settle();

        assertThatCode(() -> wait.await(id, VERY_LONG)).doesNotThrowAnyException();
    }

    @Test
    void aPeerThatRefusesEveryPathIsNotWaitedFor() {
        AssociationId id = open();
        hosts.settle();

        assertThatThrownBy(() -> wait.await(id, VERY_LONG))
                .isInstanceOf(IOException.class)
                .hasMessage("peer \"beta\" is authenticated, but refuses every path to its SCTP port 2906, for example"
                        + " 10.1.0.1 -> 10.1.0.2 sctp 2905 <-> 2906: the peer answered TS_UNACCEPTABLE: it has no traffic"
                        + " selectors for these addresses and SCTP ports, or nothing listens there; correct its"
                        + " selectors, or the addresses and ports used here");
    }

    @Test
    void theCauseIsToldAlsoWhereThePeerEndsTheIkeSaRightAfterIt() {
        AssociationId id = open();
        PathId path = new PathId(
                new AddressPair(ALPHA.iterator().next(), BETA.iterator().next()), new SctpPorts(2905, 2906));
        for (int attempt = 0; attempt < 2; attempt++) {
            watch.on(new HostEvent.Registry(new RegistryEvent.PathRefused(PEER, path, "it said no")));
            watch.on(new HostEvent.IkeSaEnded(PEER, "the peer deleted it"));
        }

        assertThatThrownBy(() -> wait.await(id, VERY_LONG)).hasMessage(path + ": it said no; then the peer deleted it");
    }

    @Test
    void aPeerThatSaysNothingIsWaitedForAsLongAsAllowed() {
        AssociationId id = open();

        assertThatThrownBy(() -> wait.await(id, Duration.ofMillis(60)))
                .hasMessageStartingWith("peer \"beta\" gave no answer within 60 ms: check that IKE runs there");
    }
}
