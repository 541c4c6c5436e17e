package org.sctpshim.registry;

import java.net.InetAddress;
import java.util.List;

/** Something the registry wants of IKE. Whoever drives the registry answers each with what came of it. */
public sealed interface RegistryWish {
    /** The peer that the wish concerns. */
    PeerId peer();

    /**
     * Establish an IKE SA with the peer; answered by {@code peerEstablished} or {@code peerLost}.
     *
     * @param peer the peer
     * @param locals local addresses to try from, in order of preference
     */
    record EstablishPeer(PeerId peer, List<InetAddress> locals) implements RegistryWish {
        /** Copies the list. */
        public EstablishPeer {
            locals = List.copyOf(locals);
        }
    }

    /**
     * Establish a further IKE SA with the peer, over this pair and no other; answered by {@code peerAlsoAt} or {@code
     * pairFailed}.
     */
    record EstablishPair(PeerId peer, AddressPair pair) implements RegistryWish {}

    /** Send the whole list of this host's addresses (RFC 4555 section 3.6), as it then is. */
    record AdvertiseAddresses(PeerId peer) implements RegistryWish {}

    /**
     * Show return routability over a pair (RFC 4555 section 3.7); answered by {@code reachabilityShown} or
     * {@code reachabilityFailed}.
     */
    record ProveReachability(PeerId peer, AddressPair pair) implements RegistryWish {}

    /** Negotiate a Child SA for the path; answered by {@code childEstablished} or {@code childRefused}. */
    record NegotiatePath(PeerId peer, PathId path) implements RegistryWish {}

    /** Delete a Child SA whose ground is gone; answered by {@code childRemoved}. */
    record DeleteChild(PeerId peer, PathId path, SpiPair spis) implements RegistryWish {}

    /** Delete a Child SA that another one has taken the place of; answered by {@code childRemoved}. */
    record RetireChild(PeerId peer, PathId path, SpiPair spis) implements RegistryWish {}

    /** Find out whether the pair that an IKE SA uses still carries packets (RFC 4555 section 3.5, on a hint). */
    record TestLiveness(PeerId peer, AddressPair pair) implements RegistryWish {}

    /** No association wants the peer any more: close every IKE SA with it. */
    record ClosePeer(PeerId peer) implements RegistryWish {}
}
