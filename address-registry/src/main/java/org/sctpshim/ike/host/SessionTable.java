package org.sctpshim.ike.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.registry.Deadlines;
import org.sctpshim.registry.PeerId;

/**
 * The sessions of one host: by the SPI that this host chose, by the first request, and by peer. Of those with a peer one is
 * current: it speaks for the peer.
 *
 * <p>Before the responder's SPI is known a request is told by all its octets (RFC 7296 section 2.1), so that somebody
 * who sends another one with the same SPI first does not keep the real one out.
 */
final class SessionTable {
    private record Key(long ownSpi, boolean initiatedHere) {}

    private final Map<Key, SessionEntry> bySpi = new LinkedHashMap<>();
    private final Map<Bytes, SessionEntry> byFirstRequest = new LinkedHashMap<>();
    private final Map<PeerId, SessionEntry> current = new LinkedHashMap<>();

    private final Map<PeerId, Set<SessionEntry>> byPeer = new LinkedHashMap<>();
    private final Set<PeerId> abandoned = new LinkedHashSet<>();
    private final Set<SessionEntry> used = new LinkedHashSet<>();
    private final Deadlines<SessionEntry> deadlines = new Deadlines<>();
    private final HalfOpenSessions halfOpen = new HalfOpenSessions();

    void add(SessionEntry entry) {
        addBeside(entry);
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
        entry.onUse(used::add);
        used.add(entry);
        if (entry.peer != null) {
            note(entry, entry.peer);
        }
    }

    private void note(SessionEntry entry, PeerId peer) {
        byPeer.computeIfAbsent(peer, any -> new LinkedHashSet<>()).add(entry);
    }

    void remove(SessionEntry entry) {
        bySpi.remove(key(entry), entry);
        deadlines.remove(entry);
        entry.onUse(any -> {});
        halfOpen.remove(entry);
        if (entry.firstRequest != null) {
            byFirstRequest.remove(entry.firstRequest, entry);
        }
        if (entry.peer != null) {
            current.remove(entry.peer, entry);
            Set<SessionEntry> others = byPeer.get(entry.peer);
            if (others != null && others.remove(entry) && others.isEmpty()) {
                byPeer.remove(entry.peer);
                abandoned.add(entry.peer);
            }
        }
    }

    void makeCurrent(SessionEntry entry, PeerId peer) {
        current.put(peer, entry);
        note(entry, peer);
        halfOpen.remove(entry);
    }

    /** It is authenticated, and another one goes on speaking for the peer. */
    void standBeside(SessionEntry entry, PeerId peer) {
        note(entry, peer);
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
        PeerId peer = current.peer;
        if (peer == null) {
            return null;
        }
        return with(peer).stream()
                .filter(entry -> entry != current
                        && entry.assertsInitialContact
                        && entry.view().isInitiator()
                        && entry.view().isHalfOpen())
                .findFirst()
                .orElse(null);
    }

    /** All sessions, as a copy. */
    List<SessionEntry> all() {
        return new ArrayList<>(bySpi.values());
    }

    /** The sessions with a peer, as a copy. */
    List<SessionEntry> with(PeerId peer) {
        return List.copyOf(byPeer.getOrDefault(peer, Set.of()));
    }

    /** Those that others initiated and that are not authenticated. */
    HalfOpenSessions halfOpen() {
        return halfOpen;
    }

    /** Those that something was done with since the last call, and those beside them that may have felt it. */
    List<SessionEntry> takeUsed() {
        Set<SessionEntry> all = new LinkedHashSet<>();
        for (SessionEntry entry : used) {
            all.add(entry);
            if (entry.peer != null) {
                all.addAll(byPeer.getOrDefault(entry.peer, Set.of()));
            }
        }
        used.clear();
        return List.copyOf(all);
    }

    /** The peers whose last session has ended since the last call; another one may have begun. */
    List<PeerId> takeAbandoned() {
        List<PeerId> taken = List.copyOf(abandoned);
        abandoned.clear();
        return taken;
    }

    /** Takes note of when the session wants to be called. */
    void schedule(SessionEntry entry) {
        if (bySpi.containsKey(key(entry))) {
            deadlines.set(entry, entry.view().deadlineNs());
        }
    }

    /** Those whose time has come. */
    List<SessionEntry> due(long nowNs) {
        return deadlines.due(nowNs);
    }

    int size() {
        return bySpi.size();
    }

    long deadlineNs() {
        return deadlines.nextNs();
    }

    private static Key key(SessionEntry entry) {
        return new Key(entry.view().ownSpi(), entry.view().role() == Role.INITIATOR);
    }
}
