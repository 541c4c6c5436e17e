package org.sctpshim.benchmarks.ike;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.host.HostEvent;
import org.sctpshim.ike.host.HostParameters;
import org.sctpshim.ike.host.HostPeer;
import org.sctpshim.ike.host.IkeHost;
import org.sctpshim.ike.host.InsecureKeyLog;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.session.SessionParameters;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.registry.PeerId;

/** Makes hosts and carries their datagrams, in memory. */
final class Hosts {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Hosts() {}

    static IkeHost host(String name, SecurityProfile profile, List<HostPeer> peers) {
        SessionParameters parameters =
                SessionParameters.defaults(Identification.fqdn(name)).with(profile);
        return new IkeHost(HostParameters.of(parameters, peers), RANDOM::nextBytes, InsecureKeyLog.OFF);
    }

    static HostPeer peer(String name, List<InetAddress> addresses) {
        SecretBytes key = SecretBytes.adopt("a shared key of 32 octets or so".getBytes(StandardCharsets.US_ASCII));
        return new HostPeer(
                new PeerEntry(new PeerId(name), Identification.fqdn(name), key), AddressPolicy.anyListed(), addresses);
    }

    /** The address 10.NET.x.y of a host's number. */
    static InetAddress address(int net, int number) {
        byte[] octets = {10, (byte) net, (byte) (number >> 8), (byte) number};
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are no address", e);
        }
    }

    static Set<InetAddress> addresses(int number, int count) {
        return count == 1 ? Set.of(address(1, number)) : Set.of(address(1, number), address(2, number));
    }

    /** Hands over what one host sends; how many Child SAs it installed meanwhile is added to the other's. */
    static Carried carry(IkeHost from, IkeHost to) {
        int installed = installedBy(from);
        boolean any = false;
        for (var datagram = from.pollDatagram(); datagram.isPresent(); datagram = from.pollDatagram()) {
            any = true;
            IkeDatagram sent = datagram.get();
            to.handle(new IkeDatagram(sent.endpoints().turned(), sent.content()), 0);
            installed += installedBy(to);
        }
        return new Carried(any, installed);
    }

    /**
     * What was done.
     *
     * @param any whether there was a datagram
     * @param installed how many Child SAs were installed, at both ends
     */
    record Carried(boolean any, int installed) {}

    private static int installedBy(IkeHost host) {
        int installed = 0;
        for (var event = host.pollEvent(); event.isPresent(); event = host.pollEvent()) {
            if (event.get() instanceof HostEvent.InstallChild install) {
                install.child().wipe();
                installed++;
            }
        }
        return installed;
    }
}
