package org.sctpshim.registry;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/** A registry with a clock that the test moves, and everything it ever said. */
final class RegistryHarness {
    static final PeerId BETA = new PeerId("beta");
    static final InetAddress A1 = address("10.1.0.1");
    static final InetAddress A2 = address("10.2.0.1");
    static final InetAddress B1 = address("10.1.0.2");
    static final InetAddress B2 = address("10.2.0.2");
    static final int LOCAL_PORT = 2905;
    static final int REMOTE_PORT = 2906;

    final AddressRegistry registry = new AddressRegistry();
    long nowNs;

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    static LocalEnd end(InetAddress... addresses) {
        return new LocalEnd(new LinkedHashSet<>(Arrays.asList(addresses)), LOCAL_PORT);
    }

    static AddressPair pair(InetAddress local, InetAddress remote) {
        return new AddressPair(local, remote);
    }

    static PathId path(InetAddress local, InetAddress remote) {
        return new PathId(pair(local, remote), new SctpPorts(LOCAL_PORT, REMOTE_PORT));
    }

    static SpiPair spis(int number) {
        return new SpiPair(0x1000 + number, 0x2000 + number);
    }

    /** What a peer that follows the extension says from B1; its list is complete where it has other addresses. */
    static PeerClaim claim(InetAddress... others) {
        List<InetAddress> listed = new ArrayList<>(List.of(others));
        if (!listed.isEmpty()) {
            listed.add(0, B1);
        }
        return new PeerClaim(pair(A1, B1), listed, List.of(A1, A2), true, true, NatFinding.VOWED, true);
    }

    /** Opens an association from A1 and A2 and establishes the IKE SA over A1 and B1. */
    AssociationId openAndEstablish(AddressPolicy policy, PeerClaim claim) {
        registry.addPeer(BETA, policy);
        AssociationId id = registry.open(BETA, end(A1, A2), REMOTE_PORT, List.of(B1), nowNs);
        registry.peerEstablished(BETA, claim, nowNs);
        return id;
    }

    List<RegistryWish> wishes() {
        List<RegistryWish> all = new ArrayList<>();
        for (var wish = registry.pollWish(); wish.isPresent(); wish = registry.pollWish()) {
            all.add(wish.get());
        }
        return all;
    }

    <W extends RegistryWish> List<W> wishes(Class<W> kind) {
        return wishes().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<PathId> pathsToNegotiate() {
        return wishes(RegistryWish.NegotiatePath.class).stream()
                .map(RegistryWish.NegotiatePath::path)
                .toList();
    }

    List<RegistryEvent> events() {
        List<RegistryEvent> all = new ArrayList<>();
        for (var event = registry.pollEvent(); event.isPresent(); event = registry.pollEvent()) {
            all.add(event.get());
        }
        return all;
    }

    /** The peer checks both addresses, and every path that is negotiated comes to be protected. */
    void protectEveryWish() {
        registry.reachabilityAnswered(BETA, A1, nowNs);
        registry.reachabilityAnswered(BETA, A2, nowNs);
        int number = 0;
        for (List<PathId> due = pathsToNegotiate(); !due.isEmpty(); due = pathsToNegotiate()) {
            for (PathId path : due) {
                registry.childEstablished(BETA, path, spis(number++), nowNs);
            }
        }
    }

    void advanceMillis(long millis) {
        nowNs += millis * 1_000_000L;
        registry.timeout(nowNs);
    }
}
