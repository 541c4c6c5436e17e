package org.sctpshim.ike.host;

import org.sctpshim.ike.sa.UdpEndpoints;

/**
 * Where the ESP of an IKE SA was seen to come from, for as long as IKE itself knows nothing newer.
 *
 * @param told the end points that IKE knew when it was seen
 * @param seen those that a packet came over
 */
record EspSeen(UdpEndpoints told, UdpEndpoints seen) {
    /** The end points to use, where IKE says these. */
    UdpEndpoints instead(UdpEndpoints ofIke) {
        return ofIke.equals(told) ? seen : ofIke;
    }
}
