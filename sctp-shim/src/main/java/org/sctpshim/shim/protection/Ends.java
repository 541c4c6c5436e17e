package org.sctpshim.shim.protection;

import java.net.InetAddress;
import java.util.Set;

/** What every end of an association has to satisfy. */
final class Ends {
    private Ends() {}

    static Set<InetAddress> addresses(Set<InetAddress> addresses) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("an end needs at least one address");
        }
        for (InetAddress address : addresses) {
            if (address.isAnyLocalAddress()) {
                throw new IllegalArgumentException("an end needs explicit addresses, not the wildcard " + address);
            }
        }
        return Set.copyOf(addresses);
    }

    static int requirePort(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("an end needs a port from 1 to 65535, not " + port);
        }
        return port;
    }
}
