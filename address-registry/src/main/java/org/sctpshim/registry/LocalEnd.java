package org.sctpshim.registry;

import java.net.InetAddress;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * This host's end of an association, or of associations to come: its addresses and its SCTP port.
 *
 * @param addresses the addresses, in the order in which they were given; never empty, never a wildcard
 * @param port the SCTP port, 1 to 65535
 */
public record LocalEnd(Set<InetAddress> addresses, int port) {
    /**
     * Describes a local end.
     *
     * @throws IllegalArgumentException if there is no address, a wildcard among them, or the port is out of range
     */
    public LocalEnd {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("a local end needs at least one address");
        }
        for (InetAddress address : addresses) {
            if (address.isAnyLocalAddress()) {
                throw new IllegalArgumentException("a local end is bound to named addresses, not to the wildcard");
            }
        }
        if (port < 1 || port > 0xFFFF) {
            throw new IllegalArgumentException("an SCTP port is 1 to 65535, not " + port);
        }
        addresses = Collections.unmodifiableSet(new LinkedHashSet<>(addresses));
    }
}
