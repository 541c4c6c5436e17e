package org.sctpshim.shim;

import java.io.IOException;
import java.util.List;
import org.sctpshim.esp.plane.PlaneSettings;
import org.sctpshim.ike.host.HalfOpenLimits;
import org.sctpshim.ike.host.HostParameters;
import org.sctpshim.ike.host.HostPeer;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.session.SessionParameters;
import org.sctpshim.registry.PeerId;
import org.sctpshim.shim.ipsec.IpsecProtection;
import org.sctpshim.shim.ipsec.IpsecSettings;

/** Turns what a shim is told into protection by IPsec. */
final class Composition {
    private Composition() {}

    /**
     * Starts IKE and the data plane.
     *
     * @throws IOException in one sentence, what keeps them from starting
     */
    static IpsecProtection open(ShimConfig config) throws IOException {
        List<HostPeer> peers =
                config.peers().stream().map(Composition::hostPeer).toList();
        HostParameters host = new HostParameters(
                SessionParameters.defaults(config.identity()).with(config.profile()),
                peers,
                config.ikePort(),
                HalfOpenLimits.DEFAULT);
        return IpsecProtection.open(new IpsecSettings(
                host,
                config.localAddresses(),
                config.esp(),
                PlaneSettings.DEFAULT,
                config.dangerousKeyLog(),
                config.securityEvents()));
    }

    private static HostPeer hostPeer(Peer peer) {
        return new HostPeer(
                new PeerEntry(new PeerId(peer.name()), peer.identity(), peer.preSharedKey()),
                peer.policy(),
                peer.addresses());
    }
}
