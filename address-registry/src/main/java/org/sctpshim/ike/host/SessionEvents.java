package org.sctpshim.ike.host;

import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.session.IkeSession;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PeerId;

/** Tells the registry and the driver what sessions tell, and takes their datagrams. */
final class SessionEvents {
    private final HostScope scope;
    private final ChildTransitions children;
    private final Encapsulations encapsulations;
    private final Reauthentications reauthentications;
    private final FailureRate failures = new FailureRate();

    /** Apart, since anybody can have this told under any address: that hides nobody's failed authentication. */
    private final FailureRate refusals = new FailureRate();

    SessionEvents(
            HostScope scope,
            ChildTransitions children,
            Encapsulations encapsulations,
            Reauthentications reauthentications) {
        this.scope = scope;
        this.children = children;
        this.encapsulations = encapsulations;
        this.reauthentications = reauthentications;
    }

    /** Takes up all that there is to tell and to send; false where no session told anything. */
    boolean takeUpAll() {
        boolean any = false;
        for (SessionEntry entry : scope.sessions.takeUsed()) {
            any |= takeUp(entry);
        }
        return any;
    }

    /** A stranger could fail as often as it likes: what is beyond the rate is counted and told with the next one. */
    private void tellFailure(SessionEvent.AuthenticationFailed failed) {
        failures.admit(scope.nowNs())
                .ifPresent(untold -> scope.emit(
                        new HostEvent.AuthenticationFailed(failed.pair(), failed.reason() + andMore(untold))));
    }

    private void tellRefusal(SessionEvent.NoCommonAlgorithms refused) {
        refusals.admit(scope.nowNs())
                .ifPresent(untold -> scope.emit(new HostEvent.InitiationRefused(
                        refused.pair(),
                        RefusedOffer.sentence(
                                        refused.pair().remote(),
                                        scope.parameters.session().profile(),
                                        refused.offered())
                                + andMore(untold))));
    }

    private static String andMore(long untold) {
        return untold == 0 ? "" : " (and " + untold + " more failures since the last that was told)";
    }

    /** One of a group that is not let in is nobody, as far as this host knows. */
    private void tellRefusal(SessionEvent.PeerRefused refused) {
        if (scope.peers.find(refused.peer()).isPresent()) {
            scope.emit(new HostEvent.IkeSaEnded(refused.peer(), refused.reason()));
        } else {
            tellFailure(new SessionEvent.AuthenticationFailed(refused.pair(), refused.reason()));
        }
    }

    private boolean takeUp(SessionEntry entry) {
        IkeSession session = entry.view();
        boolean any = false;
        for (var next = session.pollSuccessor(); next.isPresent(); next = session.pollSuccessor()) {
            any = true;
            scope.sessions.addBeside(SessionEntry.successor(entry, next.get()));
        }
        for (var event = session.pollEvent(); event.isPresent(); event = session.pollEvent()) {
            any = true;
            takeUp(entry, event.get());
        }
        for (var datagram = session.pollDatagram(); datagram.isPresent(); datagram = session.pollDatagram()) {
            scope.datagrams.add(datagram.get());
        }
        if (session.isClosed()) {
            scope.sessions.remove(entry);
        } else if (entry.peer != null) {
            any |= reauthentications.goOn(entry, entry.peer);
            any |= scope.ikeSas.closeUnused(entry);
        }
        scope.sessions.schedule(entry);
        tellEncapsulations(entry);
        return any;
    }

    private void tellEncapsulations(SessionEntry entry) {
        PeerId peer = entry.peer;
        if (peer != null && entry.heir == null) {
            encapsulations.tellChanges(entry, peer);
        }
    }

    private void takeUp(SessionEntry entry, SessionEvent event) {
        PeerId peer = entry.peer;
        if (event instanceof SessionEvent.AuthenticationFailed failed) {
            tellFailure(failed);
        }
        if (event instanceof SessionEvent.NoCommonAlgorithms refused) {
            tellRefusal(refused);
        }
        if (event instanceof SessionEvent.PeerRefused refused) {
            tellRefusal(refused);
        }
        if (peer == null) {
            return; // A responder's handshake that ended before it was authenticated concerns nobody.
        }
        if (event instanceof SessionEvent.ChildEstablished established) {
            children.established(entry, peer, established);
        } else if (event instanceof SessionEvent.ChildRemoved removed) {
            children.removed(peer, removed);
        } else if (event instanceof SessionEvent.ChildRetired retired) {
            children.retired(peer, retired);
        } else if (event instanceof SessionEvent.ChildRekeyFailed failed) {
            scope.emit(new HostEvent.ChildRekeyFailed(peer, failed.path(), failed.spis(), failed.reason()));
        } else if (event instanceof SessionEvent.IkeSaReplaced replaced) {
            replaced(entry, peer, replaced);
        } else if (event instanceof SessionEvent.IkeRekeyFailed failed) {
            scope.emit(new HostEvent.IkeSaRekeyFailed(peer, failed.reason()));
        } else if (event instanceof SessionEvent.ChildRefused refused) {
            // Also of an attempt beside the current IKE SA: nobody negotiates the path any more.
            scope.registry.childRefused(peer, refused.path(), refused.temporary(), refused.reason(), scope.nowNs());
        } else if (event instanceof SessionEvent.ReauthenticationDue) {
            reauthentications.begin(entry, peer);
        } else if (event instanceof SessionEvent.Closed closed) {
            ended(entry, peer, closed.reason());
        } else {
            scope.ikeSas.heard(entry, peer, event);
            if (scope.speaksFor(entry)) {
                tellRegistry(entry, peer, event);
            }
        }
    }

    private void replaced(SessionEntry entry, PeerId peer, SessionEvent.IkeSaReplaced event) {
        SessionEntry heir = scope.sessions.find(event.ownSpi(), event.role());
        if (heir == null) {
            return;
        }
        boolean wasCurrent = scope.isCurrent(entry);
        entry.heir = heir;
        heir.standing = entry.standing;
        reauthentications.replaced(entry, heir);
        heir.encapsulated.putAll(entry.encapsulated);
        if (wasCurrent) {
            scope.sessions.makeCurrent(heir, peer);
        }
        if (heir.stands()) {
            scope.emit(new HostEvent.IkeSaRekeyed(peer, event.byThisHost()));
        }
    }

    private void tellRegistry(SessionEntry entry, PeerId peer, SessionEvent event) {
        if (event instanceof SessionEvent.AddressesListed listed) {
            scope.registry.peerListed(peer, listed.addresses(), listed.nats(), scope.nowNs());
            entry.session().reconsiderPair(scope.nowNs());
        } else if (event instanceof SessionEvent.NatsFound found) {
            scope.registry.natsFound(peer, found.nats(), scope.nowNs());
        } else if (event instanceof SessionEvent.Moved moved) {
            scope.registry.peerMoved(peer, moved.pair(), scope.nowNs());
            scope.emit(new HostEvent.IkeSaMoved(peer, moved.pair()));
        } else if (event instanceof SessionEvent.ReachabilityShown shown) {
            scope.registry.reachabilityShown(peer, shown.pair(), scope.nowNs());
            entry.session().reconsiderPair(scope.nowNs());
        } else if (event instanceof SessionEvent.ReachabilityFailed failed) {
            scope.registry.reachabilityFailed(peer, failed.pair(), scope.nowNs());
        } else if (event instanceof SessionEvent.ReachabilityAnswered answered) {
            scope.registry.reachabilityAnswered(peer, answered.local(), scope.nowNs());
        }
    }

    private void ended(SessionEntry entry, PeerId peer, String reason) {
        AddressPair attempted = entry.standing == null ? entry.only : null;
        scope.ikeSas.ended(entry, peer, reason);
        reauthentications.ended(entry);
        if (attempted != null && !scope.ikeSas.isAttempted(peer, attempted)) {
            scope.registry.pairFailed(peer, attempted, scope.nowNs());
        }
    }
}
