package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.session.SessionParameters;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.registry.LocalEnd;
import org.sctpshim.registry.PeerId;

/** A peer that was restarted has forgotten its IKE SA, and nothing it says of that could be believed. */
class RestartedPeerTest {
    private static final InetAddress ALPHA = address("10.1.0.1");
    private static final InetAddress BETA = address("10.1.0.2");
    private static final long SECOND_NS = 1_000_000_000L;

    private final SplittableRandom random = new SplittableRandom(1);
    private final List<HostEvent> heardByAlpha = new ArrayList<>();
    private final IkeHost alpha = host("alpha", "beta");

    @Test
    void isAskedAnewSecondsAfterItFellSilent() {
        IkeHost before = listeningBeta();
        alpha.open(new PeerId("beta"), new LocalEnd(Set.of(ALPHA), 2905), 2906, 0);
        settle(before, 0);
        assertThat(established()).isEqualTo(1);

        IkeHost after = listeningBeta();
        long livenessNs =
                SessionParameters.defaults(Identification.fqdn("alpha")).livenessIntervalNs();
        long nowNs = 0;
        while (established() == 1 && nowNs < livenessNs + 100 * SECOND_NS) {
            nowNs = Math.min(alpha.deadlineNs(), after.deadlineNs());
            alpha.timeout(nowNs);
            after.timeout(nowNs);
            settle(after, nowNs);
        }

        assertThat(established()).isEqualTo(2);
        assertThat(nowNs - livenessNs).isBetween(5 * SECOND_NS, 10 * SECOND_NS);
        assertThat(alpha.establishedCount()).isEqualTo(1);
        assertThat(heardByAlpha).noneMatch(HostEvent.IkeSaEnded.class::isInstance);
        assertThat(heardByAlpha)
                .filteredOn(HostEvent.InstallChild.class::isInstance)
                .as("the path is protected again")
                .hasSize(2);
    }

    private long established() {
        return heardByAlpha.stream()
                .filter(HostEvent.IkeSaEstablished.class::isInstance)
                .count();
    }

    private IkeHost listeningBeta() {
        IkeHost beta = host("beta", "alpha");
        beta.listen(new LocalEnd(Set.of(BETA), 2906), 0);
        return beta;
    }

    private void settle(IkeHost beta, long nowNs) {
        boolean more = true;
        while (more) {
            boolean asked = deliver(alpha, beta, nowNs);
            more = deliver(beta, alpha, nowNs) || asked;
        }
    }

    private boolean deliver(IkeHost from, IkeHost to, long nowNs) {
        boolean any = false;
        for (var event = from.pollEvent(); event.isPresent(); event = from.pollEvent()) {
            if (from == alpha) {
                heardByAlpha.add(event.get());
            }
        }
        for (var sent = from.pollDatagram(); sent.isPresent(); sent = from.pollDatagram()) {
            UdpEndpoints way = sent.get().endpoints();
            AddressPair back =
                    new AddressPair(way.addresses().remote(), way.addresses().local());
            UdpEndpoints arrival = new UdpEndpoints(back, way.remotePort(), way.localPort());
            to.handle(new IkeDatagram(arrival, sent.get().content()), nowNs);
            any = true;
        }
        return any;
    }

    private IkeHost host(String name, String peer) {
        PeerEntry entry = new PeerEntry(
                new PeerId(peer),
                Identification.fqdn(peer),
                SecretBytes.adopt("secret".getBytes(StandardCharsets.UTF_8)));
        HostPeer known = new HostPeer(entry, AddressPolicy.anyListed(), List.of(BETA));
        SessionParameters parameters = SessionParameters.defaults(Identification.fqdn(name));
        return new IkeHost(HostParameters.of(parameters, List.of(known)), random::nextBytes, InsecureKeyLog.OFF);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
