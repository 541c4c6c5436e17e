package org.sctpshim.ike.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sctpshim.registry.PeerId;

/** The sessions of one host, by the SPI and role that name them, and by peer. A peer has one current session. */
final class SessionTable {
    private record Key(long initiatorSpi, boolean initiatedHere) {}

    private final Map<Key, SessionEntry> bySpi = new LinkedHashMap<>();
    private final Map<PeerId, SessionEntry> current = new LinkedHashMap<>();

    void add(SessionEntry entry) {
        bySpi.put(key(entry), entry);
        if (entry.peer != null) {
            current.putIfAbsent(entry.peer, entry);
        }
    }

    void remove(SessionEntry entry) {
        bySpi.remove(key(entry), entry);
        if (entry.peer != null) {
            current.remove(entry.peer, entry);
        }
    }

    void makeCurrent(SessionEntry entry, PeerId peer) {
        current.put(peer, entry);
    }

    /**
     * Finds a session.
     *
     * @param initiatedHere whether this host is the initiator, which is told by the sender's I flag being unset
     */
    @Nullable
    SessionEntry find(long initiatorSpi, boolean initiatedHere) {
        return bySpi.get(new Key(initiatorSpi, initiatedHere));
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

    long halfOpenResponders() {
        return bySpi.values().stream()
                .filter(entry ->
                        !entry.session().isInitiator() && entry.session().isHalfOpen())
                .count();
    }

    long deadlineNs() {
        return bySpi.values().stream()
                .mapToLong(entry -> entry.session().deadlineNs())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static Key key(SessionEntry entry) {
        return new Key(entry.session().initiatorSpi(), entry.session().isInitiator());
    }
}
