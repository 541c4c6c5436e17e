package org.sctpshim.shim.ipsec;

import java.util.HashMap;
import java.util.Map;
import org.sctpshim.ike.host.HostEvent;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.RegistryEvent;

/** Counts what IKE tells, peer by peer. On the IKE thread only: events are heard and readings are taken there. */
final class IkeTally {
    private final Map<PeerId, PeerTally> peers = new HashMap<>();

    void on(HostEvent event, long nowNs) {
        if (event instanceof HostEvent.IkeSaEstablished established) {
            of(established.peer()).established();
        } else if (event instanceof HostEvent.FurtherIkeSaEstablished further) {
            of(further.peer()).established();
        } else if (event instanceof HostEvent.FurtherIkeSaEnded ended) {
            of(ended.peer()).ended(ended.reason());
        } else if (event instanceof HostEvent.IkeSaMoved moved) {
            of(moved.peer()).moved();
        } else if (event instanceof HostEvent.IkeSaEnded ended) {
            of(ended.peer()).ended(ended.reason());
        } else if (event instanceof HostEvent.IkeSaRekeyed rekeyed) {
            of(rekeyed.peer()).ikeSaRekeyed();
        } else if (event instanceof HostEvent.IkeSaRekeyFailed failed) {
            of(failed.peer()).ikeSaRekeyFailed();
        } else if (event instanceof HostEvent.ChildRekeyed rekeyed) {
            of(rekeyed.peer()).childRekeyed();
        } else if (event instanceof HostEvent.ChildRekeyFailed failed) {
            of(failed.peer()).childRekeyFailed();
        } else if (event instanceof HostEvent.PeerGone gone) {
            peers.remove(gone.peer());
        } else if (event instanceof HostEvent.Registry registry) {
            on(registry.event(), nowNs);
        }
    }

    private void on(RegistryEvent event, long nowNs) {
        if (event instanceof RegistryEvent.PathProtected gained) {
            of(gained.peer()).paths().gained(gained.path(), nowNs);
        } else if (event instanceof RegistryEvent.PathLost lost) {
            of(lost.peer()).paths().lost(lost.path(), lost.reason(), nowNs);
        }
    }

    PeerTally of(PeerId peer) {
        return peers.computeIfAbsent(peer, any -> new PeerTally());
    }
}
