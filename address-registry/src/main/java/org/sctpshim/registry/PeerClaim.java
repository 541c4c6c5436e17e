package org.sctpshim.registry;

import java.net.InetAddress;
import java.util.List;

/**
 * What an authenticated peer said of its addresses in IKE_AUTH, and what it was told of this host's.
 *
 * @param current the addresses of the IKE SA, from the IP header of IKE_AUTH
 * @param listed the addresses in ADDITIONAL_IP4_ADDRESS and ADDITIONAL_IP6_ADDRESS, in order
 * @param told the addresses of this host that the peer was told of in IKE_AUTH
 * @param mobike both ends sent MOBIKE_SUPPORTED
 * @param announcesExtension the peer sent the extension's vendor id
 * @param nats what is known of NATs: whether the peer's NO_NATS_ALLOWED was there and equal to the IP header, or what
 *     NAT detection found
 * @param initiatedHere this host initiated the IKE SA
 */
public record PeerClaim(
        AddressPair current,
        List<InetAddress> listed,
        List<InetAddress> told,
        boolean mobike,
        boolean announcesExtension,
        NatFinding nats,
        boolean initiatedHere) {
    /** Copies the lists. */
    public PeerClaim {
        listed = List.copyOf(listed);
        told = List.copyOf(told);
    }

    /** The same after the IKE SA moved. */
    public PeerClaim over(AddressPair pair) {
        return new PeerClaim(pair, listed, told, mobike, announcesExtension, nats, initiatedHere);
    }

    /** The same after the peer replaced its list. */
    public PeerClaim listing(List<InetAddress> addresses, NatFinding found) {
        return new PeerClaim(current, addresses, told, mobike, announcesExtension, found, initiatedHere);
    }
}
