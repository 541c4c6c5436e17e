package org.sctpshim.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.host.HostParameters;
import org.sctpshim.ike.host.HostPeer;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.NatTraversal;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.session.Lifetimes;
import org.sctpshim.ike.session.SessionParameters;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.registry.AddressRange;
import org.sctpshim.registry.AssociationId;
import org.sctpshim.registry.IkeSaPerPair;
import org.sctpshim.registry.LocalEnd;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SpiPair;

/** Two hosts, alpha that opens an association and beta that listens, over a network; all of it in virtual time. */
final class Simulation {
    static final int ALPHA_PORT = 2905;
    static final int BETA_PORT = 2906;
    static final PeerId ALPHA = new PeerId("alpha");
    static final PeerId BETA = new PeerId("beta");
    private static final List<AddressRange> PERMITTED =
            List.of(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("fd00::/16"));

    private final SecurityProfile profile;
    private final NatTraversal nats;
    private final IkeSaPerPair perPair;
    final SimulatedNetwork network;
    final SimulatedHost alpha;
    final SimulatedHost beta;
    private @Nullable AssociationId association;
    long nowNs;

    Simulation(SplittableRandom random, List<String> alphaAddresses, List<String> betaAddresses) {
        this(random, alphaAddresses, betaAddresses, Lifetimes.DEFAULT, Lifetimes.DEFAULT);
    }

    Simulation(
            SplittableRandom random,
            List<String> alphaAddresses,
            List<String> betaAddresses,
            Lifetimes ofAlpha,
            Lifetimes ofBeta) {
        this(random, alphaAddresses, betaAddresses, ofAlpha, ofBeta, SecurityProfile.MODERN);
    }

    Simulation(
            SplittableRandom random,
            List<String> alphaAddresses,
            List<String> betaAddresses,
            Lifetimes ofAlpha,
            Lifetimes ofBeta,
            SecurityProfile profile) {
        this(random, alphaAddresses, betaAddresses, ofAlpha, ofBeta, profile, NatTraversal.FORBID);
    }

    /** Two hosts with an IKE SA for each pair of addresses. */
    static Simulation withIkeSaPerPair(
            SplittableRandom random, List<String> alphaAddresses, List<String> betaAddresses, Lifetimes lifetimes) {
        return new Simulation(
                random,
                alphaAddresses,
                betaAddresses,
                lifetimes,
                lifetimes,
                SecurityProfile.MODERN,
                NatTraversal.FORBID,
                IkeSaPerPair.REQUIRED);
    }

    Simulation(
            SplittableRandom random,
            List<String> alphaAddresses,
            List<String> betaAddresses,
            Lifetimes ofAlpha,
            Lifetimes ofBeta,
            SecurityProfile profile,
            NatTraversal nats) {
        this(random, alphaAddresses, betaAddresses, ofAlpha, ofBeta, profile, nats, IkeSaPerPair.NEVER);
    }

    private Simulation(
            SplittableRandom random,
            List<String> alphaAddresses,
            List<String> betaAddresses,
            Lifetimes ofAlpha,
            Lifetimes ofBeta,
            SecurityProfile profile,
            NatTraversal nats,
            IkeSaPerPair perPair) {
        this.profile = profile;
        this.nats = nats;
        this.perPair = perPair;
        this.network = new SimulatedNetwork(random.split());
        this.alpha = host("alpha", ALPHA, BETA, firstOf(betaAddresses), ofAlpha, random.split());
        this.beta = host("beta", BETA, ALPHA, List.of(), ofBeta, random.split());
        alphaAddresses.forEach(text -> alpha.addresses.add(address(text)));
        betaAddresses.forEach(text -> beta.addresses.add(address(text)));
        beta.ike.listen(betaEnd(), 0);
    }

    /** Where alpha looks for beta: at one address that tells of the others, or at each. */
    private List<String> firstOf(List<String> addresses) {
        return perPair == IkeSaPerPair.NEVER ? addresses.subList(0, 1) : addresses;
    }

    /** The most IKE SAs that either end has when all is well. */
    int mostIkeSas() {
        return perPair == IkeSaPerPair.NEVER ? 1 : expectedPairs().size();
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private SimulatedHost host(
            String name,
            PeerId own,
            PeerId other,
            List<String> otherAddresses,
            Lifetimes lifetimes,
            SplittableRandom random) {
        PeerEntry entry = new PeerEntry(
                other,
                Identification.fqdn(other + ".example"),
                SecretBytes.copyOf("a long enough pre-shared key".getBytes(UTF_8)));
        HostPeer peer = new HostPeer(
                        entry,
                        AddressPolicy.listedWithin(PERMITTED),
                        otherAddresses.stream().map(Simulation::address).toList())
                .with(perPair);
        SessionParameters session = SessionParameters.defaults(Identification.fqdn(own + ".example"))
                .with(lifetimes)
                .with(profile)
                .with(nats);
        return new SimulatedHost(name, HostParameters.of(session, List.of(peer)), PERMITTED, random);
    }

    LocalEnd betaEnd() {
        return new LocalEnd(beta.addresses, BETA_PORT);
    }

    AssociationId association() {
        return Objects.requireNonNull(association, "no association was opened");
    }

    void openAssociation() {
        association = alpha.ike.open(BETA, new LocalEnd(alpha.addresses, ALPHA_PORT), BETA_PORT, nowNs);
        drain();
    }

    /** What is looked at after every step. */
    Runnable afterEachStep = () -> {};

    /** Runs until the virtual time, event by event. */
    void runUntil(long endNs) {
        while (true) {
            long nextNs = Math.min(network.nextArrivalNs(), Math.min(alpha.ike.deadlineNs(), beta.ike.deadlineNs()));
            if (nextNs > endNs) {
                nowNs = endNs;
                return;
            }
            nowNs = Math.max(nowNs, nextNs);
            step();
            afterEachStep.run();
        }
    }

    void runFor(long durationNs) {
        runUntil(nowNs + durationNs);
    }

    void step() {
        if (network.nextArrivalNs() <= nowNs) {
            IkeDatagram datagram = network.arrive();
            InetAddress to = datagram.endpoints().addresses().local();
            if (alpha.owns(to)) {
                alpha.ike.handle(datagram, nowNs);
            } else if (beta.owns(to)) {
                beta.ike.handle(datagram, nowNs);
            }
        }
        if (alpha.ike.deadlineNs() <= nowNs) {
            alpha.ike.timeout(nowNs);
        }
        if (beta.ike.deadlineNs() <= nowNs) {
            beta.ike.timeout(nowNs);
        }
        drain();
    }

    void drain() {
        int before = alpha.installs + beta.installs;
        alpha.drain(network, nowNs);
        beta.drain(network, nowNs);
        if (alpha.installs + beta.installs > before) {
            Agreement.sameKeys(alpha, beta, alpha.violations);
        }
    }

    /** Packets that nobody could open: each end's way to send on a path, where the other end has no such SA. */
    List<String> gaps() {
        List<String> found = new ArrayList<>();
        gaps(alpha, beta, found);
        gaps(beta, alpha, found);
        return found;
    }

    private static void gaps(SimulatedHost from, SimulatedHost to, List<String> found) {
        from.sendsWith.forEach((path, spis) -> {
            if (!to.installed.containsKey(new SpiPair(spis.outbound(), spis.inbound()))) {
                found.add(from.name + " sends on " + path + " with " + spis + ", which " + to.name + " has not");
            }
        });
    }

    /** Every pair that ought to be protected when all is well. */
    Set<String> expectedPairs() {
        Set<String> pairs = new LinkedHashSet<>();
        for (InetAddress local : alpha.addresses) {
            for (InetAddress remote : beta.addresses) {
                boolean permitted = PERMITTED.stream().anyMatch(range -> range.contains(remote))
                        && PERMITTED.stream().anyMatch(range -> range.contains(local));
                if (permitted && local.getAddress().length == remote.getAddress().length) {
                    pairs.add(local.getHostAddress() + " -> " + remote.getHostAddress());
                }
            }
        }
        return pairs;
    }
}
