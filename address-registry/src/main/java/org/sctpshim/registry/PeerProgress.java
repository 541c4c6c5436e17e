package org.sctpshim.registry;

import java.net.InetAddress;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/**
 * Takes a peer as far as it can go: has it contacted, judges its addresses anew, tells it of this host's, has its
 * addresses checked and its paths negotiated. Called after whatever may have changed any of it.
 */
final class PeerProgress {
    private final PeerTable peers;
    private final AssociationTable associations;
    private final PathNegotiation negotiation;
    private final Queue<RegistryWish> wishes;
    private final Deadlines<PeerId> deadlines = new Deadlines<>();

    PeerProgress(
            PeerTable peers, AssociationTable associations, PathNegotiation negotiation, Queue<RegistryWish> wishes) {
        this.peers = peers;
        this.associations = associations;
        this.negotiation = negotiation;
        this.wishes = wishes;
    }

    /** Re-evaluates every address of a peer and does what follows from it. */
    void advance(PeerRecord peer, long nowNs) {
        goOn(peer, nowNs);
        deadlines.set(peer.id, deadlineNs(peer));
    }

    void advanceAll(long nowNs) {
        peers.all().forEach(peer -> advance(peer, nowNs));
    }

    /** A peer is not looked at any more. */
    void forget(PeerId peer) {
        deadlines.remove(peer);
    }

    /** Does what has fallen due. */
    void timeout(long nowNs) {
        deadlines.due(nowNs).forEach(peer -> advance(peers.existing(peer), nowNs));
        // What another peer held may be free meanwhile.
        peers.contested().forEach(peer -> advance(peers.existing(peer), nowNs));
    }

    /** When {@link #timeout} wants to be called; {@link Long#MAX_VALUE} for never. */
    long deadlineNs() {
        return deadlines.nextNs();
    }

    /** The addresses of this host that a peer is told of: those of its associations and of the listening ends. */
    List<InetAddress> advertisedTo(PeerId peer) {
        return List.copyOf(associations.localsFor(peer));
    }

    private long deadlineNs(PeerRecord peer) {
        if (peer.contact == PeerRecord.Contact.NONE && wantsContact(peer)) {
            return peer.contactBackoff.notBeforeNs();
        }
        if (!peer.isEstablished()) {
            return Long.MAX_VALUE;
        }
        long negotiations = negotiation.deadlineNs(peer);
        return peer.addresses.mobike()
                ? Math.min(negotiations, peer.proofs.deadlineNs(peer.addresses, associations.localsFor(peer.id)))
                : negotiations;
    }

    private void goOn(PeerRecord peer, long nowNs) {
        contact(peer, nowNs);
        peers.judge(peer, (address, verdict) -> negotiation.groundLost(peer, address, verdict, nowNs));
        if (!peer.isEstablished()) {
            return;
        }
        negotiation.pairsLost(peer, nowNs);
        advertise(peer);
        if (peer.addresses.mobike()) {
            Set<InetAddress> locals = associations.localsFor(peer.id);
            for (AddressPair pair : peer.proofs.due(peer.addresses, locals, nowNs)) {
                wishes.add(new RegistryWish.ProveReachability(peer.id, pair));
            }
        }
        negotiation.plan(peer, nowNs);
        negotiation.negotiate(peer, nowNs);
    }

    private void contact(PeerRecord peer, long nowNs) {
        if (peer.contact == PeerRecord.Contact.NONE && wantsContact(peer) && peer.contactBackoff.due(nowNs)) {
            peer.contact = PeerRecord.Contact.ESTABLISHING;
            wishes.add(new RegistryWish.EstablishPeer(peer.id, advertisedTo(peer.id)));
        }
    }

    private boolean wantsContact(PeerRecord peer) {
        return associations.of(peer.id).stream().anyMatch(Association::openedHere);
    }

    private void advertise(PeerRecord peer) {
        List<InetAddress> now = advertisedTo(peer.id);
        if (!now.equals(peer.advertised) && !now.isEmpty() && peer.addresses.mobike()) {
            peer.advertised = now;
            wishes.add(new RegistryWish.AdvertiseAddresses(peer.id));
        }
    }
}
