package org.sctpshim.ike.sa;

/**
 * Whether NATs may be between this host and its peers (RFC 7296 section 2.23, RFC 3948).
 *
 * @param allowed NATs are detected and traversed: IKE moves to the port below with IKE_AUTH, with every peer that can.
 *     Where not, NO_NATS_ALLOWED says so, and a NAT on the way is an attack (RFC 4555 section 3.9)
 * @param port the UDP port that IKE and ESP share, 4500 by default; the peer's is the same
 * @param keepaliveNs after how long without a datagram to the peer a host behind a NAT refreshes its mapping
 */
public record NatTraversal(boolean allowed, int port, long keepaliveNs) {
    /** The port that RFC 3948 gives to IKE and ESP in UDP. */
    public static final int NAT_PORT = 4500;

    /** RFC 3948 section 4: 20 seconds. */
    private static final long KEEPALIVE_NS = 20_000_000_000L;

    /** No NAT may be between: the lists of addresses that peers send are true. */
    public static final NatTraversal FORBID = new NatTraversal(false, NAT_PORT, KEEPALIVE_NS);

    /** NATs are detected and traversed. */
    public static final NatTraversal ALLOW = new NatTraversal(true, NAT_PORT, KEEPALIVE_NS);

    /** The same over another port. */
    public NatTraversal over(int otherPort) {
        return new NatTraversal(allowed, otherPort, keepaliveNs);
    }
}
