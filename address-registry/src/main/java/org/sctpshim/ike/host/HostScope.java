package org.sctpshim.ike.host;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.auth.RevocationQuery;
import org.sctpshim.ike.crypto.RandomSource;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.registry.AddressRegistry;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SpiPair;

/** What every part of one host shares: its surroundings, the time of the current call, and what comes out. */
final class HostScope {
    final HostParameters parameters;
    final RandomSource random;
    final InsecureKeyLog keyLog;
    final AddressRegistry registry = new AddressRegistry();
    final PeerDirectory peers;
    final SessionTable sessions = new SessionTable();
    final PeerIkeSas ikeSas = new PeerIkeSas(this);
    final RevocationCache revocation = new RevocationCache(this);
    final CertificateWatch certificates;
    final EspSpis espSpis;
    final DropCounters drops = new DropCounters();
    final Queue<HostEvent> events = new ArrayDeque<>();
    final Queue<IkeDatagram> datagrams = new ArrayDeque<>();
    private long nowNs;

    HostScope(HostParameters parameters, RandomSource random, InsecureKeyLog keyLog) {
        this.parameters = parameters;
        this.random = random;
        this.keyLog = keyLog;
        this.peers = new PeerDirectory(parameters.peers());
        this.espSpis = new EspSpis(random);
        this.certificates = new CertificateWatch(this);
        peers.all().forEach(peer -> registry.addPeer(peer.id(), peer.policy(), peer.ikeSaPerPair()));
    }

    /** Takes in a peer that proved who it is: one of a group is a peer of its own from here on. */
    void admit(PeerEntry peer) {
        peers.admit(peer)
                .ifPresent(admitted -> registry.addPeer(admitted.id(), admitted.policy(), admitted.ikeSaPerPair()));
    }

    /** Forgets the peers of groups that have no session any more, and with that nothing. */
    void forgetThoseGone() {
        for (PeerId peer : sessions.takeAbandoned()) {
            if (sessions.with(peer).isEmpty() && peers.forget(peer)) {
                registry.removePeer(peer, nowNs);
                emit(new HostEvent.PeerGone(peer));
            }
        }
    }

    /** The time that the current call brought. */
    long nowNs() {
        return nowNs;
    }

    void setNow(long now) {
        nowNs = now;
    }

    void emit(HostEvent event) {
        events.add(event);
    }

    /** Has those of the queries asked that are not being asked already. */
    void askRevocation(Set<RevocationQuery> queries) {
        Set<RevocationQuery> toAsk = revocation.toAsk(queries);
        if (!toAsk.isEmpty()) {
            emit(new HostEvent.AskRevocation(toAsk));
        }
    }

    /** The session whose Child SA it is: the one that its SPI was reserved for, or that took that one's place. */
    @Nullable
    SessionEntry owning(SpiPair spis) {
        SessionEntry owner = espSpis.reservedBy(spis.inbound());
        while (owner != null && owner.heir != null) {
            owner = owner.heir;
        }
        return owner != null && owner.view().hasChild(spis) ? owner : null;
    }

    /** Whether the session is the one that speaks for its peer, or that one took its place. */
    boolean speaksFor(SessionEntry entry) {
        return isCurrent(lastOf(entry));
    }

    /** Whether Child SAs of the session are the peer's: it stands, or one that took its place does. */
    boolean stands(SessionEntry entry) {
        return lastOf(entry).stands();
    }

    private static SessionEntry lastOf(SessionEntry entry) {
        SessionEntry last = entry;
        for (SessionEntry next = entry.heir; next != null; next = next.heir) {
            last = next;
        }
        return last;
    }

    /** Whether the session is the one that speaks for its peer. */
    boolean isCurrent(SessionEntry entry) {
        PeerId peer = entry.peer;
        return peer != null && sessions.ofPeer(peer) == entry;
    }
}
