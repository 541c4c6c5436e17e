package org.sctpshim.shim.channel;

import com.sun.nio.sctp.SctpChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sctpshim.registry.LocalEnd;
import org.sctpshim.shim.protection.AssociationEnds;
import org.sctpshim.shim.protection.RemoteEnd;

/** Translates between the addresses of channels and the ends that protection speaks of. */
final class ChannelEnds {
    static final String BIND_EXPLICITLY = "bind explicit local addresses: a wildcard would advertise every address of"
            + " this machine to the peer, protected or not; bind one address with bind() and add the others with"
            + " bindAddress()";

    private ChannelEnds() {}

    /** The end made of a channel's local addresses, all of one port. */
    static LocalEnd local(Set<SocketAddress> addresses) {
        return new LocalEnd(hosts(addresses), port(addresses));
    }

    /**
     * The ends of a connected channel.
     *
     * @throws IOException if the association is gone again, so that there is nothing left to know
     */
    static AssociationEnds of(SctpChannel channel) throws IOException {
        Set<SocketAddress> remote = channel.getRemoteAddresses();
        Set<SocketAddress> local = channel.getAllLocalAddresses();
        if (remote.isEmpty() || local.isEmpty()) {
            throw new IOException("the association ended before it could be used");
        }
        return new AssociationEnds(local(local), hosts(remote), port(remote));
    }

    /** Whom an address given to connect means: an unresolved one is a peer's name. */
    static RemoteEnd remote(SocketAddress address) {
        InetSocketAddress remote = internet(address);
        return remote.isUnresolved()
                ? new RemoteEnd.NamedPeer(remote.getHostString(), remote.getPort())
                : new RemoteEnd.PeerAddresses(Set.of(remote.getAddress()), remote.getPort());
    }

    /** An explicit address to bind. */
    static InetSocketAddress explicit(@Nullable SocketAddress local) {
        if (local == null) {
            throw new IllegalArgumentException(BIND_EXPLICITLY);
        }
        InetSocketAddress address = internet(local);
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("the local address " + address + " is not known to this machine");
        }
        if (address.getAddress().isAnyLocalAddress()) {
            throw new IllegalArgumentException(BIND_EXPLICITLY);
        }
        return address;
    }

    private static Set<InetAddress> hosts(Set<SocketAddress> addresses) {
        Set<InetAddress> hosts = new LinkedHashSet<>();
        addresses.forEach(address -> hosts.add(internet(address).getAddress()));
        return hosts;
    }

    private static int port(Set<SocketAddress> addresses) {
        return internet(addresses.iterator().next()).getPort();
    }

    private static InetSocketAddress internet(SocketAddress address) {
        if (address instanceof InetSocketAddress internet) {
            return internet;
        }
        throw new UnsupportedAddressTypeException();
    }
}
