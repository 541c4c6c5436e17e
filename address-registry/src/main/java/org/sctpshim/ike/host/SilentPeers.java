package org.sctpshim.ike.host;

import java.util.List;
import java.util.Optional;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.RegistryWish;

/**
 * A peer that was restarted knows nothing of its IKE SA and does not answer, and nothing that it could say would be
 * authentic (RFC 7296 section 2.4). Hence another IKE SA is tried beside the one that is silent: what proves first that
 * the peer is there goes on, and the other one ends.
 */
final class SilentPeers {
    /** How long a peer may leave requests unanswered before another IKE SA is tried. */
    private static final long SILENCE_NS = 5_000_000_000L;

    private final HostScope scope;
    private final RegistryWishes wishes;

    SilentPeers(HostScope scope, RegistryWishes wishes) {
        this.scope = scope;
        this.wishes = wishes;
    }

    /** Begins and ends attempts. */
    void tryAnew() {
        for (SessionEntry due : scope.sessions.due(scope.nowNs())) {
            PeerId peer = due.peer;
            SessionEntry entry = peer == null ? null : scope.sessions.ofPeer(peer);
            boolean another = peer != null && entry != null && turnToAnother(entry, peer);
            if (peer != null && entry != null && !another && entry.view().isInitiator()) {
                tryAnewBeside(entry, peer);
            }
        }
    }

    /** Lets another IKE SA with the peer that is there already speak for it, if that one is alive. */
    private boolean turnToAnother(SessionEntry silent, PeerId peer) {
        long now = scope.nowNs();
        long silentNs = silent.view().silentNs(now);
        if (silentNs < SILENCE_NS / 2) {
            return false;
        }
        List<SessionEntry> others = scope.ikeSas.with(peer).stream()
                .filter(other -> other != silent)
                .toList();
        others.forEach(other -> other.session().testLiveness(now));
        Optional<SessionEntry> alive = others.stream()
                .filter(other -> silentNs >= SILENCE_NS && other.view().silentNs(now) < SILENCE_NS / 4)
                .findFirst();
        alive.ifPresent(other -> scope.ikeSas.speaks(other, peer));
        return alive.isPresent();
    }

    private void tryAnewBeside(SessionEntry entry, PeerId peer) {
        long now = scope.nowNs();
        boolean silent = entry.view().silentNs(now) >= SILENCE_NS;
        SessionEntry attempt = scope.sessions.attemptBeside(entry);
        if (silent && attempt == null && now >= entry.nextAttemptNs) {
            entry.nextAttemptNs = now + SILENCE_NS;
            wishes.initiate(new RegistryWish.EstablishPeer(peer, scope.registry.advertisedTo(peer)));
        } else if (!silent && attempt != null && entry.view().isEstablished()) {
            attempt.session().abandon("the peer answers again", now);
        }
    }
}
