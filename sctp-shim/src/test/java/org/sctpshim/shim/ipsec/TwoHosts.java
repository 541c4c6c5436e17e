package org.sctpshim.shim.ipsec;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.sctpshim.esp.plane.PlaneStatistics;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.host.HostEvent;
import org.sctpshim.ike.host.HostParameters;
import org.sctpshim.ike.host.HostPeer;
import org.sctpshim.ike.host.IkeHost;
import org.sctpshim.ike.host.InsecureKeyLog;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.session.SessionParameters;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.registry.LocalEnd;
import org.sctpshim.registry.PeerId;
import org.sctpshim.shim.kernel.AddressText;
import org.sctpshim.shim.status.PeerStatus;
import org.sctpshim.shim.status.SecurityStatus;

/** Two real IKE hosts, alpha and beta, on two links that lose nothing, and what is tallied of each. */
final class TwoHosts {
    static final Set<InetAddress> ALPHA = addresses("10.1.0.1", "10.2.0.1");
    static final Set<InetAddress> BETA = addresses("10.1.0.2", "10.2.0.2");

    /** One of the two. */
    static final class End {
        final IkeHost host;
        final IkeTally tally = new IkeTally();
        private final List<HostPeer> peers;

        End(String own, String other, List<InetAddress> others, long seed) {
            SecretBytes key = SecretBytes.adopt(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
            PeerEntry entry = new PeerEntry(new PeerId(other), Identification.fqdn(other), key);
            peers = List.of(new HostPeer(entry, AddressPolicy.anyListed(), others));
            Random random = new Random(seed);
            host = new IkeHost(
                    HostParameters.of(SessionParameters.defaults(Identification.fqdn(own)), peers),
                    random::nextBytes,
                    InsecureKeyLog.OFF);
        }

        void takeEvents(long nowNs) {
            for (var event = host.pollEvent(); event.isPresent(); event = host.pollEvent()) {
                tally.on(event.get(), nowNs);
                if (event.get() instanceof HostEvent.InstallChild install) {
                    install.child().wipe();
                }
            }
        }

        SecurityStatus status(long nowNs) {
            return StatusReader.read(host, tally, new PlaneStatistics(Map.of(), 0, 0, 0, List.of()), nowNs);
        }

        PeerStatus peer(long nowNs) {
            return status(nowNs).peers().get(0);
        }
    }

    final End alpha = new End("alpha", "beta", List.copyOf(BETA), 1);
    final End beta = new End("beta", "alpha", List.of(), 2);
    long nowNs = 1_000;

    static LocalEnd end(Set<InetAddress> addresses, int port) {
        return new LocalEnd(addresses, port);
    }

    /** Carries messages, and lets a second pass for what was put off. */
    void settle() {
        long endNs = nowNs + 1_000_000_000L;
        carry();
        long nextNs = nextDeadlineNs();
        while (nextNs <= endNs) {
            nowNs = Math.max(nowNs, nextNs);
            alpha.host.timeout(nowNs);
            beta.host.timeout(nowNs);
            carry();
            nextNs = nextDeadlineNs();
        }
        nowNs = endNs;
    }

    private long nextDeadlineNs() {
        return Math.min(alpha.host.deadlineNs(), beta.host.deadlineNs());
    }

    /** Carries messages until nobody has anything to say at this time. */
    void carry() {
        boolean any = true;
        while (any) {
            boolean there = carry(alpha, beta);
            boolean back = carry(beta, alpha);
            any = there || back;
        }
    }

    private boolean carry(End from, End to) {
        from.takeEvents(nowNs);
        boolean any = false;
        for (var datagram = from.host.pollDatagram(); datagram.isPresent(); datagram = from.host.pollDatagram()) {
            any = true;
            IkeDatagram sent = datagram.get();
            to.host.handle(new IkeDatagram(sent.endpoints().turned(), sent.content()), nowNs);
            to.takeEvents(nowNs);
        }
        return any;
    }

    private static Set<InetAddress> addresses(String... texts) {
        Set<InetAddress> all = new LinkedHashSet<>();
        for (String text : texts) {
            all.add(AddressText.parse(text));
        }
        return all;
    }
}
