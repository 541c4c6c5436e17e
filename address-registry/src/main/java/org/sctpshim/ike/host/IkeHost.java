package org.sctpshim.ike.host;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.sctpshim.ike.crypto.RandomSource;
import org.sctpshim.ike.exchange.AdvertiseTask;
import org.sctpshim.ike.exchange.CreateChildTask;
import org.sctpshim.ike.exchange.DeleteChildTask;
import org.sctpshim.ike.exchange.ReachabilityTask;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.session.IkeSession;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.AddressRegistry;
import org.sctpshim.registry.AddressState;
import org.sctpshim.registry.AddressView;
import org.sctpshim.registry.AssociationId;
import org.sctpshim.registry.LocalEnd;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.PeerClaim;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.RegistryWish;
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
    /** How long a peer may leave requests unanswered before another IKE SA is tried. */
    private static final long SILENCE_NS = 5_000_000_000L;

    private final HostParameters parameters;
    private final RandomSource random;
    private final InsecureKeyLog keyLog;
    private final AddressRegistry registry = new AddressRegistry();
    private final PeerDirectory peers;
    private final SessionTable sessions = new SessionTable();
    private final EspSpis espSpis;
    private final DropCounters drops = new DropCounters();
    private final Queue<HostEvent> events = new ArrayDeque<>();
    private final Queue<IkeDatagram> datagrams = new ArrayDeque<>();
    private long nowNs;

    /**
     * A host with no session yet.
     *
     * @param random where keys, nonces, SPIs and cookies come from
     * @param keyLog hears of IKE keys; {@link InsecureKeyLog#OFF} outside of debugging
     * @throws IllegalArgumentException if a peer is configured twice
     */
    public IkeHost(HostParameters parameters, RandomSource random, InsecureKeyLog keyLog) {
        this.parameters = parameters;
        this.keyLog = keyLog;
        this.random = random;
        this.peers = new PeerDirectory(parameters.peers());
        this.espSpis = new EspSpis(random);
        parameters.peers().forEach(peer -> registry.addPeer(peer.entry().id(), peer.policy()));
    }

    // ---- What the application says ----

    /** Lets authenticated peers open associations to this end. */
    public void listen(LocalEnd end, long now) {
        at(now, () -> registry.listen(end, now));
    }

    /** Takes back {@link #listen}. */
    public void stopListening(LocalEnd end, long now) {
        at(now, () -> registry.stopListening(end, now));
    }

    /**
     * Starts to protect an association that this host opens.
     *
     * @throws IllegalArgumentException if the peer is not configured or has no address to be looked for at, or if the
     *     ports are in use with it
     */
    public AssociationId open(PeerId peer, LocalEnd local, int remotePort, long now) {
        List<InetAddress> remotes = peers.existing(peer).addresses();
        if (remotes.isEmpty()) {
            throw new IllegalArgumentException("peer \"" + peer + "\" has no address: configure at least one");
        }
        AssociationId id = registry.open(peer, local, remotePort, remotes, now);
        at(now, () -> {});
        return id;
    }

    /** Ends the protection of an association. */
    public void close(AssociationId id, long now) {
        at(now, () -> registry.close(id, now));
    }

    /** Adds a local address to an association. */
    public void addLocal(AssociationId id, InetAddress address, long now) {
        at(now, () -> registry.addLocal(id, address, now));
    }

    /** Takes a local address from an association. */
    public void removeLocal(AssociationId id, InetAddress address, long now) {
        at(now, () -> registry.removeLocal(id, address, now));
    }

    /** Passes on what SCTP says of a path. */
    public void hint(PathId path, SctpPathState said, long now) {
        at(now, () -> registry.hint(path, said, now));
    }

    /** Deletes every IKE SA. */
    public void closeAll(String reason, long now) {
        at(now, () -> sessions.all().forEach(entry -> entry.session().close(reason, now)));
    }

    /** Deletes a Child SA that could not be installed. */
    public void discard(PeerId peer, PathId path, SpiPair spis, String reason, long now) {
        at(now, () -> {
            SessionEntry entry = sessions.ofPeer(peer);
            if (entry != null) {
                entry.session().queue(new DeleteChildTask(spis, path + ": " + reason), now);
            }
        });
    }

    /** Ends every IKE SA at once, without a word to the peers. */
    public void abandonAll(String reason, long now) {
        at(now, () -> sessions.all().forEach(entry -> entry.session().abandon(reason, now)));
    }

    // ---- The network and the clock ----

    /** Takes a datagram that came to the IKE port. Never throws, whatever is in it. */
    public void handle(IkeDatagram datagram, long now) {
        at(now, () -> demultiplex(datagram, now));
    }

    /** Does what has fallen due. */
    public void timeout(long now) {
        at(now, () -> {
            registry.timeout(now);
            tryAnewBesideSilentPeers(now);
            sessions.all().forEach(entry -> entry.session().timeout(now));
        });
    }

    /** When {@link #timeout} wants to be called; {@link Long#MAX_VALUE} for never. */
    public long deadlineNs() {
        return Math.min(registry.deadlineNs(), sessions.deadlineNs());
    }

    /** Takes the next event. */
    public Optional<HostEvent> pollEvent() {
        return Optional.ofNullable(events.poll());
    }

    /** Takes the next datagram to be sent. */
    public Optional<IkeDatagram> pollDatagram() {
        return Optional.ofNullable(datagrams.poll());
    }

    /** The registry, to be read only. */
    public AddressRegistry registry() {
        return registry;
    }

    /** How many datagrams were dropped, by reason. */
    public Map<DropReason, Long> drops() {
        return drops.snapshot();
    }

    /** How many sessions there are, half open or established. */
    public int sessionCount() {
        return sessions.all().size();
    }

    /** Whether an IKE SA with the peer is established. */
    public boolean hasIkeSaWith(PeerId peer) {
        SessionEntry entry = sessions.ofPeer(peer);
        return entry != null && entry.session().isEstablished();
    }

    /** How many IKE SAs are established. */
    public int establishedCount() {
        return (int) sessions.all().stream()
                .filter(entry -> entry.session().isEstablished())
                .count();
    }

    // ---- How it works ----

    private void at(long now, Runnable action) {
        nowNs = now;
        action.run();
        settle();
    }

    private void demultiplex(IkeDatagram datagram, long now) {
        IkeMessage message;
        try {
            message = MessageReader.read(datagram.content().toArray());
        } catch (MalformedMessageException e) {
            drops.count(DropReason.MALFORMED);
            return;
        }
        IkeHeader header = message.header();
        boolean first = isFirstRequest(header);
        SessionEntry known = first ? sessions.answered(datagram.content()) : sessions.find(header);
        if (known != null) {
            known.session().handle(datagram.content(), message, datagram.endpoints(), now);
        } else if (first) {
            respond(datagram, message, now);
        } else {
            drops.count(DropReason.UNKNOWN_SPI);
        }
    }

    private static boolean isFirstRequest(IkeHeader header) {
        return header.exchange().equals(ExchangeType.IKE_SA_INIT)
                && !header.response()
                && header.initiator()
                && header.initiatorSpi() != 0
                && header.responderSpi() == 0
                && header.messageId() == 0;
    }

    private void respond(IkeDatagram datagram, IkeMessage message, long now) {
        if (!registry.permitsForSome(datagram.endpoints().addresses().remote())) {
            drops.count(DropReason.NO_POLICY);
            return;
        }
        if (sessions.halfOpenResponders() >= parameters.halfOpenLimit()) {
            drops.count(DropReason.HALF_OPEN_LIMIT);
            return;
        }
        SessionEntry entry = SessionEntry.responder(datagram.content());
        entry.set(IkeSession.respond(
                parameters.session(),
                new SessionView(this, entry),
                random,
                datagram.content(),
                message,
                datagram.endpoints(),
                now));
        sessions.add(entry);
    }

    /** Carries out wishes and takes up events until nothing is left of either. */
    private void settle() {
        boolean more = true;
        while (more) {
            boolean wished = carryOutWishes();
            boolean told = takeUpSessionEvents();
            more = wished || told;
        }
        registryEvents();
    }

    private void registryEvents() {
        for (var event = registry.pollEvent(); event.isPresent(); event = registry.pollEvent()) {
            events.add(new HostEvent.Registry(event.get()));
        }
    }

    private boolean carryOutWishes() {
        boolean any = false;
        for (var wish = registry.pollWish(); wish.isPresent(); wish = registry.pollWish()) {
            any = true;
            carryOut(wish.get());
        }
        return any;
    }

    private void carryOut(RegistryWish wish) {
        if (wish instanceof RegistryWish.EstablishPeer establish) {
            initiate(establish);
            return;
        }
        SessionEntry entry = sessions.ofPeer(wish.peer());
        if (entry == null) {
            return;
        }
        IkeSession session = entry.session();
        if (wish instanceof RegistryWish.AdvertiseAddresses) {
            session.reconsiderPair(nowNs);
            session.queue(new AdvertiseTask(), nowNs);
        } else if (wish instanceof RegistryWish.ProveReachability prove) {
            session.queue(new ReachabilityTask(prove.pair()), nowNs);
        } else if (wish instanceof RegistryWish.NegotiatePath negotiate) {
            session.queue(new CreateChildTask(negotiate.path()), nowNs);
        } else if (wish instanceof RegistryWish.DeleteChild delete) {
            session.queue(new DeleteChildTask(delete.spis(), "withdrawn by this host"), nowNs);
        } else if (wish instanceof RegistryWish.TestLiveness) {
            session.testLiveness(nowNs);
        } else if (wish instanceof RegistryWish.ClosePeer) {
            session.close("no association needs the peer", nowNs);
        }
    }

    private void initiate(RegistryWish.EstablishPeer wish) {
        HostPeer peer = peers.existing(wish.peer());
        List<UdpEndpoints> ways = new ArrayList<>();
        for (AddressPair pair : Pairs.closestFirst(wish.locals(), peer.addresses())) {
            ways.add(new UdpEndpoints(pair, parameters.port(), parameters.port()));
        }
        if (ways.isEmpty()) {
            String reason = "no local address of the family of peer \"" + wish.peer() + "\"";
            events.add(new HostEvent.IkeSaEnded(wish.peer(), reason));
            registry.peerLost(wish.peer(), reason, nowNs);
            return;
        }
        SessionEntry entry = SessionEntry.initiator(wish.peer());
        entry.set(IkeSession.initiate(
                parameters.session(), new SessionView(this, entry), random, peer.entry(), ways, nowNs));
        sessions.add(entry);
    }

    /**
     * A peer that was restarted knows nothing of its IKE SA and does not answer, and nothing that it could say would be
     * authentic (RFC 7296 section 2.4). Hence another IKE SA is tried beside the one that is silent: what proves first
     * that the peer is there goes on, and the other one ends.
     */
    private void tryAnewBesideSilentPeers(long now) {
        for (SessionEntry entry : sessions.all()) {
            if (entry.peer == null || !isCurrent(entry) || !entry.session().isInitiator()) {
                continue;
            }
            boolean silent = entry.session().silentNs(now) >= SILENCE_NS;
            SessionEntry attempt = sessions.attemptBeside(entry);
            if (silent && attempt == null && now >= entry.nextAttemptNs) {
                entry.nextAttemptNs = now + SILENCE_NS;
                initiate(new RegistryWish.EstablishPeer(entry.peer, registry.advertisedTo(entry.peer)));
            } else if (!silent && attempt != null && entry.session().isEstablished()) {
                attempt.session().abandon("the peer answers again", now);
            }
        }
    }

    private boolean takeUpSessionEvents() {
        boolean any = false;
        for (SessionEntry entry : sessions.all()) {
            for (var event = entry.session().pollEvent();
                    event.isPresent();
                    event = entry.session().pollEvent()) {
                any = true;
                takeUp(entry, event.get());
            }
            for (var datagram = entry.session().pollDatagram();
                    datagram.isPresent();
                    datagram = entry.session().pollDatagram()) {
                datagrams.add(datagram.get());
            }
            if (entry.session().isClosed()) {
                sessions.remove(entry);
            }
        }
        return any;
    }

    private void takeUp(SessionEntry entry, SessionEvent event) {
        PeerId peer = entry.peer;
        if (event instanceof SessionEvent.AuthenticationFailed failed) {
            events.add(new HostEvent.AuthenticationFailed(failed.pair(), failed.reason()));
        }
        if (peer == null) {
            return; // A responder's handshake that ended before it was authenticated concerns nobody.
        }
        if (event instanceof SessionEvent.ChildEstablished established) {
            established(entry, peer, established.child());
        } else if (event instanceof SessionEvent.ChildRemoved removed) {
            espSpis.release(removed.spis().inbound());
            events.add(new HostEvent.RemoveChild(peer, removed.path(), removed.spis()));
            registry.childRemoved(peer, removed.path(), removed.spis(), removed.reason(), nowNs);
        } else if (event instanceof SessionEvent.Closed closed) {
            ended(entry, peer, closed.reason());
        } else if (isCurrent(entry)) {
            tellRegistry(entry, peer, event);
        }
    }

    /** A Child SA that nobody wants any more, since what it was for ended meanwhile, is deleted and never installed. */
    private void established(SessionEntry entry, PeerId peer, ChildSa child) {
        boolean wanted = isCurrent(entry) && registry.childEstablished(peer, child.path(), child.spis(), nowNs);
        if (wanted) {
            espSpis.use(child.spis().inbound());
            events.add(new HostEvent.InstallChild(peer, child));
        } else {
            child.wipe();
            entry.session().queue(new DeleteChildTask(child.spis(), "no association wants it any more"), nowNs);
        }
    }

    private void tellRegistry(SessionEntry entry, PeerId peer, SessionEvent event) {
        if (event instanceof SessionEvent.ChildRefused refused) {
            registry.childRefused(peer, refused.path(), refused.temporary(), refused.reason(), nowNs);
        } else if (event instanceof SessionEvent.AddressesListed listed) {
            registry.peerListed(peer, listed.addresses(), listed.natFree(), nowNs);
            entry.session().reconsiderPair(nowNs);
        } else if (event instanceof SessionEvent.Moved moved) {
            registry.peerMoved(peer, moved.pair(), nowNs);
            events.add(new HostEvent.IkeSaMoved(peer, moved.pair()));
        } else if (event instanceof SessionEvent.ReachabilityShown shown) {
            registry.reachabilityShown(peer, shown.pair(), nowNs);
            entry.session().reconsiderPair(nowNs);
        } else if (event instanceof SessionEvent.ReachabilityFailed failed) {
            registry.reachabilityFailed(peer, failed.pair(), nowNs);
        } else if (event instanceof SessionEvent.ReachabilityAnswered answered) {
            registry.reachabilityAnswered(peer, answered.local(), nowNs);
        }
    }

    private void ended(SessionEntry entry, PeerId peer, String reason) {
        boolean wasCurrent = isCurrent(entry);
        sessions.remove(entry);
        if (wasCurrent) {
            events.add(new HostEvent.IkeSaEnded(peer, reason));
            registry.peerLost(peer, reason, nowNs);
        }
    }

    private boolean isCurrent(SessionEntry entry) {
        return entry.peer != null && sessions.ofPeer(entry.peer) == entry;
    }

    // ---- What sessions ask, see SessionView ----

    boolean admits(SessionEntry asking, PeerId peer) {
        SessionEntry other = sessions.ofPeer(peer);
        boolean collides = other != null
                && other != asking
                && other.session().isInitiator()
                && other.session().isAuthenticating();
        // Both ends initiated at once: the end whose identification is greater goes on as the initiator, unless nobody
        // has answered it yet.
        return !collides
                || parameters
                                .session()
                                .identification()
                                .body()
                                .toHex()
                                .compareTo(peers.existing(peer)
                                        .entry()
                                        .identification()
                                        .body()
                                        .toHex())
                        < 0;
    }

    void authenticated(SessionEntry entry, PeerId peer, PeerClaim claim) {
        boolean initiator = entry.peer != null;
        SessionEntry before = sessions.ofPeer(peer);
        entry.peer = peer;
        sessions.makeCurrent(entry, peer);
        if (before != null && before != entry) {
            String reason = "a newer IKE SA with the peer took its place";
            before.session().abandon(reason, nowNs);
            registry.peerLost(peer, reason, nowNs);
        }
        registry.peerEstablished(peer, claim, nowNs);
        events.add(new HostEvent.IkeSaEstablished(
                peer, peers.existing(peer).entry().identification(), claim.current(), initiator));
    }

    List<AddressPair> pairsWith(PeerId peer) {
        Collection<InetAddress> remotes = registry.addresses(peer).stream()
                .filter(address -> address.state() != AddressState.CLAIMED)
                .map(AddressView::address)
                .filter(address -> registry.permits(peer, address))
                .toList();
        return Pairs.closestFirst(registry.advertisedTo(peer), remotes);
    }

    PeerDirectory peers() {
        return peers;
    }

    EspSpis espSpis() {
        return espSpis;
    }

    DropCounters dropCounters() {
        return drops;
    }

    InsecureKeyLog keyLog() {
        return keyLog;
    }
}
