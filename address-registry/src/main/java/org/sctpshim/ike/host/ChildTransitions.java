package org.sctpshim.ike.host;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sctpshim.ike.exchange.DeleteChildTask;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.sa.UdpEncapsulation;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SpiPair;

/**
 * Child SAs that take each other's place without a gap (RFC 7296 section 2.8). One that the peer asked for can be
 * received with at once, and is sent with only when the peer is known to have it: it deletes the old one, or sends with
 * the new one. One that is deleted is received with a moment longer, for packets that are on their way.
 */
final class ChildTransitions {
    /** How long packets may be on their way, longer than any path that SCTP still uses takes. */
    private static final long LINGER_NS = 5_000_000_000L;

    /**
     * After how long a peer that made one more, and did not call it a rekeying, has it for certain: it sends its request
     * again where the answer was lost. It may have no other one by then, and tell nobody (libreswan loses its Child SAs
     * where rekeys of the IKE SA cross).
     */
    private static final long HAS_ARRIVED_NS = 3_000_000_000L;

    /**
     * One that is received with and not sent with yet; a rekeying, where the peer said so and deletes the old one.
     *
     * @param useNs when it is sent with, whatever the peer does
     */
    private record Pending(PeerId peer, ChildSa child, SpiPair replaced, boolean rekeying, long useNs) {}

    private record Lingering(long untilNs, PeerId peer, PathId path, SpiPair spis) {}

    private final HostScope scope;
    private final Map<SpiPair, Pending> pending = new LinkedHashMap<>();
    private final Deque<Lingering> lingering = new ArrayDeque<>();

    ChildTransitions(HostScope scope) {
        this.scope = scope;
    }

    /** A Child SA is agreed; one that nobody wants any more is deleted and never installed. */
    void established(SessionEntry entry, PeerId peer, SessionEvent.ChildEstablished event) {
        ChildSa child = Encapsulations.within(entry, event.child());
        Optional<SpiPair> before = event.replaced().or(() -> scope.registry.spisOf(peer, child.path()));
        if (event.byPeer() && before.isPresent() && scope.stands(entry)) {
            if (event.replaced().isEmpty()) {
                sendWithLatestOf(peer, child.path());
            }
            boolean rekeying = event.replaced().isPresent();
            long useNs = rekeying ? Long.MAX_VALUE : scope.nowNs() + HAS_ARRIVED_NS;
            pending.put(child.spis(), new Pending(peer, child, before.get(), rekeying, useNs));
            scope.emit(new HostEvent.InstallInbound(peer, child));
            return;
        }
        if (scope.stands(entry) && tellRegistry(peer, child, event.replaced().isPresent())) {
            before.ifPresent(this::forgetOutbound);
            scope.emit(new HostEvent.InstallChild(peer, child));
            event.replaced()
                    .ifPresent(
                            old -> scope.emit(new HostEvent.ChildRekeyed(peer, child.path(), old, child.spis(), true)));
        } else {
            child.wipe();
            entry.session().queue(unwanted(child), scope.nowNs());
            scope.espSpis.release(child.spis().inbound());
        }
    }

    /** A peer that asks for one more without calling it a rekeying has the one that it asked for before. */
    private void sendWithLatestOf(PeerId peer, PathId path) {
        for (Pending each : List.copyOf(pending.values())) {
            if (!each.rekeying && each.peer.equals(peer) && each.child.path().equals(path)) {
                usedByPeer(each.child.spis());
            }
        }
    }

    private boolean tellRegistry(PeerId peer, ChildSa child, boolean rekeying) {
        return rekeying
                ? scope.registry.childRekeyed(peer, child.path(), child.spis(), scope.nowNs())
                : scope.registry.childEstablished(peer, child.path(), child.spis(), scope.nowNs());
    }

    private static DeleteChildTask unwanted(ChildSa child) {
        return new DeleteChildTask(child.spis(), "no association wants it any more");
    }

    /** The peer's replacement for the same Child SA is not going to be sent with: this host's own has the place. */
    private void forgetOutbound(SpiPair replaced) {
        for (Pending each : List.copyOf(pending.values())) {
            if (each.replaced.equals(replaced)) {
                each.child.wipe();
                pending.remove(each.child.spis());
            }
        }
    }

    /** The ports of a Child SA changed before it was sent with. */
    void encapsulate(SpiPair spis, Optional<UdpEncapsulation> ports) {
        pending.computeIfPresent(
                spis,
                (any, waiting) -> new Pending(
                        waiting.peer, waiting.child.within(ports), waiting.replaced, waiting.rekeying, waiting.useNs));
    }

    /** A packet came under the Child SA, so that the peer has it. */
    void usedByPeer(SpiPair spis) {
        Pending ready = pending.remove(spis);
        if (ready != null) {
            sendWith(ready);
        }
    }

    private void sendWith(Pending ready) {
        ChildSa child = ready.child;
        if (tellRegistry(ready.peer, child, ready.rekeying)) {
            scope.emit(new HostEvent.InstallOutbound(ready.peer, child));
            scope.emit(new HostEvent.ChildRekeyed(ready.peer, child.path(), ready.replaced, child.spis(), false));
            return;
        }
        child.wipe();
        SessionEntry owner = scope.owning(child.spis());
        if (owner != null) {
            owner.session().queue(unwanted(child), scope.nowNs());
        }
    }

    private void sendWithReplacementOf(SpiPair old) {
        for (Pending each : List.copyOf(pending.values())) {
            if (each.replaced.equals(old)) {
                usedByPeer(each.child.spis());
            }
        }
    }

    private void forgetPending(SpiPair gone) {
        Pending never = pending.remove(gone);
        if (never != null) {
            never.child.wipe();
        }
    }

    /** A Child SA is gone and nothing under it is taken any more. */
    void removed(PeerId peer, SessionEvent.ChildRemoved removed) {
        forgetPending(removed.spis());
        sendWithReplacementOf(removed.spis());
        remove(peer, removed.path(), removed.spis());
        scope.registry.childRemoved(peer, removed.path(), removed.spis(), removed.reason(), scope.nowNs());
        if (scope.registry.spisOf(peer, removed.path()).isEmpty()) {
            endLingering(each -> each.peer.equals(peer) && each.path.equals(removed.path()));
        }
    }

    /** A Child SA whose place another one has is deleted. */
    void retired(PeerId peer, SessionEvent.ChildRetired retired) {
        forgetPending(retired.spis());
        sendWithReplacementOf(retired.spis());
        lingering.add(new Lingering(scope.nowNs() + LINGER_NS, peer, retired.path(), retired.spis()));
        scope.registry.childRemoved(
                peer, retired.path(), retired.spis(), "the peer deleted the Child SA", scope.nowNs());
    }

    private void remove(PeerId peer, PathId path, SpiPair spis) {
        scope.espSpis.release(spis.inbound());
        scope.emit(new HostEvent.RemoveChild(peer, path, spis));
    }

    private void endLingering(java.util.function.Predicate<Lingering> which) {
        for (Lingering each : new ArrayList<>(lingering)) {
            if (which.test(each)) {
                lingering.remove(each);
                remove(each.peer, each.path, each.spis);
            }
        }
    }

    /** Ends what has lingered for long enough, and sends with what the peer has by now. */
    void timeout() {
        for (Pending each : List.copyOf(pending.values())) {
            if (each.useNs <= scope.nowNs()) {
                usedByPeer(each.child.spis());
            }
        }
        endLingering(each -> each.untilNs <= scope.nowNs());
    }

    /** When {@link #timeout} wants to be called; {@link Long#MAX_VALUE} for never. */
    long deadlineNs() {
        long nextUseNs =
                pending.values().stream().mapToLong(Pending::useNs).min().orElse(Long.MAX_VALUE);
        return lingering.isEmpty() ? nextUseNs : Math.min(nextUseNs, lingering.getFirst().untilNs);
    }
}
