package org.sctpshim.shim;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.ike.auth.CertificateAuthentication;
import org.sctpshim.ike.auth.CertificateCredential;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.host.HalfOpenLimits;
import org.sctpshim.ike.host.HostEvent;
import org.sctpshim.ike.host.PadOrder;
import org.sctpshim.ike.sa.NatTraversal;
import org.sctpshim.ike.session.Lifetimes;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.shim.channel.ChannelEvent;
import org.sctpshim.shim.channel.ChannelSettings;

/**
 * All that a shim is told. Made by {@link SctpShim#builder()}.
 *
 * @param identity our IKE identity
 * @param localAddresses our addresses: IKE binds and advertises them, channels that were not bound take them
 * @param peers who may talk to us; the first that fits an identity decides
 * @param profile what algorithms are offered and accepted
 * @param lifetimes after how long SAs are replaced
 * @param credentials our certificates, the preferred first, for peers that are to see one; closed with the shim
 * @param halfOpen how many IKE SAs initiated by others may be half open, and from how many on they show a cookie
 * @param certificateWarning how long before a certificate expires that is said, whoever's it is
 * @param ikePort UDP port of IKE, 500 by its standard
 * @param ikeNatPort UDP port of IKE once NAT traversal was agreed, 4500 by its standard
 * @param natTraversal whether NATs may be on the way
 * @param esp who does ESP: the kernel, or this process
 * @param channels times of {@code connect}
 * @param pathWatchInterval pause between two looks at the kernel's path states
 * @param dangerousKeyLog folder to which all keys are written in clear, for a dissector
 * @param events hears what happens to associations
 * @param securityEvents hears what happens to IKE SAs, addresses and paths, on the IKE thread: it answers quickly
 */
public record ShimConfig(
        Identification identity,
        List<InetAddress> localAddresses,
        List<Peer> peers,
        SecurityProfile profile,
        Lifetimes lifetimes,
        List<CertificateCredential> credentials,
        HalfOpenLimits halfOpen,
        Duration certificateWarning,
        int ikePort,
        int ikeNatPort,
        NatTraversal natTraversal,
        DataPlane.Kind esp,
        ChannelSettings channels,
        Duration pathWatchInterval,
        Optional<Path> dangerousKeyLog,
        Consumer<ChannelEvent> events,
        Consumer<HostEvent> securityEvents) {
    public ShimConfig {
        localAddresses = List.copyOf(localAddresses);
        peers = List.copyOf(peers);
        credentials = List.copyOf(credentials);
        for (InetAddress address : localAddresses) {
            if (address.isAnyLocalAddress()) {
                throw new IllegalArgumentException("local addresses are explicit, not the wildcard");
            }
        }
        for (Peer peer : peers) {
            if (peer.authentication().own() instanceof CertificateAuthentication && credentials.isEmpty()) {
                throw new IllegalArgumentException("peer " + peer.name()
                        + " is to see one of our certificates, and there is none: give credentials(...)");
            }
        }
        PadOrder.check(peers.stream().map(Peer::entry).toList());
    }

    /** The peer of a name. */
    public Optional<Peer> peer(String name) {
        return peers.stream().filter(peer -> peer.name().equals(name)).findFirst();
    }

    /** The peer that is configured to be reached at an address. */
    public Optional<Peer> peerAt(InetAddress address) {
        return peers.stream().filter(peer -> peer.addresses().contains(address)).findFirst();
    }
}
