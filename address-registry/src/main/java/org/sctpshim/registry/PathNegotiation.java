package org.sctpshim.registry;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Takes paths from planned to protected and back: plans them, has their Child SAs negotiated and deleted, and takes
 * note of what came of it. Whoever calls re-evaluates the peer afterwards.
 */
final class PathNegotiation {
    /**
     * How long a path waits for the peer to check its local address: asked before, the peer would only put it off
     * (TEMPORARY_FAILURE), and a round trip is lost.
     */
    private static final long PEER_CHECK_NS = 250_000_000L;

    private final PeerTable peers;
    private final AssociationTable associations;
    private final PathTable paths;
    private final Queue<RegistryWish> wishes;
    private final Queue<RegistryEvent> events;

    PathNegotiation(
            PeerTable peers,
            AssociationTable associations,
            PathTable paths,
            Queue<RegistryWish> wishes,
            Queue<RegistryEvent> events) {
        this.peers = peers;
        this.associations = associations;
        this.paths = paths;
        this.wishes = wishes;
        this.events = events;
    }

    /** Plans every local address with every authorised one of the peer, crossed pairs included. */
    void plan(PeerRecord peer, long nowNs) {
        for (Association association : associations.of(peer.id)) {
            if (association.openedHere()) {
                for (InetAddress remote : peer.addresses.destinations()) {
                    plan(association, remote, peer, nowNs);
                }
            }
        }
    }

    private void plan(Association association, InetAddress remote, PeerRecord peer, long nowNs) {
        for (InetAddress local : association.locals()) {
            if (AddressPair.sameFamily(local, remote) && peer.addresses.mayPair(new AddressPair(local, remote))) {
                PathId id = new PathId(new AddressPair(local, remote), association.ports());
                if (paths.find(peer.id, id).isEmpty()) {
                    Path path = paths.findOrAdd(id, association);
                    if (peer.willCheck(local)) {
                        path.backoff.notBefore(nowNs + PEER_CHECK_NS);
                    }
                }
            }
        }
    }

    /** Has the Child SAs of planned paths negotiated whose turn it is. */
    void negotiate(PeerRecord peer, long nowNs) {
        for (Path path : paths.of(peer.id)) {
            if (path.state() == PathState.PLANNED && mayNegotiate(path) && path.backoff.due(nowNs)) {
                negotiate(peer, path);
            }
        }
    }

    private void negotiate(PeerRecord peer, Path path) {
        if (needsIkeSa(peer, path)) {
            peer.pairsUnderWay.add(path.id.pair());
            wishes.add(new RegistryWish.EstablishPair(peer.id, path.id.pair()));
        } else {
            path.negotiating();
            wishes.add(new RegistryWish.NegotiatePath(peer.id, path.id));
        }
    }

    /** Whether an IKE SA over the path's own pair is to come first. */
    private static boolean needsIkeSa(PeerRecord peer, Path path) {
        return peer.addresses.oneIkeSaPerPair() && !peer.addresses.hasIkeSaOver(path.id.pair());
    }

    private boolean mayNegotiate(Path path) {
        PeerRecord peer = peers.existing(path.association.peer());
        InetAddress remote = path.id.pair().remote();
        boolean ground = needsIkeSa(peer, path)
                ? peer.addresses.permits(remote) && !peer.pairsUnderWay.contains(path.id.pair())
                : peer.addresses.isAuthorised(remote);
        return path.association.openedHere()
                && peer.isEstablished()
                && peer.addresses.mayPair(path.id.pair())
                && ground;
    }

    /** When the turn of the peer's next path comes to be negotiated; {@link Long#MAX_VALUE} for none. */
    long deadlineNs(PeerRecord peer) {
        long next = Long.MAX_VALUE;
        for (Path path : paths.of(peer.id)) {
            if (path.state() == PathState.PLANNED && mayNegotiate(path)) {
                next = Math.min(next, path.backoff.notBeforeNs());
            }
        }
        return next;
    }

    /**
     * The path whose Child SA is negotiated within IKE_AUTH, if an association that this host opened has one on the
     * pair; it is negotiating from then on. One that is protected already comes last: an IKE SA that is tried beside a
     * silent one protects it anew.
     */
    Optional<PathId> firstPath(PeerId peer, AddressPair pair) {
        boolean held = peers.holder(pair.remote(), peer).isPresent();
        if (held || !peers.existing(peer).addresses.permits(pair.remote())) {
            return Optional.empty();
        }
        @Nullable Path again = null;
        for (Association association : associations.of(peer)) {
            if (association.openedHere() && association.locals().contains(pair.local())) {
                Path path = paths.findOrAdd(new PathId(pair, association.ports()), association);
                if (path.state() != PathState.PROTECTED) {
                    path.negotiating();
                    return Optional.of(path.id);
                }
                again = again == null ? path : again;
            }
        }
        return Optional.ofNullable(again).map(path -> path.id);
    }

    /**
     * A path's Child SA is agreed.
     *
     * @return whether the path is still wanted; if not, the Child SA must not be installed, and be deleted
     */
    boolean established(PeerId peer, PathId id, SpiPair spis, long nowNs) {
        boolean local = associations.isLocal(peer, id);
        if (!local || !mayBeProtected(peers.existing(peer), id)) {
            paths.find(peer, id)
                    .filter(path -> path.state() == PathState.NEGOTIATING)
                    .ifPresent(path -> path.unprotected(nowNs));
            return false;
        }
        Association association = associations
                .find(peer, id.ports())
                .orElseGet(() -> associations.add(peer, id.ports(), Association.Opener.PEER, List.of()));
        if (!association.openedHere()) {
            association.locals().add(id.pair().local());
        }
        Path path = paths.findOrAdd(id, association);
        path.protectedBy(spis);
        // The end that opened the association replaces its SAs; a peer that leaves old ones is helped.
        boolean ours = association.openedHere();
        path.superfluous(ours ? 0 : 1)
                .forEach(old -> wishes.add(
                        ours
                                ? new RegistryWish.RetireChild(peer, id, old)
                                : new RegistryWish.DeleteChild(peer, id, old)));
        events.add(new RegistryEvent.PathProtected(peer, id, spis));
        return true;
    }

    /** By the rule as it is now: what it last came to may be from before the peer asked for this address. */
    private boolean mayBeProtected(PeerRecord peer, PathId id) {
        return peer.addresses.mayPair(id.pair())
                && peers.evaluate(peer, id.pair().remote()) == AuthorisationRule.Verdict.AUTHORISED;
    }

    /**
     * A path's Child SA was replaced by another, and whoever asked for that deletes the old one.
     *
     * @return whether the path is still wanted; if not, the new one must not be used, and be deleted
     */
    boolean rekeyed(PeerId peer, PathId id, SpiPair fresh, long nowNs) {
        Optional<Path> path = paths.find(peer, id).filter(each -> each.state() == PathState.PROTECTED);
        if (path.isEmpty()
                || !peers.existing(peer).addresses.isAuthorised(id.pair().remote())) {
            return established(peer, id, fresh, nowNs);
        }
        path.get().protectedBy(fresh);
        return true;
    }

    /**
     * The peer refused a path's Child SA.
     *
     * @param temporary the peer asked to be asked again shortly
     */
    void refused(PeerId peer, PathId id, boolean temporary, String reason, long nowNs) {
        paths.find(peer, id)
                .filter(path -> path.state() == PathState.NEGOTIATING)
                .ifPresent(path -> {
                    if (temporary) {
                        path.unprotected(nowNs);
                    } else if (path.refused(reason, nowNs)) {
                        events.add(new RegistryEvent.PathRefused(peer, id, reason));
                    }
                });
    }

    /** Whoever was asked to negotiate may be gone. */
    void beginAnew(PeerRecord peer, long nowNs) {
        paths.of(peer.id).stream()
                .filter(path -> path.state() == PathState.NEGOTIATING)
                .forEach(path -> path.unprotected(nowNs));
    }

    /** No IKE SA could be established over a pair. */
    void pairFailed(PeerRecord peer, AddressPair pair, long nowNs) {
        paths.of(peer.id).stream()
                .filter(path ->
                        path.state() != PathState.PROTECTED && path.id.pair().equals(pair))
                .forEach(path -> path.unprotected(nowNs));
    }

    /** What the peer put off until it had checked this host's address is asked for again at once. */
    void hurry(PeerId peer, InetAddress local) {
        peers.existing(peer).checkedLocals.add(local);
        paths.of(peer).stream()
                .filter(path -> path.state() == PathState.PLANNED
                        && path.id.pair().local().equals(local))
                .forEach(path -> path.backoff.hurry());
    }

    /** A Child SA is gone: the peer deleted it, or this host did. */
    void removed(PeerId peer, PathId id, SpiPair spis, String reason, long nowNs) {
        paths.find(peer, id).ifPresent(path -> {
            if (path.isProtectedBy(spis)) {
                lose(path, reason, nowNs);
                path.putOff(nowNs);
            } else {
                path.forget(spis);
            }
        });
    }

    /** An address is not authorised: what is protected on the ground of it is withdrawn. */
    void groundLost(PeerRecord peer, InetAddress address, AuthorisationRule.Verdict verdict, long nowNs) {
        for (Path path : paths.of(peer.id)) {
            if (path.state() == PathState.PROTECTED && path.id.pair().remote().equals(address)) {
                path.spis().ifPresent(spis -> wishes.add(new RegistryWish.DeleteChild(peer.id, path.id, spis)));
                lose(path, address.getHostAddress() + ": " + verdict.sentence(), nowNs);
            }
        }
    }

    /** A NAT was seen, or the IKE SA moved behind one: what neither end can know the addresses of is withdrawn. */
    void pairsLost(PeerRecord peer, long nowNs) {
        for (Path path : paths.of(peer.id)) {
            if (path.state() == PathState.PROTECTED && !peer.addresses.mayPair(path.id.pair())) {
                path.spis().ifPresent(spis -> wishes.add(new RegistryWish.DeleteChild(peer.id, path.id, spis)));
                lose(path, "a NAT is between, and only the pair of the IKE SA is known to both ends", nowNs);
            }
        }
    }

    /** The IKE SA with the peer ended, and every Child SA with it. */
    void loseAll(PeerId peer, String reason, long nowNs) {
        paths.of(peer).forEach(path -> lose(path, reason, nowNs));
    }

    /** A path has no SA any more; one that this host opened is planned anew, one that the peer opened is gone. */
    private void lose(Path path, String reason, long nowNs) {
        if (path.state() == PathState.PROTECTED) {
            events.add(new RegistryEvent.PathLost(path.association.peer(), path.id, reason));
        }
        deleteReplaced(path);
        if (path.association.openedHere()) {
            path.unprotected(nowNs);
        } else {
            paths.remove(path);
            if (paths.of(path.association.id()).isEmpty()) {
                associations.remove(path.association.id());
            }
        }
    }

    /** A path goes for good, because of something this host decided. */
    void withdraw(Path path, String reason) {
        path.spis().ifPresent(spis -> {
            wishes.add(new RegistryWish.DeleteChild(path.association.peer(), path.id, spis));
            events.add(new RegistryEvent.PathLost(path.association.peer(), path.id, reason));
        });
        deleteReplaced(path);
        paths.remove(path);
    }

    /** No SA of a path outlives it. */
    private void deleteReplaced(Path path) {
        for (SpiPair spis : path.superfluous(0)) {
            wishes.add(new RegistryWish.DeleteChild(path.association.peer(), path.id, spis));
            path.forget(spis);
        }
    }
}
