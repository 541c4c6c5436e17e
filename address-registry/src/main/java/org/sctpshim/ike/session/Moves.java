package org.sctpshim.ike.session;

import java.util.List;
import org.sctpshim.ike.exchange.LatestUpdates;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.registry.AddressPair;

/**
 * How an IKE SA comes to run over another pair of addresses: this host moves it, the peer does (RFC 4555 section 3.5), or
 * a NAT did (RFC 7296 section 2.23). Where another IKE SA has its place already, that one moves.
 */
final class Moves {
    private final SessionScope scope;
    private final IkeSa sa;
    private final Pairing pairing;
    private final OwnRequests requests;
    private final IkeSaSuccession succession;
    private LatestUpdates latest = new LatestUpdates();

    Moves(SessionScope scope, IkeSa sa, Pairing pairing, OwnRequests requests, IkeSaSuccession succession) {
        this.scope = scope;
        this.sa = sa;
        this.pairing = pairing;
        this.requests = requests;
        this.succession = succession;
    }

    LatestUpdates latest() {
        return latest;
    }

    /** Goes on from where the IKE SA is whose place this one takes. */
    void inherit(Moves old) {
        latest = old.latest.ofSuccessor();
        pairing.use(old.pairing.current());
    }

    /** Leaves a pair that is none of this host's and the peer's pairs any more (initiator only). */
    void reconsider() {
        List<AddressPair> usable = pairing.usable();
        if (!usable.isEmpty() && !usable.contains(pairing.current())) {
            to(usable.get(0));
        }
    }

    /** Moves the IKE SA, which is the initiator's to do. */
    void to(AddressPair pair) {
        if (!scope.initiator || !sa.mobike()) {
            return;
        }
        latest.ownMoveBegins();
        pairing.use(pair);
        IkeSession heir = succession.heir();
        if (heir != null) {
            requests.reroute();
            heir.moveTo(pair, scope.nowNs());
            return;
        }
        scope.emit(new SessionEvent.Moved(pair));
        requests.announceMove(pair);
    }

    /** Takes the end points that the peer moved it to. */
    void byPeer(UdpEndpoints seen) {
        pairing.use(seen);
        requests.reroute();
        IkeSession heir = succession.heir();
        if (heir != null) {
            heir.movedByPeer(seen, scope.nowNs());
            return;
        }
        scope.emit(new SessionEvent.Moved(seen.addresses()));
    }

    /** A fresh message of a peer behind a NAT, or its ESP, tells where the NAT has it now, if nothing else can. */
    void follow(UdpEndpoints seen) {
        if (scope.nat.followsSilently(sa.mobike())
                && !seen.equals(pairing.endpoints())
                && scope.host.isAcceptable(sa.peer(), seen.addresses())) {
            byPeer(seen);
        }
    }
}
