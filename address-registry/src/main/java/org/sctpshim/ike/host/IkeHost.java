package org.sctpshim.ike.host;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sctpshim.ike.auth.Credentials;
import org.sctpshim.ike.auth.RevocationQuery;
import org.sctpshim.ike.crypto.RandomSource;
import org.sctpshim.ike.exchange.DeleteChildTask;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.registry.AddressRegistry;
import org.sctpshim.registry.AssociationId;
import org.sctpshim.registry.LocalEnd;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SctpPathState;
import org.sctpshim.registry.SpiPair;

/**
 * One host's IKE: every session and the address registry.
 *
 * <p>Sans-I/O: after every call, drain {@link #pollEvent()} first and then {@link #pollDatagram()}, so that SAs are
 * installed before the peer can learn of them; call {@link #timeout} when {@link #deadlineNs()} has passed. Times are
 * nanoseconds of one monotonic clock. Not thread-safe: one thread owns it.
 */
public final class IkeHost {
    private final HostScope scope;
    private final Demultiplexer demultiplexer;
    private final RegistryWishes wishes;
    private final SessionEvents sessionEvents;
    private final SilentPeers silentPeers;
    private final ChildTransitions children;
    private final Encapsulations encapsulations;

    /**
     * A host with no session yet.
     *
     * @param random where keys, nonces, SPIs and cookies come from
     * @param keyLog hears of IKE keys; {@link InsecureKeyLog#OFF} outside of debugging
     */
    public IkeHost(HostParameters parameters, RandomSource random, InsecureKeyLog keyLog) {
        this.scope = new HostScope(parameters, random, keyLog);
        this.demultiplexer = new Demultiplexer(scope);
        this.wishes = new RegistryWishes(scope);
        this.children = new ChildTransitions(scope);
        this.encapsulations = new Encapsulations(scope, children);
        this.sessionEvents = new SessionEvents(scope, children, encapsulations, new Reauthentications(scope, wishes));
        this.silentPeers = new SilentPeers(scope, wishes);
    }

    // ---- What the application says ----

    /** Lets authenticated peers open associations to this end. */
    public void listen(LocalEnd end, long now) {
        at(now, () -> scope.registry.listen(end, now));
    }

    /** Takes back {@link #listen}. */
    public void stopListening(LocalEnd end, long now) {
        at(now, () -> scope.registry.stopListening(end, now));
    }

    /**
     * Starts to protect an association that this host opens.
     *
     * @throws IllegalArgumentException if the peer is not configured or has no address to be looked for at, or if the
     *     ports are in use with it
     */
    public AssociationId open(PeerId peer, LocalEnd local, int remotePort, long now) {
        List<InetAddress> remotes = scope.peers.existing(peer).addresses();
        if (remotes.isEmpty()) {
            throw new IllegalArgumentException("peer \"" + peer + "\" has no address: configure at least one");
        }
        AssociationId id = scope.registry.open(peer, local, remotePort, remotes, now);
        at(now, () -> {});
        return id;
    }

    /** Ends the protection of an association. */
    public void close(AssociationId id, long now) {
        at(now, () -> scope.registry.close(id, now));
    }

    /** Adds a local address to an association. */
    public void addLocal(AssociationId id, InetAddress address, long now) {
        at(now, () -> scope.registry.addLocal(id, address, now));
    }

    /** Takes a local address from an association. */
    public void removeLocal(AssociationId id, InetAddress address, long now) {
        at(now, () -> scope.registry.removeLocal(id, address, now));
    }

    /**
     * Changes which addresses a configured peer may have. What it may not have any more loses its SAs at once, and what
     * it may have now gets them.
     *
     * @throws IllegalArgumentException if the peer is not configured, or one of a group
     */
    public void policyChanged(PeerId peer, AddressPolicy policy, long now) {
        scope.peers.reconfigure(peer, policy);
        SessionEntry session = scope.sessions.ofPeer(peer);
        AddressPolicy inForce = session != null && session.view().isEstablished()
                ? scope.peers.existing(peer).inForce(session.certificate)
                : policy;
        at(now, () -> scope.registry.policyChanged(peer, policy, inForce, now));
    }

    /** Passes on what SCTP says of a path. */
    public void hint(PathId path, SctpPathState said, long now) {
        at(now, () -> scope.registry.hint(path, said, now));
    }

    /** Deletes every IKE SA. */
    public void closeAll(String reason, long now) {
        at(now, () -> scope.sessions.all().forEach(entry -> entry.session().close(reason, now)));
    }

    /** Deletes a Child SA that could not be installed. */
    public void discard(PeerId peer, PathId path, SpiPair spis, String reason, long now) {
        at(now, () -> {
            SessionEntry owner = scope.owning(spis);
            SessionEntry entry = owner == null ? scope.sessions.ofPeer(peer) : owner;
            if (entry != null) {
                entry.session().queue(new DeleteChildTask(spis, path + ": " + reason), now);
            }
        });
    }

    /** Replaces a Child SA that has been used for as much as it may be; does nothing where that is being done. */
    public void expiring(PathId path, SpiPair spis, long now) {
        at(now, () -> {
            SessionEntry entry = scope.owning(spis);
            if (entry != null) {
                entry.session().rekeyChild(path, spis, now);
            }
        });
    }

    /** A packet came under this Child SA for the first time: whoever sent it has the SA, so it may be sent with too. */
    public void usedByPeer(SpiPair spis, long now) {
        at(now, () -> children.usedByPeer(spis));
    }

    /**
     * An authentic packet of a path, and the newest one, came within UDP from elsewhere than its packets go to. Where that
     * is to be followed, {@link HostEvent.EncapsulationChanged} says so.
     *
     * @param path the addresses of the path, as its Child SA has them
     */
    public void espSeenFrom(AddressPair path, InetAddress address, int port, long now) {
        at(now, () -> encapsulations.seenFrom(path, address, port));
    }

    /** Replaces every IKE SA with a peer by one with fresh keys; does nothing where there is none. */
    public void rekeyIkeSa(PeerId peer, long now) {
        at(now, () -> scope.ikeSas.with(peer).forEach(entry -> entry.session().rekeyIkeSa(now)));
    }

    /** Ends every IKE SA at once, without a word to the scope.peers. */
    public void abandonAll(String reason, long now) {
        at(now, () -> scope.sessions.all().forEach(entry -> entry.session().abandon(reason, now)));
    }

    // ---- The network and the clock ----

    /** Takes a datagram that came to the IKE port. Never throws, whatever is in it. */
    public void handle(IkeDatagram datagram, long now) {
        at(now, () -> demultiplexer.take(datagram));
    }

    /**
     * Takes what the network answered to a query of {@link HostEvent.AskRevocation}, and lets those go on who wait for it.
     *
     * @param content as it came, unverified; empty where it failed or took too long
     */
    public void revocationAnswered(RevocationQuery query, Optional<Bytes> content, long now) {
        at(now, () -> {
            scope.revocation.answered(query, content);
            scope.sessions.all().forEach(entry -> entry.session().revocationAnswered(now));
            scope.certificates.answered(query);
        });
    }

    /** Judges the certificates of all peers again, since a revocation list was renewed. */
    public void judgeCertificatesAgain(long now) {
        at(now, scope.certificates::judgeAllAgain);
    }

    /** Does what has fallen due. */
    public void timeout(long now) {
        at(now, () -> {
            scope.registry.timeout(now);
            silentPeers.tryAnew();
            children.timeout();
            scope.certificates.timeout();
            scope.sessions.due(now).forEach(entry -> entry.session().timeout(now));
        });
    }

    /** When {@link #timeout} wants to be called; {@link Long#MAX_VALUE} for never. */
    public long deadlineNs() {
        long ofSas = Math.min(scope.sessions.deadlineNs(), children.deadlineNs());
        return Math.min(Math.min(scope.registry.deadlineNs(), scope.certificates.deadlineNs()), ofSas);
    }

    /** Takes the next event. */
    public Optional<HostEvent> pollEvent() {
        return Optional.ofNullable(scope.events.poll());
    }

    /** Takes the next datagram to be sent. */
    public Optional<IkeDatagram> pollDatagram() {
        return Optional.ofNullable(scope.datagrams.poll());
    }

    /** The registry, to be read only. */
    public AddressRegistry registry() {
        return scope.registry;
    }

    /** How many datagrams were dropped, by reason. */
    public Map<DropReason, Long> drops() {
        return scope.drops.snapshot();
    }

    /** How many sessions there are, half open or established. */
    public int sessionCount() {
        return scope.sessions.size();
    }

    /** Every peer: the configured ones, and those of groups that are there now. */
    public List<HostPeer> peers() {
        return List.copyOf(scope.peers.all());
    }

    /** A peer by its name, if it is configured, or one of a group that is there now. */
    public Optional<HostPeer> peer(PeerId id) {
        return scope.peers.find(id);
    }

    /** Whether an IKE SA with the peer is established. */
    public boolean hasIkeSaWith(PeerId peer) {
        SessionEntry entry = scope.sessions.ofPeer(peer);
        return entry != null && entry.view().isEstablished();
    }

    /** What this host proves itself with towards peers that are to see a certificate. */
    public Credentials credentials() {
        return scope.parameters.session().credentials();
    }

    /** The established IKE SAs with a peer, the current one first; those that others took the place of are left out. */
    public List<IkeSaView> ikeSas(PeerId peer) {
        List<IkeSaView> views = new ArrayList<>();
        for (SessionEntry entry : scope.sessions.with(peer)) {
            entry.view()
                    .facts()
                    .ifPresent(facts -> views.add(
                            scope.isCurrent(entry) ? 0 : views.size(),
                            new IkeSaView(facts, entry.authenticatedNs, entry.certificate)));
        }
        return views;
    }

    /** How many IKE SAs are established. */
    public int establishedCount() {
        return (int) scope.sessions.all().stream()
                .filter(entry -> entry.view().isEstablished())
                .count();
    }

    private void at(long now, Runnable action) {
        scope.setNow(now);
        action.run();
        settle();
    }

    /** Carries out wishes and takes up events until nothing is left of either. */
    private void settle() {
        boolean more = true;
        while (more) {
            boolean wished = wishes.carryOutAll();
            boolean told = sessionEvents.takeUpAll();
            more = wished || told;
        }
        tellOfRegistry();
        scope.forgetThoseGone();
        tellOfRegistry();
    }

    private void tellOfRegistry() {
        for (var event = scope.registry.pollEvent(); event.isPresent(); event = scope.registry.pollEvent()) {
            scope.emit(new HostEvent.Registry(event.get()));
        }
    }
}
