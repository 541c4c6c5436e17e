package org.sctpshim.ike.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SpiPair;

/**
 * The sessions of one host: by the SPI that this host chose, by the first request, and by peer. A peer has one current
 * session.
 *
 * <p>Before the responder's SPI is known a request is told by all its octets (RFC 7296 section 2.1), so that somebody
 * who sends another one with the same SPI first does not keep the real one out.
 */
final class SessionTable {
    private record Key(long ownSpi, boolean initiatedHere) {}

    private final Map<Key, SessionEntry> bySpi = new LinkedHashMap<>();
    private final Map<Bytes, SessionEntry> byFirstRequest = new LinkedHashMap<>();
    private final Map<PeerId, SessionEntry> current = new LinkedHashMap<>();

    private final HalfOpenSessions halfOpen = new HalfOpenSessions();

    void add(SessionEntry entry) {
        bySpi.put(key(entry), entry);
        halfOpen.add(entry);
        if (entry.firstRequest != null) {
            byFirstRequest.put(entry.firstRequest, entry);
        }
        if (entry.peer != null) {
            current.putIfAbsent(entry.peer, entry);
        }
    }

    /** Adds a session that does not stand for its peer. */
    void addBeside(SessionEntry entry) {
        bySpi.put(key(entry), entry);
    }

    void remove(SessionEntry entry) {
        bySpi.remove(key(entry), entry);
        halfOpen.remove(entry);
        if (entry.firstRequest != null) {
            byFirstRequest.remove(entry.firstRequest, entry);
        }
        if (entry.peer != null) {
            current.remove(entry.peer, entry);
        }
    }

    void makeCurrent(SessionEntry entry, PeerId peer) {
        current.put(peer, entry);
        halfOpen.remove(entry);
    }

    /** Finds the session of a message by the SPI in it that this host chose; the sender's I flag tells which one. */
    @Nullable
    SessionEntry find(IkeHeader header) {
        return bySpi.get(
                header.initiator() ? new Key(header.responderSpi(), false) : new Key(header.initiatorSpi(), true));
    }

    /** Finds a session by the SPI that this host chose and its role in the exchange that made it. */
    @Nullable
    SessionEntry find(long ownSpi, Role role) {
        return bySpi.get(new Key(ownSpi, role == Role.INITIATOR));
    }

    /** The session whose Child SA it is. */
    @Nullable
    SessionEntry owning(SpiPair spis) {
        return bySpi.values().stream()
                .filter(entry -> entry.session().hasChild(spis) && entry.heir == null)
                .findFirst()
                .orElse(null);
    }

    /** Finds the session that answered this first request. */
    @Nullable
    SessionEntry answered(Bytes firstRequest) {
        return byFirstRequest.get(firstRequest);
    }

    @Nullable
    SessionEntry ofPeer(PeerId peer) {
        return current.get(peer);
    }

    /** The attempt to establish another IKE SA with a peer, beside the current one. */
    @Nullable
    SessionEntry attemptBeside(SessionEntry current) {
        return bySpi.values().stream()
                .filter(entry -> entry != current
                        && Objects.equals(entry.peer, current.peer)
                        && entry.session().isInitiator()
                        && entry.session().isHalfOpen())
                .findFirst()
                .orElse(null);
    }

    /** All sessions, as a copy. */
    List<SessionEntry> all() {
        return new ArrayList<>(bySpi.values());
    }

    /** Those that others initiated and that are not authenticated. */
    HalfOpenSessions halfOpen() {
        return halfOpen;
    }

    long deadlineNs() {
        return bySpi.values().stream()
                .mapToLong(entry -> entry.session().deadlineNs())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static Key key(SessionEntry entry) {
        return new Key(entry.session().ownSpi(), entry.session().role() == Role.INITIATOR);
    }
}
