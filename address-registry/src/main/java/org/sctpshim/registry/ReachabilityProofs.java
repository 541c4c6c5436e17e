package org.sctpshim.registry;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which return-routability checks of one peer are under way, and when a failed address is tried again.
 *
 * <p>How many are under way at once shrinks with each address that does not answer and grows with each that does, so
 * that a peer that lists addresses of others has us send next to nothing there (RFC 4555 section 5.3).
 */
final class ReachabilityProofs {
    private static final long FIRST_RETRY_NS = 500_000_000L;
    private static final long LAST_RETRY_NS = 10_000_000_000L;
    private static final int LEAST_AT_ONCE = 4;
    private static final int MOST_AT_ONCE = 64;

    private final Set<AddressPair> underWay = new LinkedHashSet<>();
    private final Set<AddressPair> tried = new LinkedHashSet<>();
    private final Map<InetAddress, Backoff> backoffs = new LinkedHashMap<>();
    private int mostAtOnce = MOST_AT_ONCE;

    /**
     * The pairs to check now: each pair once, and again all pairs of an address that no pair has shown.
     *
     * @param peer the peer's addresses
     * @param locals this host's addresses
     */
    List<AddressPair> due(PeerAddresses peer, Set<InetAddress> locals, long nowNs) {
        forgetAllBut(peer.candidates());
        List<AddressPair> pairs = new ArrayList<>();
        for (InetAddress remote : peer.candidates()) {
            if (!peer.mayBeTested(remote)) {
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
        List<AddressPair> now = pairs.subList(0, Math.min(pairs.size(), Math.max(0, mostAtOnce - underWay.size())));
        underWay.addAll(now);
        tried.addAll(now);
        return now;
    }

    private void forgetAllBut(Set<InetAddress> candidates) {
        tried.removeIf(pair -> !candidates.contains(pair.remote()));
        backoffs.keySet().retainAll(candidates);
    }

    void shown(AddressPair pair) {
        underWay.remove(pair);
        mostAtOnce = Math.min(MOST_AT_ONCE, 2 * mostAtOnce);
        tried.add(pair);
        backoffs.remove(pair.remote());
    }

    void failed(AddressPair pair, long nowNs) {
        underWay.remove(pair);
        if (!isUnderWay(pair.remote())) {
            mostAtOnce = Math.max(LEAST_AT_ONCE, mostAtOnce / 2);
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

    /**
     * When the next check of an address that is not reachable falls due; {@link Long#MAX_VALUE} for none, or where those
     * under way must end first.
     */
    long deadlineNs(PeerAddresses peer, Set<InetAddress> locals) {
        long next = Long.MAX_VALUE;
        if (underWay.size() >= mostAtOnce) {
            return next;
        }
        for (InetAddress remote : peer.candidates()) {
            boolean possible = peer.mayBeTested(remote)
                    && locals.stream().anyMatch(local -> AddressPair.sameFamily(local, remote));
            if (possible && !peer.isReachable(remote) && !isUnderWay(remote)) {
                next = Math.min(next, backoff(remote).notBeforeNs());
            }
        }
        return next;
    }

    void forget() {
        underWay.clear();
        tried.clear();
        backoffs.clear();
        mostAtOnce = MOST_AT_ONCE;
    }

    private Backoff backoff(InetAddress remote) {
        return backoffs.computeIfAbsent(remote, any -> new Backoff(FIRST_RETRY_NS, LAST_RETRY_NS));
    }
}
