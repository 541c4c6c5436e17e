package org.sctpshim.ike.host;

import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.session.IkeSession;
import org.sctpshim.registry.PeerId;

/** A session of this host and the peer it belongs to, which a responder learns by authentication only. */
final class SessionEntry {
    @Nullable
    PeerId peer;

    /** When another IKE SA may be tried beside this one again. */
    long nextAttemptNs = Long.MIN_VALUE;

    private @Nullable IkeSession session;

    SessionEntry(@Nullable PeerId peer) {
        this.peer = peer;
    }

    /** The session; it is there from before anybody else sees the entry. */
    IkeSession session() {
        if (session == null) {
            throw new IllegalStateException("the session is being made");
        }
        return session;
    }

    void set(IkeSession made) {
        session = made;
    }
}
