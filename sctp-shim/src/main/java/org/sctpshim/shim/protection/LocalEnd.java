package org.sctpshim.shim.protection;

import java.net.InetAddress;
import java.util.Set;

/**
 * The local addresses and the port of an association or of a listening socket.
 *
 * @param addresses one or more addresses, never a wildcard
 * @param port SCTP port, 1 to 65535
 */
public record LocalEnd(Set<InetAddress> addresses, int port) {
    public LocalEnd {
        addresses = Ends.addresses(addresses);
        Ends.requirePort(port);
    }
}
