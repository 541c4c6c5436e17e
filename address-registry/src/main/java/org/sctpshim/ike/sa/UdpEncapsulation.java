package org.sctpshim.ike.sa;

/**
 * The UDP ports of a Child SA whose ESP goes within UDP, since a NAT is between (RFC 3948).
 *
 * @param localPort this host's port
 * @param remotePort the peer's port, as this host sees it behind its NAT
 */
public record UdpEncapsulation(int localPort, int remotePort) {}
