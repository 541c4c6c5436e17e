package org.sctpshim.ike.sa;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.wire.SecurityAssociationPayload;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.NatFinding;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SpiPair;

/** What an IKE session tells its host, in the order in which it happened. */
public sealed interface SessionEvent {
    /**
     * Both directions of a Child SA are agreed; install them before the session's next datagram is sent.
     *
     * @param replaced the Child SA of the same path whose place it takes, which stays for now (RFC 7296 section 2.8)
     * @param byPeer the peer asked for it and has it once it sees the answer; until then it can only send with it
     */
    record ChildEstablished(ChildSa child, Optional<SpiPair> replaced, boolean byPeer) implements SessionEvent {}

    /** The peer refused a Child SA that this host proposed; {@code temporary} where it wants to be asked again. */
    record ChildRefused(PathId path, boolean temporary, String reason) implements SessionEvent {}

    /** A Child SA is gone; remove it. */
    record ChildRemoved(PathId path, SpiPair spis, String reason) implements SessionEvent {}

    /** A Child SA is deleted, and another one has its place; packets that are on the way may still come under it. */
    record ChildRetired(PathId path, SpiPair spis) implements SessionEvent {}

    /** A Child SA could not be replaced; it stays, and replacing it is tried again. */
    record ChildRekeyFailed(PathId path, SpiPair spis, String reason) implements SessionEvent {}

    /**
     * The peer replaced the list of its addresses (RFC 4555 section 3.6).
     *
     * @param nats what is known of NATs on the way that the list came (RFC 4555 section 3.9)
     */
    record AddressesListed(List<InetAddress> addresses, NatFinding nats) implements SessionEvent {
        /** Copies the list. */
        public AddressesListed {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * Another IKE SA has taken the place of this one, with its Child SAs and all else (RFC 7296 section 2.8).
     *
     * @param ownSpi the SPI of this host in the new one
     * @param role this host's role in the exchange that made the new one
     * @param byThisHost this host asked for it
     */
    record IkeSaReplaced(long ownSpi, Role role, boolean byThisHost) implements SessionEvent {}

    /** The IKE SA could not be replaced; it is tried again. */
    record IkeRekeyFailed(String reason) implements SessionEvent {}

    /** It is time that this host authenticates anew (RFC 7296 section 2.8.3, RFC 4478). */
    record ReauthenticationDue() implements SessionEvent {}

    /** What is known of NATs changed with a move (RFC 4555 section 3.5); lists that came before are judged by it. */
    record NatsFound(NatFinding nats) implements SessionEvent {}

    /** The IKE SA runs over another pair now (RFC 4555 section 3.5). */
    record Moved(AddressPair pair) implements SessionEvent {}

    /** The peer answered a COOKIE2 that was sent over this pair only. */
    record ReachabilityShown(AddressPair pair) implements SessionEvent {}

    /** The peer did not answer over this pair. */
    record ReachabilityFailed(AddressPair pair) implements SessionEvent {}

    /** This host answered the peer's COOKIE2, which came to this address. */
    record ReachabilityAnswered(InetAddress local) implements SessionEvent {}

    /** Whoever initiated is none of the peers, or could not prove it; {@code reason} is a sentence for an operator. */
    record AuthenticationFailed(AddressPair pair, String reason) implements SessionEvent {}

    /** Whoever initiated offers no algorithms for the IKE SA that this host accepts. */
    record NoCommonAlgorithms(AddressPair pair, SecurityAssociationPayload offered) implements SessionEvent {}

    /** A peer proved who it is and is refused all the same; {@code reason} is a sentence for an operator. */
    record PeerRefused(PeerId peer, AddressPair pair, String reason) implements SessionEvent {}

    /** The IKE SA, and every Child SA with it, has ended; nothing comes after this. */
    record Closed(String reason) implements SessionEvent {}
}
