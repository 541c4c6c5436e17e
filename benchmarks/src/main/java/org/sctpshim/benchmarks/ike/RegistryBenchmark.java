package org.sctpshim.benchmarks.ike;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.registry.AddressRegistry;
import org.sctpshim.registry.AssociationId;
import org.sctpshim.registry.LocalEnd;
import org.sctpshim.registry.NatFinding;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.PeerClaim;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SctpPathState;
import org.sctpshim.registry.SctpPorts;
import org.sctpshim.registry.SelectorDecision;
import org.sctpshim.registry.SpiPair;

/** Nanoseconds an operation of the registry, with so many associations of four paths each, each with another peer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RegistryBenchmark {
    private static final int PORT = 2905;

    /** How many associations there are. */
    @Param({"10", "1000", "50000"})
    public int associations;

    private final Random random = new Random(1);
    private final List<PeerId> peers = new ArrayList<>();
    private AddressRegistry registry = new AddressRegistry();
    private final PeerId spare = new PeerId("spare");

    /** Makes the benchmark; JMH sets the parameters. */
    public RegistryBenchmark() {}

    /** Protects every path of every association. */
    @Setup
    public void protectAll() {
        registry = new AddressRegistry();
        registry.addPeer(spare, AddressPolicy.anyListed());
        for (int i = 0; i < associations; i++) {
            PeerId peer = new PeerId("peer" + i);
            peers.add(peer);
            registry.addPeer(peer, AddressPolicy.anyListed());
            registry.open(peer, local(), PORT, Hosts.addresses(i, 2), 0);
            AddressPair current = new AddressPair(Hosts.address(101, 1), Hosts.address(1, i));
            registry.peerEstablished(peer, claim(i, current), 0);
            for (PathId path : paths(i)) {
                registry.reachabilityShown(peer, path.pair(), 0);
            }
            for (PathId path : paths(i)) {
                registry.childEstablished(peer, path, new SpiPair(i, i), 0);
            }
            drain();
        }
    }

    private static LocalEnd local() {
        return new LocalEnd(Set.of(Hosts.address(101, 1), Hosts.address(102, 1)), PORT);
    }

    private static PeerClaim claim(int number, AddressPair current) {
        return new PeerClaim(
                current,
                List.of(Hosts.address(2, number)),
                List.copyOf(local().addresses()),
                true,
                true,
                NatFinding.VOWED,
                true);
    }

    private static List<PathId> paths(int number) {
        List<PathId> paths = new ArrayList<>();
        for (InetAddress near : local().addresses()) {
            for (InetAddress far : Hosts.addresses(number, 2)) {
                paths.add(new PathId(new AddressPair(near, far), new SctpPorts(PORT, PORT)));
            }
        }
        return paths;
    }

    private int drain() {
        int drained = 0;
        while (registry.pollWish().isPresent() || registry.pollEvent().isPresent()) {
            drained++;
        }
        return drained;
    }

    private int any() {
        return random.nextInt(associations);
    }

    private static PathId path(int number) {
        return new PathId(new AddressPair(Hosts.address(101, 1), Hosts.address(2, number)), new SctpPorts(PORT, PORT));
    }

    /** May this selector be? */
    @Benchmark
    public SelectorDecision decide() {
        int number = any();
        return registry.decide(peers.get(number), path(number));
    }

    /** SCTP says something of a path. */
    @Benchmark
    public int hint() {
        registry.hint(path(any()), SctpPathState.ACTIVE, 0);
        return drain();
    }

    /** A peer lists its addresses anew. */
    @Benchmark
    public int list() {
        int number = any();
        registry.peerListed(peers.get(number), List.copyOf(Hosts.addresses(number, 2)), NatFinding.VOWED, 0);
        return drain();
    }

    /** An association is opened and closed. */
    @Benchmark
    public int openAndClose() {
        AssociationId id = registry.open(spare, local(), PORT, List.of(), 0);
        registry.close(id, 0);
        return drain();
    }

    /** When does something fall due, and what has fallen due. */
    @Benchmark
    public long timeout() {
        registry.timeout(0);
        return registry.deadlineNs();
    }
}
