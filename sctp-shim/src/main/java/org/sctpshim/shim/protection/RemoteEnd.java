package org.sctpshim.shim.protection;

import java.net.InetAddress;
import java.util.Set;

/** The peer that a connection is meant for: by the name it is configured under, or by addresses of it. */
public sealed interface RemoteEnd {
    /** The peer's SCTP port, 1 to 65535. */
    int port();

    /**
     * A configured peer, whatever its addresses are.
     *
     * @param name the name in the configuration
     */
    record NamedPeer(String name, int port) implements RemoteEnd {
        public NamedPeer {
            if (name.isBlank()) {
                throw new IllegalArgumentException("a peer's name is not blank");
            }
            Ends.requirePort(port);
        }

        @Override
        public String toString() {
            return name + ":" + port;
        }
    }

    /**
     * The peer that has these addresses.
     *
     * @param addresses one or more addresses of one peer, never a wildcard
     */
    record PeerAddresses(Set<InetAddress> addresses, int port) implements RemoteEnd {
        public PeerAddresses {
            addresses = Ends.addresses(addresses);
            Ends.requirePort(port);
        }
    }
}
