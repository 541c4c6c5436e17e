package org.sctpshim.ike.host;

import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.exchange.ChildSas;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.sa.UdpEncapsulation;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.session.IkeSession;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.PeerId;

/**
 * Between which UDP end points the ESP of each Child SA goes. A NAT changes them under SAs that stay: then whoever moves
 * packets is told, Child SA by Child SA.
 *
 * <p>ESP goes within UDP where NAT detection saw a NAT, on the pair of the IKE SA and in tunnels, which are there too. On
 * another pair, which is protected only where policy vouches for it, no NAT was seen.
 */
final class Encapsulations {
    private final HostScope scope;
    private final ChildTransitions children;

    Encapsulations(HostScope scope, ChildTransitions children) {
        this.scope = scope;
        this.children = children;
    }

    /** A Child SA that was agreed, with the ports that its ESP goes by now. */
    static ChildSa within(SessionEntry entry, ChildSa child) {
        Optional<UdpEndpoints> ends = ofIke(entry, child.path(), child.tunnel().isPresent());
        ends.ifPresent(udp -> entry.encapsulated.put(child.spis(), udp));
        return child.within(ends.map(Encapsulations::ports));
    }

    private static UdpEncapsulation ports(UdpEndpoints ends) {
        return new UdpEncapsulation(ends.localPort(), ends.remotePort());
    }

    /** The end points of the IKE SA, where the ESP of a Child SA goes between the same. */
    private static Optional<UdpEndpoints> ofIke(SessionEntry entry, PathId path, boolean tunnel) {
        IkeSession session = entry.view();
        return session.encapsulatingEndpoints()
                .filter(ends -> tunnel || ends.addresses().equals(path.pair()));
    }

    private static Optional<UdpEndpoints> now(SessionEntry entry, ChildSas.Entry child) {
        EspSeen seen = entry.espSeen;
        Optional<UdpEndpoints> ofIke = ofIke(entry, child.path(), child.tunnel());
        return seen == null ? ofIke : ofIke.map(seen::instead);
    }

    /** Tells of each Child SA of the session whose end points are others than when they were told last. */
    void tellChanges(SessionEntry entry, PeerId peer) {
        if (entry.encapsulated.isEmpty()
                && entry.view().encapsulatingEndpoints().isEmpty()) {
            return;
        }
        var present = entry.view().children();
        entry.encapsulated
                .keySet()
                .removeIf(
                        spis -> present.stream().noneMatch(child -> child.spis().equals(spis)));
        present.forEach(child -> tellChange(entry, peer, child));
    }

    private void tellChange(SessionEntry entry, PeerId peer, ChildSas.Entry child) {
        Optional<UdpEndpoints> now = now(entry, child);
        @Nullable
        UdpEndpoints before = now.isPresent()
                ? entry.encapsulated.put(child.spis(), now.get())
                : entry.encapsulated.remove(child.spis());
        if (!Optional.ofNullable(before).equals(now)) {
            children.encapsulate(child.spis(), now.map(Encapsulations::ports));
            scope.emit(new HostEvent.EncapsulationChanged(peer, child.path(), child.spis(), now));
        }
    }

    /**
     * An authentic and newest packet of a path came from elsewhere than its packets go to. Where the peer is behind a NAT
     * and this host is not, ESP follows within what policy permits. The IKE SA does so too, but not with MOBIKE, where the
     * peer has to say so (RFC 7296 section 2.23, RFC 4555 section 3.8).
     */
    void seenFrom(AddressPair pair, InetAddress address, int port) {
        scope.registry.holderOf(pair.remote()).ifPresent(peer -> {
            boolean permitted = AddressPair.sameFamily(pair.local(), address)
                    && scope.registry.isAcceptable(peer, new AddressPair(pair.local(), address));
            if (permitted) {
                scope.sessions.with(peer).stream()
                        .filter(entry -> entry.heir == null && entry.view().espFollowsPeer())
                        .forEach(entry -> follow(entry, pair, address, port));
            }
        });
    }

    private void follow(SessionEntry entry, AddressPair pair, InetAddress address, int port) {
        Optional<UdpEndpoints> known = entry.view().encapsulatingEndpoints();
        if (known.filter(ends -> ends.addresses().equals(pair)).isEmpty()) {
            return;
        }
        UdpEndpoints told = known.get();
        UdpEndpoints seen = new UdpEndpoints(new AddressPair(pair.local(), address), told.localPort(), port);
        entry.espSeen = new EspSeen(told, seen);
        // Whoever reports it sends elsewhere, whatever it was told before.
        entry.view().children().stream()
                .filter(child -> child.path().pair().equals(pair))
                .forEach(child -> entry.encapsulated.remove(child.spis()));
        entry.session().seenAt(seen, scope.nowNs());
    }
}
