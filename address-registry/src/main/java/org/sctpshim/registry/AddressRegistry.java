package org.sctpshim.registry;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Owns the addresses and paths of every association of one host.
 *
 * <p>An address of a peer goes claimed, reachable, authorised; a path goes planned, negotiating, protected; both go
 * back when their ground is lost. The end that opened an association plans its paths: every local address with every
 * authorised address of the peer, crossed pairs included.
 *
 * <p>Sans-I/O: call a method, then drain {@link #pollWish()} and {@link #pollEvent()}; call {@link #timeout} when
 * {@link #deadlineNs()} has passed. Times are nanoseconds of one monotonic clock. Not thread-safe: one thread owns it.
 */
public final class AddressRegistry {
    private final Queue<RegistryWish> wishes = new ArrayDeque<>();
    private final Queue<RegistryEvent> events = new ArrayDeque<>();
    private final PeerTable peers = new PeerTable(events);
    private final AssociationTable associations = new AssociationTable();
    private final PathTable paths = new PathTable();
    private final PathNegotiation negotiation = new PathNegotiation(peers, associations, paths, wishes, events);
    private final PeerProgress progress = new PeerProgress(peers, associations, negotiation, wishes);

    /** A registry with no peer and no association. */
    public AddressRegistry() {}

    // ---- What local configuration and the application say ----

    /** Makes a peer known. */
    public void addPeer(PeerId peer, AddressPolicy policy) {
        addPeer(peer, policy, IkeSaPerPair.NEVER);
    }

    /** Makes a peer known that may need an IKE SA for each pair of addresses. */
    public void addPeer(PeerId peer, AddressPolicy policy, IkeSaPerPair perPair) {
        peers.add(peer, policy, perPair);
    }

    /**
     * Forgets a peer: its associations end, and its SAs are withdrawn.
     *
     * @throws IllegalArgumentException if it is not known
     */
    public void removePeer(PeerId peer, long nowNs) {
        PeerRecord record = peers.existing(peer);
        associations.of(peer).forEach(association -> close(association.id(), nowNs));
        if (record.contact != PeerRecord.Contact.NONE) {
            peerLost(peer, "the peer was removed", nowNs);
        }
        progress.forget(peer);
        peers.remove(record);
    }

    /**
     * Changes what local policy says of a peer's addresses: what it does not allow any more is withdrawn at once.
     *
     * @param inForce what it comes to with what the peer's certificate says, while there is an IKE SA
     */
    public void policyChanged(PeerId peer, AddressPolicy configured, AddressPolicy inForce, long nowNs) {
        PeerRecord record = peers.existing(peer);
        record.addresses.reconfigure(configured, inForce);
        progress.advance(record, nowNs);
    }

    /** Lets authenticated peers open associations to this end. */
    public void listen(LocalEnd end, long nowNs) {
        associations.listen(end);
        progress.advanceAll(nowNs);
    }

    /** Takes back {@link #listen}; associations that are there stay. */
    public void stopListening(LocalEnd end, long nowNs) {
        associations.stopListening(end);
        progress.advanceAll(nowNs);
    }

    /**
     * Plans the paths of an association that this host opens.
     *
     * @param remotes the peer's addresses that local configuration names; each counts only where policy vouches for it
     * @throws IllegalArgumentException if the peer is not configured, or the peer and ports are in use
     */
    public AssociationId open(
            PeerId peer, LocalEnd local, int remotePort, Collection<InetAddress> remotes, long nowNs) {
        PeerRecord record = peers.existing(peer);
        SctpPorts ports = new SctpPorts(local.port(), remotePort);
        if (associations.find(peer, ports).isPresent()) {
            throw new IllegalArgumentException("an association " + ports + " with " + peer + " is there already");
        }
        Association association = associations.add(peer, ports, Association.Opener.THIS_HOST, local.addresses());
        record.addresses.want(remotes);
        progress.advance(record, nowNs);
        return association.id();
    }

    /** Ends an association and withdraws its SAs; does nothing where it has ended already. */
    public void close(AssociationId id, long nowNs) {
        Optional<Association> ending = associations.find(id);
        if (ending.isEmpty()) {
            return;
        }
        Association association = ending.get();
        for (Path path : paths.of(id)) {
            negotiation.withdraw(path, "the association was closed");
        }
        associations.remove(id);
        PeerRecord peer = peers.existing(association.peer());
        boolean wanted = !associations.of(peer.id).isEmpty();
        if (association.openedHere() && !wanted && peer.contact != PeerRecord.Contact.NONE) {
            wishes.add(new RegistryWish.ClosePeer(peer.id));
        }
        progress.advance(peer, nowNs);
    }

    /** Adds a local address to an association: it is advertised, and its paths are planned. */
    public void addLocal(AssociationId id, InetAddress address, long nowNs) {
        Association association = associations.existing(id);
        association.locals().add(address);
        progress.advance(peers.existing(association.peer()), nowNs);
    }

    /** Takes a local address from an association: its paths are withdrawn, then the new list is advertised. */
    public void removeLocal(AssociationId id, InetAddress address, long nowNs) {
        Association association = associations.existing(id);
        if (association.locals().size() == 1 && association.locals().contains(address)) {
            throw new IllegalArgumentException("the last address of an association cannot be removed");
        }
        association.locals().remove(address);
        for (Path path : paths.of(id)) {
            if (path.id.pair().local().equals(address)) {
                negotiation.withdraw(path, "the local address was removed");
            }
        }
        progress.advance(peers.existing(association.peer()), nowNs);
    }

    /** Takes note of what SCTP says of a path, and has the IKE SA's pair tested if the path is the one it uses. */
    public void hint(PathId id, SctpPathState said, long nowNs) {
        paths.with(id).forEach(path -> {
            path.hint(said);
            PeerRecord peer = peers.existing(path.association.peer());
            boolean failing = said == SctpPathState.POTENTIALLY_FAILED || said == SctpPathState.INACTIVE;
            if (failing && peer.addresses.hasIkeSaOver(id.pair()) && peer.mayTestLiveness(nowNs)) {
                wishes.add(new RegistryWish.TestLiveness(peer.id, id.pair()));
            }
            if (said == SctpPathState.ACTIVE && peer.isEstablished()) {
                peer.proofs.hurry(id.pair().remote());
                progress.advance(peer, nowNs);
            }
        });
    }

    // ---- What IKE says ----

    /** An IKE SA with the peer is there, and this is what the peer claims. */
    public void peerEstablished(PeerId peer, PeerClaim claim, long nowNs) {
        peerEstablished(peer, claim, peers.existing(peer).addresses.configured(), nowNs);
    }

    /**
     * The same where the peer's certificate says something of its addresses.
     *
     * @param inForce the policy for as long as this IKE SA lasts; then it is the configured one again
     */
    public void peerEstablished(PeerId peer, PeerClaim claim, AddressPolicy inForce, long nowNs) {
        PeerRecord record = peers.existing(peer);
        if (record.isEstablished()) {
            peerLost(peer, "a new IKE SA took the place of the old one", nowNs);
        }
        record.contact = PeerRecord.Contact.ESTABLISHED;
        record.contactBackoff.reset();
        record.addresses.established(claim, inForce);
        record.advertised = claim.told();
        progress.advance(record, nowNs);
    }

    /**
     * The IKE SA that spoke for the peer ended, and another one that was there beside it does from now on: what rests on
     * the others stays.
     */
    public void peerContinues(PeerId peer, PeerClaim claim, AddressPolicy inForce, long nowNs) {
        PeerRecord record = peers.existing(peer);
        record.addresses.continued(claim, inForce);
        negotiation.beginAnew(record, nowNs);
        record.advertised = claim.told();
        progress.advance(record, nowNs);
    }

    /** Over these pairs run all further IKE SAs with the peer, beside the one that speaks for it. */
    public void peerAlsoAt(PeerId peer, Collection<AddressPair> pairs, long nowNs) {
        PeerRecord record = peers.existing(peer);
        if (record.isEstablished()) {
            record.addresses.further(pairs);
            record.pairsUnderWay.removeAll(pairs);
            progress.advance(record, nowNs);
        }
    }

    /** No IKE SA of its own could be established over the pair; it is tried again later. */
    public void pairFailed(PeerId peer, AddressPair pair, long nowNs) {
        PeerRecord record = peers.existing(peer);
        record.pairsUnderWay.remove(pair);
        negotiation.pairFailed(record, pair, nowNs);
        progress.advance(record, nowNs);
    }

    /** Whether each pair of addresses is to have an IKE SA of its own with the peer, as it is known now. */
    public boolean oneIkeSaPerPair(PeerId peer) {
        return peers.existing(peer).addresses.oneIkeSaPerPair();
    }

    /** The IKE SA with the peer ended, or could not be established: all that rested on it is withdrawn. */
    public void peerLost(PeerId peer, String reason, long nowNs) {
        PeerRecord record = peers.existing(peer);
        record.contact = PeerRecord.Contact.NONE;
        record.contactBackoff.failed(nowNs);
        record.addresses.forget();
        record.proofs.forget();
        record.checkedLocals.clear();
        record.pairsUnderWay.clear();
        negotiation.loseAll(peer, reason, nowNs);
        progress.advance(record, nowNs);
    }

    /**
     * The peer sent a new list of all its addresses.
     *
     * @param nats what is known of NATs on the way that the list came; policy says what makes the list a ground
     */
    public void peerListed(PeerId peer, List<InetAddress> addresses, NatFinding nats, long nowNs) {
        PeerRecord record = peers.existing(peer);
        if (record.isEstablished()) {
            record.addresses.replaceList(addresses, nats);
            progress.advance(record, nowNs);
        }
    }

    /** What is known of NATs between this host and the peer changed. */
    public void natsFound(PeerId peer, NatFinding nats, long nowNs) {
        PeerRecord record = peers.existing(peer);
        if (record.isEstablished()) {
            record.addresses.found(nats);
            progress.advance(record, nowNs);
        }
    }

    /** The IKE SA runs over another pair now. */
    public void peerMoved(PeerId peer, AddressPair pair, long nowNs) {
        PeerRecord record = peers.existing(peer);
        if (record.isEstablished()) {
            record.addresses.moved(pair);
            progress.advance(record, nowNs);
        }
    }

    /** Return routability was shown over the pair. */
    public void reachabilityShown(PeerId peer, AddressPair pair, long nowNs) {
        PeerRecord record = peers.existing(peer);
        if (record.isEstablished()) {
            record.addresses.shown(pair);
            record.proofs.shown(pair);
            progress.advance(record, nowNs);
        }
    }

    /** Return routability could not be shown over the pair, for now. */
    public void reachabilityFailed(PeerId peer, AddressPair pair, long nowNs) {
        PeerRecord record = peers.existing(peer);
        record.proofs.failed(pair, nowNs);
        progress.advance(record, nowNs);
    }

    /** The peer checked this host's address by COOKIE2: what it put off for that it may accept now. */
    public void reachabilityAnswered(PeerId peer, InetAddress local, long nowNs) {
        negotiation.hurry(peer, local);
        progress.advance(peers.existing(peer), nowNs);
    }

    /** What to answer the peer that proposes a Child SA for this path. */
    public SelectorDecision decide(PeerId peer, PathId path) {
        if (!associations.isLocal(peer, path)) {
            return SelectorDecision.REFUSED;
        }
        PeerRecord record = peers.existing(peer);
        if (!record.addresses.mayPair(path.pair())) {
            return SelectorDecision.REFUSED;
        }
        record.addresses.asked(path.pair().remote());
        return switch (peers.evaluate(record, path.pair().remote())) {
            case AUTHORISED -> SelectorDecision.AUTHORISED;
            case NOT_REACHABLE_YET -> SelectorDecision.NOT_YET;
            default -> SelectorDecision.REFUSED;
        };
    }

    /** Whether a pair may carry the IKE SA with the peer (RFC 4555 section 3.5, UNACCEPTABLE_ADDRESSES). */
    public boolean isAcceptable(PeerId peer, AddressPair pair) {
        PeerRecord record = peers.existing(peer);
        return record.addresses.permits(pair.remote())
                && peers.holder(pair.remote(), peer).isEmpty();
    }

    /** Whether the rule authorises an address of the peer now. */
    public boolean isAuthorised(PeerId peer, InetAddress address) {
        return peers.evaluate(peers.existing(peer), address) == AuthorisationRule.Verdict.AUTHORISED;
    }

    /** Whether local policy permits the address of the peer at all. */
    public boolean permits(PeerId peer, InetAddress address) {
        return peers.existing(peer).addresses.permits(address);
    }

    /**
     * The path whose Child SA is negotiated within IKE_AUTH, if an association that this host opened has one on the
     * pair; it is negotiating from then on.
     */
    public Optional<PathId> firstPath(PeerId peer, AddressPair pair) {
        return negotiation.firstPath(peer, pair);
    }

    /**
     * A path's Child SA is agreed.
     *
     * @return whether the path is still wanted; if not, the Child SA must not be installed, and be deleted
     */
    public boolean childEstablished(PeerId peer, PathId id, SpiPair spis, long nowNs) {
        boolean wanted = negotiation.established(peer, id, spis, nowNs);
        progress.advance(peers.existing(peer), nowNs);
        return wanted;
    }

    /**
     * A path's Child SA was replaced by another one, which is used from now on; the end that asked for that deletes the
     * old one.
     *
     * @return whether the path is still wanted; if not, the new one must not be used, and be deleted
     */
    public boolean childRekeyed(PeerId peer, PathId id, SpiPair fresh, long nowNs) {
        boolean wanted = negotiation.rekeyed(peer, id, fresh, nowNs);
        progress.advance(peers.existing(peer), nowNs);
        return wanted;
    }

    /** The SPIs of the Child SA that protects a path. */
    public Optional<SpiPair> spisOf(PeerId peer, PathId id) {
        return paths.find(peer, id)
                .filter(path -> path.state() == PathState.PROTECTED)
                .flatMap(Path::spis);
    }

    /**
     * The peer refused a path's Child SA.
     *
     * @param temporary the peer asked to be asked again shortly
     */
    public void childRefused(PeerId peer, PathId id, boolean temporary, String reason, long nowNs) {
        negotiation.refused(peer, id, temporary, reason, nowNs);
        progress.advance(peers.existing(peer), nowNs);
    }

    /** A Child SA is gone: the peer deleted it, or this host did. */
    public void childRemoved(PeerId peer, PathId id, SpiPair spis, String reason, long nowNs) {
        negotiation.removed(peer, id, spis, reason, nowNs);
        progress.advance(peers.existing(peer), nowNs);
    }

    // ---- What comes out ----

    /** Takes the next thing that the registry wants of IKE. */
    public Optional<RegistryWish> pollWish() {
        return Optional.ofNullable(wishes.poll());
    }

    /** Takes the next event for the application. */
    public Optional<RegistryEvent> pollEvent() {
        return Optional.ofNullable(events.poll());
    }

    /** When {@link #timeout} wants to be called; {@link Long#MAX_VALUE} for never. */
    public long deadlineNs() {
        return progress.deadlineNs();
    }

    /** Does what has fallen due. */
    public void timeout(long nowNs) {
        progress.timeout(nowNs);
    }

    /** The addresses of this host that a peer is told of: those of its associations and of the listening ends. */
    public List<InetAddress> advertisedTo(PeerId peer) {
        return progress.advertisedTo(peer);
    }

    /**
     * The peer's addresses that this host may use to tell it of its own, where the IKE SA's pair is gone (RFC 4555
     * section 3.6): those listed as well, whether or not the peer was shown to be there.
     */
    public List<InetAddress> addressesForChanges(PeerId peer) {
        return peers.existing(peer).addresses.forTellingOfChanges();
    }

    /** The paths of an association. */
    public List<PathView> paths(AssociationId id) {
        return paths.of(id).stream().map(Path::view).toList();
    }

    /** Every path with the peer. */
    public List<PathView> paths(PeerId peer) {
        return paths.of(peer).stream().map(Path::view).toList();
    }

    /** The peer's addresses that there is some ground to consider. */
    public List<AddressView> addresses(PeerId peer) {
        PeerAddresses addresses = peers.existing(peer).addresses;
        return addresses.candidates().stream()
                .map(each -> new AddressView(each, addresses.state(each), addresses.verdict(each)))
                .toList();
    }

    /** The pair that the IKE SA with the peer runs over. */
    public Optional<AddressPair> currentPair(PeerId peer) {
        return Optional.ofNullable(peers.existing(peer).addresses.current());
    }

    /** The peer that an address is authorised for, and no other. */
    public Optional<PeerId> holderOf(InetAddress address) {
        return peers.holder(address);
    }

    /** The association with a peer and these ports, whichever end opened it. */
    public Optional<AssociationId> find(PeerId peer, SctpPorts ports) {
        return associations.find(peer, ports).map(Association::id);
    }

    /**
     * Whether SCTP may start. A path whose address could not be reached, and one that the peer refused, do not hold up the
     * others; they stay blocked until they are protected.
     */
    public Readiness readiness(AssociationId id) {
        Association association = associations.existing(id);
        return ReadinessRule.of(peers.existing(association.peer()), paths.of(id));
    }

    /** Whether it is {@link Readiness.Ready}. */
    public boolean isReady(AssociationId id) {
        return readiness(id) instanceof Readiness.Ready;
    }
}
