package org.sctpshim.shim.ipsec;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.sctpshim.esp.UdpEncapsulation;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.esp.plane.PlaneEvent;
import org.sctpshim.esp.plane.PlanePath;
import org.sctpshim.ike.exchange.NatStatus;
import org.sctpshim.ike.host.HostPeer;
import org.sctpshim.ike.host.IkeHost;
import org.sctpshim.ike.host.IkeSaView;
import org.sctpshim.registry.AddressPair;

/**
 * Has the ESP of a path go to where its peer was seen, if a NAT has moved that: only for a peer behind a NAT, by a host that
 * is not (RFC 7296 section 2.23). Where the IKE SA is, the peer tells by MOBIKE (RFC 4555 section 3.8). On the IKE thread.
 */
final class NatFollower {
    private static final System.Logger LOG = System.getLogger(NatFollower.class.getName());

    private final DataPlane plane;
    private final int natPort;

    NatFollower(DataPlane plane, int natPort) {
        this.plane = plane;
        this.natPort = natPort;
    }

    /** An authentic packet, the newest one of the path, came from elsewhere than the path's packets go to. */
    void seen(IkeHost host, PlaneEvent.PeerRemapped sighting) {
        PlanePath path = sighting.path();
        AddressPair pair = new AddressPair(path.local(), path.remote());
        for (HostPeer peer : host.peers()) {
            boolean moved = host.ikeSas(peer.entry().id()).stream()
                    .map(IkeSaView::facts)
                    .anyMatch(facts -> facts.pair().equals(pair) && isToBeFollowed(facts.nats()));
            boolean permitted = AddressPair.sameFamily(
                            path.local(), sighting.from().getAddress())
                    && host.registry()
                            .isAcceptable(
                                    peer.entry().id(),
                                    new AddressPair(
                                            path.local(), sighting.from().getAddress()));
            if (moved && permitted) {
                follow(path, sighting.from());
                return;
            }
        }
        LOG.log(Level.DEBUG, "the peer of {0} was seen at {1}, and is not followed", path, sighting.from());
    }

    static boolean isToBeFollowed(NatStatus nats) {
        return nats.peerBehind() && !nats.thisHostBehind();
    }

    private void follow(PlanePath path, InetSocketAddress to) {
        UdpEncapsulation now = new UdpEncapsulation(new InetSocketAddress(path.local(), natPort), to);
        try {
            plane.encapsulate(path, Optional.of(now));
            LOG.log(Level.INFO, "a NAT has moved the peer of {0}: its packets go to {1}", path, to);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the packets of {0} go where they went before: {1}", path, e.getMessage());
        }
    }
}
