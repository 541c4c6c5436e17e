package org.sctpshim.shim.protection;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import org.sctpshim.registry.LocalEnd;

/**
 * A claim on the protected paths between two ends.
 *
 * @param local our end
 * @param peer who is at the other end
 * @param remoteAddresses the peer's addresses to which paths are protected, the one to try first in front; those that
 *     are authorised but did not answer come last or not at all
 * @param remotePort the peer's SCTP port, 1 to 65535
 */
public record ProtectedAssociation(
        LocalEnd local, AuthenticatedPeer peer, List<InetAddress> remoteAddresses, int remotePort) {
    public ProtectedAssociation {
        remoteAddresses = List.copyOf(remoteAddresses);
        Ends.addresses(new LinkedHashSet<>(remoteAddresses));
        Ends.requirePort(remotePort);
    }

    /** Both ends, without order or identity. */
    public AssociationEnds ends() {
        return new AssociationEnds(local, new LinkedHashSet<>(remoteAddresses), remotePort);
    }
}
