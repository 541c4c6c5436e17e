package org.sctpshim.ike.host;

import java.net.InetAddress;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sctpshim.ike.auth.CertificateRequests;
import org.sctpshim.ike.auth.Judgement;
import org.sctpshim.ike.auth.RevocationAnswers;
import org.sctpshim.ike.auth.RevocationQuery;
import org.sctpshim.ike.crypto.IkeSaKeys;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.exchange.SessionHost;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.sa.TransportMode;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.AddressState;
import org.sctpshim.registry.AddressView;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.PathView;
import org.sctpshim.registry.PeerClaim;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SelectorDecision;

/** The host as one of its sessions sees it. */
final class SessionView implements SessionHost {
    private final HostScope scope;
    private final SessionEntry entry;

    SessionView(HostScope scope, SessionEntry entry) {
        this.scope = scope;
        this.entry = entry;
    }

    @Override
    public Optional<PeerEntry> peer(Identification claimed) {
        return scope.peers.find(claimed);
    }

    @Override
    public Optional<String> objection(PeerId peer, boolean initialContact) {
        SessionEntry other = scope.sessions.ofPeer(peer);
        boolean collides = other != null
                && other != entry
                && other.view().isInitiator()
                && other.view().isAuthenticating();
        // Both ends initiated at once: the end whose identification is greater goes on as the initiator, unless nobody
        // has answered it yet.
        if (collides && hex(scope.parameters.session().identification()).compareTo(hex(identification(peer))) >= 0) {
            return Optional.of("this host's own initiation goes first");
        }
        boolean tooMany = !initialContact && scope.ikeSas.with(peer).size() >= PeerIkeSas.MOST;
        return tooMany
                ? Optional.of("peer \"" + peer + "\" has " + PeerIkeSas.MOST + " IKE SAs already and may have no more")
                : Optional.empty();
    }

    @Override
    public boolean assertsInitialContact() {
        return entry.assertsInitialContact;
    }

    @Override
    public Optional<String> overLimit(PeerId peer) {
        return scope.peers.overLimit(peer);
    }

    @Override
    public void identified(PeerEntry peer, Judgement.Authentic proof) {
        entry.identified = peer;
        entry.certificate = proof.certificate();
        proof.certificate().ifPresent(any -> scope.certificates.authenticated(peer.id()));
    }

    @Override
    public CertificateRequests certificateRequests() {
        return scope.peers.certificateRequests();
    }

    @Override
    public RevocationAnswers revocation() {
        return scope.revocation;
    }

    @Override
    public void askRevocation(Set<RevocationQuery> queries) {
        scope.askRevocation(queries);
    }

    @Override
    public void authenticated(PeerId peer, PeerClaim claim, boolean initialContact) {
        entry.authenticatedNs = scope.nowNs();
        scope.ikeSas.authenticated(entry, peer, claim, initialContact);
    }

    @Override
    public Optional<PathId> firstPath(PeerId peer, AddressPair pair) {
        return scope.registry.firstPath(peer, pair);
    }

    @Override
    public List<InetAddress> advertisedTo(PeerId peer) {
        return scope.registry.advertisedTo(peer);
    }

    @Override
    public List<PathId> pathsToProtect(PeerId peer) {
        return scope.registry.paths(peer).stream()
                .filter(path -> path.spis().isEmpty())
                .map(PathView::id)
                .toList();
    }

    @Override
    public SelectorDecision decide(PeerId peer, PathId path) {
        return scope.registry.decide(peer, path);
    }

    @Override
    public boolean isAuthorised(PeerId peer, InetAddress address) {
        return scope.registry.isAuthorised(peer, address);
    }

    @Override
    public boolean isAcceptable(PeerId peer, AddressPair pair) {
        return scope.registry.isAcceptable(peer, pair);
    }

    @Override
    public List<AddressPair> pairsWith(PeerId peer) {
        if (scope.registry.oneIkeSaPerPair(peer)) {
            return entry.pair().map(List::of).orElse(List.of());
        }
        Collection<InetAddress> remotes = scope.registry.addresses(peer).stream()
                .filter(address -> address.state() != AddressState.CLAIMED)
                .map(AddressView::address)
                .filter(address -> scope.registry.permits(peer, address))
                .toList();
        return Pairs.closestFirst(scope.registry.advertisedTo(peer), remotes);
    }

    @Override
    public List<AddressPair> pairsForChanges(PeerId peer) {
        Set<AddressPair> pairs = new LinkedHashSet<>(pairsWith(peer));
        pairs.addAll(Pairs.closestFirst(scope.registry.advertisedTo(peer), scope.registry.addressesForChanges(peer)));
        return List.copyOf(pairs);
    }

    @Override
    public boolean hasPostquantumKeys() {
        return scope.peers.havePostquantumKeys();
    }

    @Override
    public TransportMode transportMode(PeerId peer) {
        return scope.peers.existing(peer).transportMode();
    }

    @Override
    public void insecureLogKeys(IkeSaKeys keys) {
        scope.keyLog.ikeSa(keys);
    }

    @Override
    public void dropped(DropReason reason) {
        scope.drops.count(reason);
    }

    @Override
    public boolean hasIkeSpi(long spi) {
        return scope.sessions.find(spi, Role.INITIATOR) != null || scope.sessions.find(spi, Role.RESPONDER) != null;
    }

    @Override
    public int newSpi() {
        return scope.espSpis.reserve(entry);
    }

    @Override
    public void releaseSpi(int spi) {
        scope.espSpis.release(spi);
    }

    private Identification identification(PeerId peer) {
        return scope.peers.existing(peer).entry().identification();
    }

    private static String hex(Identification identification) {
        return identification.body().toHex();
    }
}
