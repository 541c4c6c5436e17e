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

/** A responder that refuses to believe an initiator says in one sentence why; the initiator learns only that. */
class RefusedAuthenticationTest {
    private static final InetAddress ALPHA = address("10.1.0.1");
    private static final InetAddress BETA = address("10.1.0.2");

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void aWrongSecretIsSaidToBeOne() {
        List<HostEvent> heard = converse(host("alpha", "beta", "one secret"), host("beta", "alpha", "another"));
        assertThat(heard)
                .containsExactly(
                        new HostEvent.AuthenticationFailed(
                                new AddressPair(BETA, ALPHA),
                                "10.1.0.1 calls itself alpha and is refused: the pre-shared keys differ"),
                        new HostEvent.IkeSaEnded(
                                new PeerId("beta"),
                                "peer \"beta\" refused IKE_AUTH: AUTHENTICATION_FAILED: "
                                        + "the identities or pre-shared keys of the two ends differ"));
    }

    @Test
    void anUnknownInitiatorIsNamed() {
        List<HostEvent> heard = converse(host("alpha", "beta", "secret"), host("beta", "gamma", "secret"));
        assertThat(heard)
                .contains(new HostEvent.AuthenticationFailed(
                        new AddressPair(BETA, ALPHA),
                        "10.1.0.1 calls itself alpha and is refused: no peer is configured by that name"));
    }

    @Test
    void anInitiatorThatMeansSomebodyElseIsToldWhoThisIs() {
        List<HostEvent> heard = converse(host("alpha", "beta", "secret"), host("delta", "alpha", "secret"));
        assertThat(heard)
                .contains(new HostEvent.AuthenticationFailed(
                        new AddressPair(BETA, ALPHA),
                        "10.1.0.1 calls itself alpha and is refused: it asks for beta, and this host is delta"));
    }

    /** Alpha initiates; datagrams go to and fro until nobody has any, and what both say is collected. */
    private static List<HostEvent> converse(IkeHost alpha, IkeHost beta) {
        List<HostEvent> heard = new ArrayList<>();
        alpha.open(new PeerId("beta"), new LocalEnd(Set.of(ALPHA), 2905), 2906, 0);
        boolean more = true;
        while (more) {
            boolean asked = deliver(alpha, beta, heard);
            more = deliver(beta, alpha, heard) || asked;
        }
        return heard;
    }

    private static boolean deliver(IkeHost from, IkeHost to, List<HostEvent> heard) {
        boolean any = false;
        for (var event = from.pollEvent(); event.isPresent(); event = from.pollEvent()) {
            heard.add(event.get());
        }
        for (var sent = from.pollDatagram(); sent.isPresent(); sent = from.pollDatagram()) {
            UdpEndpoints way = sent.get().endpoints();
            AddressPair back =
                    new AddressPair(way.addresses().remote(), way.addresses().local());
            UdpEndpoints arrival = new UdpEndpoints(back, way.remotePort(), way.localPort());
            to.handle(new IkeDatagram(arrival, sent.get().content()), 0);
            any = true;
        }
        return any;
    }

    private IkeHost host(String name, String peer, String secret) {
        PeerEntry entry = new PeerEntry(
                new PeerId(peer),
                Identification.fqdn(peer),
                SecretBytes.adopt(secret.getBytes(StandardCharsets.UTF_8)));
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
