package org.sctpshim.ike.host;

import java.util.List;
import java.util.Optional;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.registry.PeerClaim;
import org.sctpshim.registry.PeerId;

/**
 * The IKE SAs that there are with one peer beside each other. One speaks for the peer: its claim is what the registry
 * goes by, and the exchanges of MOBIKE go over it. The others hold Child SAs, and one of them takes over when it ends.
 *
 * <p>There are several where a peer authenticates anew before the old IKE SA is gone (RFC 7296 section 2.8.3), or has one
 * for each pair of addresses. INITIAL_CONTACT says that there is no other (section 2.4): then the older ones are dropped.
 */
final class PeerIkeSas {
    /** The most that a peer may have: one for each of four addresses with four, twice while they are replaced. */
    static final int MOST = 32;

    private final HostScope scope;

    PeerIkeSas(HostScope scope) {
        this.scope = scope;
    }

    /** Those that are established and that no other took the place of, oldest first. */
    List<SessionEntry> with(PeerId peer) {
        return scope.sessions.with(peer).stream().filter(SessionEntry::stands).toList();
    }

    /** The one that runs over the pair, if each pair is to have its own; else the one that speaks for the peer. */
    Optional<SessionEntry> over(PeerId peer, AddressPair pair) {
        if (!scope.registry.oneIkeSaPerPair(peer)) {
            return Optional.ofNullable(scope.sessions.ofPeer(peer));
        }
        return with(peer).stream()
                .filter(entry -> entry.pair().filter(pair::equals).isPresent())
                .findFirst();
    }

    /** An IKE SA with the peer is authenticated. */
    void authenticated(SessionEntry entry, PeerId peer, PeerClaim claim, boolean initialContact) {
        boolean initiator = entry.peer != null;
        SessionEntry before = scope.sessions.ofPeer(peer);
        Optional.ofNullable(entry.identified).ifPresent(scope::admit);
        HostPeer known = scope.peers.existing(peer);
        AddressPolicy inForce =
                known.identityAddresses().inForce(known.policy(), known.entry().identification(), entry.certificate);
        entry.peer = peer;
        entry.standing = new SessionEntry.Standing(claim, inForce);
        boolean alone = initialContact || entry.assertsInitialContact;
        if (!alone && before != null && before != entry && before.stands()) {
            beside(entry, peer, before, initiator);
            return;
        }
        scope.sessions.makeCurrent(entry, peer);
        if (before != null && before != entry) {
            String reason = "a newer IKE SA with the peer took its place";
            before.session().abandon(reason, scope.nowNs());
            with(peer).stream()
                    .filter(other -> other != entry)
                    .forEach(other -> other.session().abandon(reason, scope.nowNs()));
            abandonAttempts(entry, peer, reason);
            scope.registry.peerLost(peer, reason, scope.nowNs());
        }
        scope.registry.peerEstablished(peer, claim, inForce, scope.nowNs());
        scope.emit(new HostEvent.IkeSaEstablished(peer, known.entry().identification(), claim.current(), initiator));
    }

    /** What was to stand beside those that are gone. */
    private void abandonAttempts(SessionEntry entry, PeerId peer, String reason) {
        scope.sessions.with(peer).stream()
                .filter(other -> other != entry
                        && !other.assertsInitialContact
                        && other.view().isInitiator()
                        && other.view().isHalfOpen())
                .forEach(other -> other.session().abandon(reason, scope.nowNs()));
    }

    /**
     * Deletes one that this host initiated beside others if it has no Child SA any more, as where two came to be made for
     * one pair; false where it is of use.
     */
    boolean closeUnused(SessionEntry entry) {
        SessionEntry old = entry.predecessor;
        boolean unused = entry.stands()
                && !scope.isCurrent(entry)
                && entry.view().isInitiator()
                && entry.view().isUnused()
                && !(old != null && old.stands());
        if (unused) {
            entry.session().close("nothing is left to be protected under it", scope.nowNs());
        }
        return unused;
    }

    /** Whether another IKE SA over the pair is being established. */
    boolean isAttempted(PeerId peer, AddressPair pair) {
        return scope.sessions.with(peer).stream()
                .anyMatch(other -> pair.equals(other.only) && other.view().isHalfOpen());
    }

    private void beside(SessionEntry entry, PeerId peer, SessionEntry before, boolean initiator) {
        AddressPair pair = entry.pair().orElseThrow();
        scope.sessions.standBeside(entry, peer);
        tellRegistry(peer);
        scope.emit(new HostEvent.FurtherIkeSaEstablished(peer, pair, initiator));
        if (before.pair().filter(pair::equals).isPresent()) {
            // A peer that was restarted need not say so; the old IKE SA is dead then.
            before.session().testLiveness(scope.nowNs());
        }
    }

    /** An IKE SA, or the attempt at one, has ended. */
    void ended(SessionEntry entry, PeerId peer, String reason) {
        boolean wasCurrent = scope.isCurrent(entry);
        Optional<AddressPair> pair = entry.heir == null ? entry.pair() : Optional.empty();
        scope.sessions.remove(entry);
        Optional<SessionEntry> next = with(peer).stream().findFirst();
        if (wasCurrent && next.isEmpty()) {
            scope.emit(new HostEvent.IkeSaEnded(peer, reason));
            scope.registry.peerLost(peer, reason, scope.nowNs());
            return;
        }
        if (wasCurrent) {
            speaks(next.get(), peer);
        }
        pair.ifPresent(lost -> {
            tellRegistry(peer);
            scope.registry.pairFailed(peer, lost, scope.nowNs());
            scope.emit(new HostEvent.FurtherIkeSaEnded(peer, lost, reason));
        });
    }

    /** From now on this one speaks for the peer. */
    void speaks(SessionEntry entry, PeerId peer) {
        SessionEntry.Standing standing = entry.standing;
        if (standing != null) {
            scope.sessions.makeCurrent(entry, peer);
            AddressPolicy inForce = scope.peers.existing(peer).inForce(entry.certificate);
            scope.registry.peerContinues(peer, standing.claim(), inForce, scope.nowNs());
            tellRegistry(peer);
        }
    }

    /** Keeps in mind what the peer says of its addresses over any of them. */
    void heard(SessionEntry entry, PeerId peer, SessionEvent event) {
        SessionEntry.Standing standing = entry.standing;
        if (standing == null) {
            return;
        }
        if (event instanceof SessionEvent.AddressesListed listed) {
            entry.standing = standing.with(standing.claim().listing(listed.addresses(), listed.nats()));
        } else if (event instanceof SessionEvent.Moved moved) {
            entry.standing = standing.with(standing.claim().over(moved.pair()));
            if (!scope.isCurrent(entry)) {
                tellRegistry(peer);
            }
        }
    }

    private void tellRegistry(PeerId peer) {
        scope.registry.peerAlsoAt(
                peer,
                with(peer).stream()
                        .filter(entry -> !scope.isCurrent(entry))
                        .flatMap(entry -> entry.pair().stream())
                        .toList(),
                scope.nowNs());
    }
}
