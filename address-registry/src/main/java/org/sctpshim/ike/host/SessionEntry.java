package org.sctpshim.ike.host;

import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.auth.CertifiedPeer;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.session.IkeSession;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.registry.PeerId;

/** A session of this host and the peer it belongs to, which a responder learns by authentication only. */
final class SessionEntry {
    @Nullable
    PeerId peer;

    /** What the peer's certificate says, where it authenticated by one. */
    Optional<CertifiedPeer> certificate = Optional.empty();

    /** The one that took its place. */
    @Nullable
    SessionEntry heir;

    /** When another IKE SA may be tried beside this one again. */
    long nextAttemptNs = Long.MIN_VALUE;

    /** The request that a responder's session began with. */
    final @Nullable Bytes firstRequest;

    /** Where a responder's session was initiated from. */
    final @Nullable InetAddress initiatedFrom;

    /** Whether the initiator of a responder's session showed that it is there. */
    final boolean showedCookie;

    private @Nullable IkeSession session;

    private SessionEntry(
            @Nullable PeerId peer,
            @Nullable Bytes firstRequest,
            @Nullable InetAddress initiatedFrom,
            boolean showedCookie) {
        this.peer = peer;
        this.firstRequest = firstRequest;
        this.initiatedFrom = initiatedFrom;
        this.showedCookie = showedCookie;
    }

    static SessionEntry initiator(PeerId peer) {
        return new SessionEntry(peer, null, null, false);
    }

    /** Of an IKE SA that may take the place of another one of the peer. */
    static SessionEntry successor(SessionEntry old, IkeSession session) {
        SessionEntry entry = new SessionEntry(old.peer, null, null, false);
        entry.certificate = old.certificate;
        entry.set(session);
        return entry;
    }

    static SessionEntry responder(IkeDatagram firstRequest, boolean showedCookie) {
        return new SessionEntry(
                null,
                firstRequest.content(),
                firstRequest.endpoints().addresses().remote(),
                showedCookie);
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
