package org.sctpshim.shim.ipsec;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sctpshim.ike.host.HostEvent;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.RegistryEvent;

/**
 * Lets threads wait for what IKE does with a peer: how often it failed and why, and that something has happened at all.
 * Any thread may call any method.
 */
final class PeerWatch {
    private final Map<PeerId, Integer> failures = new HashMap<>();
    /** Why the last IKE SA with a peer ended. */
    private final Map<PeerId, String> reasons = new HashMap<>();
    /** What path was refused under the present IKE SA, and why: the cause, where the peer then ends the IKE SA. */
    private final Map<PeerId, String> refusals = new HashMap<>();

    private long happened;

    synchronized void on(HostEvent event) {
        if (event instanceof HostEvent.IkeSaEnded ended) {
            failures.merge(ended.peer(), 1, Integer::sum);
            String refusal = refusals.remove(ended.peer());
            reasons.put(ended.peer(), refusal == null ? ended.reason() : refusal + "; then " + ended.reason());
        } else if (event instanceof HostEvent.Registry told
                && told.event() instanceof RegistryEvent.PathRefused refused) {
            refusals.put(refused.peer(), refused.path() + ": " + refused.reason());
        } else if (event instanceof HostEvent.IkeSaEstablished established) {
            reasons.remove(established.peer());
            refusals.remove(established.peer());
        } else if (event instanceof HostEvent.PeerGone gone) {
            failures.remove(gone.peer());
            reasons.remove(gone.peer());
            refusals.remove(gone.peer());
        }
        happened++;
        notifyAll();
    }

    synchronized int failures(PeerId peer) {
        return failures.getOrDefault(peer, 0);
    }

    /** Why the IKE SA with the peer last ended or failed to come up, or a path was refused under the present one. */
    synchronized Optional<String> reason(PeerId peer) {
        return Optional.ofNullable(refusals.get(peer)).or(() -> Optional.ofNullable(reasons.get(peer)));
    }

    synchronized long happened() {
        return happened;
    }

    /** Waits until something happens after {@code seen}, or the time has passed. */
    synchronized void await(long seen, long millis) throws InterruptedException {
        long endNs = System.nanoTime() + millis * 1_000_000;
        long leftMillis = millis;
        while (happened == seen && leftMillis > 0) {
            wait(leftMillis);
            leftMillis = (endNs - System.nanoTime()) / 1_000_000;
        }
    }
}
