package org.sctpshim.shim.kernel;

import java.net.InetAddress;
import java.util.Collections;
import java.util.Set;
import org.sctpshim.shim.protection.AssociationEnds;

/**
 * One line of {@code /proc/net/sctp/assocs}.
 *
 * @param id the kernel's association id, the same as {@code Association.associationID()}
 * @param state the kernel's {@code enum sctp_state}: 1 COOKIE-WAIT, 2 COOKIE-ECHOED, 3 ESTABLISHED, 4 and more shutting
 *     down
 * @param inode the socket's inode, 0 once no process has it open
 */
public record KernelAssociation(
        int id,
        int state,
        long inode,
        int localPort,
        int remotePort,
        Set<InetAddress> localAddresses,
        Set<InetAddress> remoteAddresses) {
    private static final int ESTABLISHED = 3;

    public KernelAssociation {
        localAddresses = Set.copyOf(localAddresses);
        remoteAddresses = Set.copyOf(remoteAddresses);
    }

    /** Whether its end has begun: what is left of it is SHUTDOWN and its answers, and data sent before. */
    public boolean isShuttingDown() {
        return state > ESTABLISHED;
    }

    /**
     * Whether this is an association between these ends: the same ports, and on each side an address in common, since
     * addresses may be added and removed during its life.
     */
    public boolean isBetween(AssociationEnds ends) {
        return localPort == ends.local().port()
                && remotePort == ends.remotePort()
                && !Collections.disjoint(localAddresses, ends.local().addresses())
                && !Collections.disjoint(remoteAddresses, ends.remoteAddresses());
    }
}
