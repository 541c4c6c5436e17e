package org.sctpshim.ike.host;

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
            if (peer != null && entry != null && entry.view().isInitiator()) {
                tryAnewBeside(entry, peer);
            }
        }
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
