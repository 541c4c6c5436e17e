package org.sctpshim.registry;

/**
 * The two SCTP ports of an association.
 *
 * @param local the port of this host, 1 to 65535
 * @param remote the port of the peer, 1 to 65535
 */
public record SctpPorts(int local, int remote) {
    /**
     * Pairs two ports.
     *
     * @throws IllegalArgumentException if a port is not within 1 to 65535: a selector names exact ports
     */
    public SctpPorts {
        requirePort(local);
        requirePort(remote);
    }

    private static void requirePort(int port) {
        if (port < 1 || port > 0xFFFF) {
            throw new IllegalArgumentException("an SCTP port is 1 to 65535, not " + port);
        }
    }

    @Override
    public String toString() {
        return local + " <-> " + remote;
    }
}
