package org.sctpshim.esp.plane;

import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.linux.DatagramArrivals;
import org.sctpshim.esp.linux.UdpPeer;

/**
 * Where a path's encapsulated packets come from when it is not where they go to: a NAT has given the peer another mapping
 * (RFC 7296 section 2.23). It is asked for authentic packets only, and only for those that are the newest of their SA. Of
 * the inbound thread.
 */
final class PeerSighting {

    private @Nullable UdpPeer told;
    private @Nullable UdpWay toldUnder;

    /** The peer's new place if it has not been told yet while packets go this way, else null. */
    @SuppressWarnings("ReferenceEquality") // a way that was put in the place of an equal one is a new decision
    @Nullable
    UdpPeer news(UdpWay way, DatagramArrivals arrivals, int message) {
        if (way.peer().hasSent(arrivals, message)) {
            return null;
        }
        UdpPeer before = told;
        if (before != null && toldUnder == way && before.hasSent(arrivals, message)) {
            return null;
        }
        UdpPeer now = new UdpPeer(IkeHandover.source(arrivals, message));
        told = now;
        toldUnder = way;
        return now;
    }
}
