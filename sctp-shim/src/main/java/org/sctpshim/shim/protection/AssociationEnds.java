package org.sctpshim.shim.protection;

import java.net.InetAddress;
import java.util.Set;
import org.sctpshim.registry.LocalEnd;

/**
 * Both ends of an association.
 *
 * @param remoteAddresses one or more addresses of the peer, never a wildcard
 * @param remotePort the peer's SCTP port, 1 to 65535
 */
public record AssociationEnds(LocalEnd local, Set<InetAddress> remoteAddresses, int remotePort) {
    public AssociationEnds {
        remoteAddresses = Ends.addresses(remoteAddresses);
        Ends.requirePort(remotePort);
    }
}
