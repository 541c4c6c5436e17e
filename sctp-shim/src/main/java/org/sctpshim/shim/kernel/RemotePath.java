package org.sctpshim.shim.kernel;

import java.net.InetAddress;
import org.sctpshim.registry.SctpPathState;

/**
 * One line of {@code /proc/net/sctp/remaddr}: an address of the peer and how the kernel fares with it.
 *
 * @param associationId the association it belongs to
 * @param rtoMillis the path's present retransmission timeout in milliseconds
 */
public record RemotePath(InetAddress address, int associationId, int rtoMillis, SctpPathState state) {}
