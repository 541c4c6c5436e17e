package org.sctpshim.registry;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which return-routability checks of one peer are under way, and when a failed address is tried again. */
final class ReachabilityProofs {
    private static final long FIRST_RETRY_NS = 500_000_000L;
    private static final long LAST_RETRY_NS = 10_000_000_000L;

    private final Set<AddressPair> underWay = new LinkedHashSet<>();
    private final Set<AddressPair> tried = new LinkedHashSet<>();
    private final Map<InetAddress, Backoff> backoffs = new LinkedHashMap<>();

    /**
     * The pairs to check now: each pair once, and again all pairs of an address that no pair has shown.
     *
     * @param peer the peer's addresses
     * @param locals this host's addresses
     */
    List<AddressPair> due(PeerAddresses peer, Set<InetAddress> locals, long nowNs) {
        List<AddressPair> pairs = new ArrayList<>();
        for (InetAddress remote : peer.candidates()) {
            if (!peer.permits(remote)) {
                continue;
            }
            boolean again = !peer.isReachable(remote)
                    && !isUnderWay(remote)
                    && backoff(remote).due(nowNs);
            for (InetAddress local : locals) {
                if (AddressPair.sameFamily(local, remote)) {
                    AddressPair pair = new AddressPair(local, remote);
                    if (!peer.isShown(pair) && !underWay.contains(pair) && (again || !tried.contains(pair))) {
                        pairs.add(pair);
                    }
                }
            }
        }
        underWay.addAll(pairs);
        tried.addAll(pairs);
        return pairs;
    }

    void shown(AddressPair pair) {
        underWay.remove(pair);
        tried.add(pair);
        backoffs.remove(pair.remote());
    }

    void failed(AddressPair pair, long nowNs) {
        underWay.remove(pair);
        if (!isUnderWay(pair.remote())) {
            backoff(pair.remote()).failed(nowNs);
        }
    }

    /** Lets the next check of an address start at once: something hints that it is worth it. */
    void hurry(InetAddress remote) {
        backoff(remote).hurry();
    }

    boolean isUnderWay(InetAddress remote) {
        return underWay.stream().anyMatch(pair -> pair.remote().equals(remote));
    }

    /** Whether a first round of checks of the address has not ended yet. */
    boolean isPending(InetAddress remote) {
        return backoff(remote).failures() == 0;
    }

    /** When the next check of an address that is not reachable falls due; {@link Long#MAX_VALUE} for none. */
    long deadlineNs(PeerAddresses peer) {
        long next = Long.MAX_VALUE;
        for (InetAddress remote : peer.candidates()) {
            if (peer.permits(remote) && !peer.isReachable(remote) && !isUnderWay(remote)) {
                next = Math.min(next, backoff(remote).notBeforeNs());
            }
        }
        return next;
    }

    void forget() {
        underWay.clear();
        tried.clear();
        backoffs.clear();
    }

    private Backoff backoff(InetAddress remote) {
        return backoffs.computeIfAbsent(remote, any -> new Backoff(FIRST_RETRY_NS, LAST_RETRY_NS));
    }
}
