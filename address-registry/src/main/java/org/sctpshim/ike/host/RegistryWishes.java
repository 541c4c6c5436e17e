package org.sctpshim.ike.host;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sctpshim.ike.exchange.AdvertiseTask;
import org.sctpshim.ike.exchange.CreateChildTask;
import org.sctpshim.ike.exchange.DeleteChildTask;
import org.sctpshim.ike.exchange.DeleteReplacedTask;
import org.sctpshim.ike.exchange.ReachabilityTask;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.session.IkeSession;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.RegistryWish;
import org.sctpshim.registry.SpiPair;

/** Has sessions do what the registry wants of IKE. */
final class RegistryWishes {
    private final HostScope scope;

    RegistryWishes(HostScope scope) {
        this.scope = scope;
    }

    /** Carries out all that there are; false where there was none. */
    boolean carryOutAll() {
        boolean any = false;
        for (var wish = scope.registry.pollWish(); wish.isPresent(); wish = scope.registry.pollWish()) {
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
        if (wish instanceof RegistryWish.EstablishPair establish) {
            initiateOver(establish);
            return;
        }
        SessionEntry entry = scope.sessions.ofPeer(wish.peer());
        if (entry == null) {
            return;
        }
        IkeSession session = entry.session();
        if (wish instanceof RegistryWish.AdvertiseAddresses) {
            session.reconsiderPair(scope.nowNs());
            session.queue(new AdvertiseTask(), scope.nowNs());
        } else if (wish instanceof RegistryWish.ProveReachability prove) {
            session.queue(new ReachabilityTask(prove.pair()), scope.nowNs());
        } else if (wish instanceof RegistryWish.NegotiatePath negotiate) {
            scope.ikeSas
                    .over(wish.peer(), negotiate.path().pair())
                    .ifPresent(over -> over.session().queue(new CreateChildTask(negotiate.path()), scope.nowNs()));
        } else if (wish instanceof RegistryWish.DeleteChild delete) {
            withdraw(delete, entry);
        } else if (wish instanceof RegistryWish.RetireChild retire) {
            ownerOf(retire.spis(), session).queue(new DeleteReplacedTask(retire.spis()), scope.nowNs());
        } else if (wish instanceof RegistryWish.TestLiveness test) {
            scope.ikeSas
                    .over(wish.peer(), test.pair())
                    .ifPresent(over -> over.session().testLiveness(scope.nowNs()));
        } else if (wish instanceof RegistryWish.ClosePeer) {
            String reason = "no association needs the peer";
            session.close(reason, scope.nowNs());
            scope.ikeSas.with(wish.peer()).stream()
                    .filter(other -> other != entry)
                    .forEach(other -> other.session().close(reason, scope.nowNs()));
        }
    }

    /** Deletes a Child SA, and its IKE SA with the last one if that was there for the pair alone. */
    private void withdraw(RegistryWish.DeleteChild delete, SessionEntry current) {
        SessionEntry found = scope.owning(delete.spis());
        SessionEntry owner = found == null ? current : found;
        boolean last = scope.registry.oneIkeSaPerPair(delete.peer())
                && scope.ikeSas.with(delete.peer()).size() > 1
                && owner.view().childCount() == 1;
        owner.session().queue(new DeleteChildTask(delete.spis(), "withdrawn by this host"), scope.nowNs());
        if (last) {
            owner.session().close("nothing is left to be protected over its pair", scope.nowNs());
        }
    }

    /** The session whose Child SA it is: not always the peer's current one, while that takes another one's place. */
    private IkeSession ownerOf(SpiPair spis, IkeSession current) {
        SessionEntry owner = scope.owning(spis);
        return owner == null ? current : owner.session();
    }

    /** Initiates an IKE SA, over the pairs that are likeliest to work first. */
    void initiate(RegistryWish.EstablishPeer wish) {
        HostPeer peer = scope.peers.existing(wish.peer());
        List<UdpEndpoints> ways = new ArrayList<>();
        for (AddressPair pair : Pairs.closestFirst(wish.locals(), peer.addresses())) {
            ways.add(new UdpEndpoints(pair, scope.parameters.port(), scope.parameters.port()));
        }
        if (ways.isEmpty()) {
            String reason = "no local address of the family of peer \"" + wish.peer() + "\"";
            scope.emit(new HostEvent.IkeSaEnded(wish.peer(), reason));
            scope.registry.peerLost(wish.peer(), reason, scope.nowNs());
            return;
        }
        SessionEntry entry = SessionEntry.initiator(wish.peer());
        initiate(entry, peer, ways);
        scope.sessions.add(entry);
    }

    /** Initiates a further IKE SA with a peer, over one pair only. */
    private void initiateOver(RegistryWish.EstablishPair wish) {
        int port = scope.parameters.port();
        SessionEntry entry = SessionEntry.further(wish.peer());
        entry.only = wish.pair();
        initiate(entry, scope.peers.existing(wish.peer()), List.of(new UdpEndpoints(wish.pair(), port, port)));
        scope.sessions.addBeside(entry);
    }

    /** Initiates an IKE SA beside another one, over its pair first and over others where that may be. */
    SessionEntry initiateBeside(SessionEntry old, PeerId peer) {
        int port = scope.parameters.port();
        HostPeer known = scope.peers.existing(peer);
        Set<AddressPair> pairs = new LinkedHashSet<>();
        old.pair().ifPresent(pairs::add);
        if (!scope.registry.oneIkeSaPerPair(peer)) {
            pairs.addAll(Pairs.closestFirst(scope.registry.advertisedTo(peer), known.addresses()));
        }
        SessionEntry entry = SessionEntry.further(peer);
        initiate(
                entry,
                known,
                pairs.stream().map(pair -> new UdpEndpoints(pair, port, port)).toList());
        scope.sessions.addBeside(entry);
        return entry;
    }

    private void initiate(SessionEntry entry, HostPeer peer, List<UdpEndpoints> ways) {
        entry.set(IkeSession.initiate(
                scope.parameters.session(),
                new SessionView(scope, entry),
                scope.random,
                peer.entry(),
                ways,
                scope.nowNs()));
    }
}
