package org.sctpshim.esp.plane;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * One local and one remote address of an association.
 *
 * @param local an address of this machine
 * @param remote an address of the peer
 */
public record PlanePath(InetAddress local, InetAddress remote) {

    public PlanePath {
        if (local instanceof Inet4Address != remote instanceof Inet4Address) {
            throw new IllegalArgumentException("local " + local.getHostAddress() + " and remote "
                    + remote.getHostAddress() + " are of different families");
        }
        if (local.isAnyLocalAddress() || remote.isAnyLocalAddress()) {
            throw new IllegalArgumentException("a path has two definite addresses, got " + local.getHostAddress()
                    + " and " + remote.getHostAddress());
        }
    }

    @Override
    public String toString() {
        return local.getHostAddress() + " - " + remote.getHostAddress();
    }
}
