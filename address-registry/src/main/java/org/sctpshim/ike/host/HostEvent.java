package org.sctpshim.ike.host;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.sctpshim.ike.auth.RevocationQuery;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.RegistryEvent;
import org.sctpshim.registry.SpiPair;

/** What a host tells its driver, in order. The first four must be done before the host's next datagram is sent. */
public sealed interface HostEvent {
    /** Install both directions of a Child SA. */
    record InstallChild(PeerId peer, ChildSa child) implements HostEvent {}

    /**
     * Install the inbound direction of a Child SA that is to take another one's place, and go on sending with the other.
     * Unless it is removed before, {@link InstallOutbound} follows with the same value.
     */
    record InstallInbound(PeerId peer, ChildSa child) implements HostEvent {}

    /** Send with the Child SA from now on: the peer has it. Its keys end with this event. */
    record InstallOutbound(PeerId peer, ChildSa child) implements HostEvent {}

    /**
     * The packets of a Child SA go within UDP between other end points from now on, or do so no longer, or do so now: a NAT
     * has moved the peer, or the IKE SA has moved. Keys, selectors, sequence numbers and replay window stay.
     */
    record EncapsulationChanged(PeerId peer, PathId path, SpiPair spis, Optional<UdpEndpoints> within)
            implements HostEvent {}

    /** Remove both directions of a Child SA. */
    record RemoveChild(PeerId peer, PathId path, SpiPair spis) implements HostEvent {}

    /** A Child SA has taken the place of another one, which is deleted without a gap (RFC 7296 section 2.8). */
    record ChildRekeyed(PeerId peer, PathId path, SpiPair old, SpiPair fresh, boolean byThisHost)
            implements HostEvent {}

    /** A Child SA could not be replaced; it stays, and it is tried again. */
    record ChildRekeyFailed(PeerId peer, PathId path, SpiPair spis, String reason) implements HostEvent {}

    /** An IKE SA has taken the place of another one, with its Child SAs. */
    record IkeSaRekeyed(PeerId peer, boolean byThisHost) implements HostEvent {}

    /** An IKE SA could not be replaced; it stays, and it is tried again. */
    record IkeSaRekeyFailed(PeerId peer, String reason) implements HostEvent {}

    /** An IKE SA is established. */
    record IkeSaEstablished(PeerId peer, Identification identification, AddressPair pair, boolean initiator)
            implements HostEvent {}

    /** A further IKE SA is established beside the one that speaks for the peer. */
    record FurtherIkeSaEstablished(PeerId peer, AddressPair pair, boolean initiator) implements HostEvent {}

    /** One of several IKE SAs with the peer ended; another one speaks for the peer. */
    record FurtherIkeSaEnded(PeerId peer, AddressPair pair, String reason) implements HostEvent {}

    /** An IKE SA runs over another pair now. */
    record IkeSaMoved(PeerId peer, AddressPair pair) implements HostEvent {}

    /** The last IKE SA with the peer ended, or the first could not be established. */
    record IkeSaEnded(PeerId peer, String reason) implements HostEvent {}

    /** A peer of a group has no IKE SA any more, and nothing is kept of it. */
    record PeerGone(PeerId peer) implements HostEvent {}

    /**
     * Somebody initiated an IKE SA and is none of the peers, or could not prove it. Nobody knows who it was; {@code
     * reason} is a sentence that tells what was claimed and what is wrong.
     */
    record AuthenticationFailed(AddressPair pair, String reason) implements HostEvent {}

    /**
     * Somebody began to initiate an IKE SA and was refused before anybody could tell who it is; {@code reason} is a
     * sentence that tells what it offered. Its address may be forged.
     */
    record InitiationRefused(AddressPair pair, String reason) implements HostEvent {}

    /**
     * A certificate expires shortly, or has expired. Told once a day for each, however often a peer shows it.
     *
     * @param peer whose it is; empty for this host's own
     * @param subject its subject
     * @param expires when the first certificate of its path does
     * @param left how long that is from now; negative once it has
     */
    record CertificateExpiring(Optional<PeerId> peer, String subject, Instant expires, Duration left)
            implements HostEvent {
        /** For an operator: what happens when, and what to do. */
        public String sentence() {
            String whose =
                    peer.map(id -> "the certificate of peer \"" + id + "\"").orElse("this host's certificate");
            String what = left.isNegative() || left.isZero()
                    ? " has expired on " + expires + ": no peer accepts it any more"
                    : " expires in " + left.toDays() + " d, on " + expires;
            return whose + " (" + subject + ")" + what + "; have it renewed";
        }
    }

    /**
     * The driver is to ask the network about certificates, away from the host's thread, and to hand every answer to {@link
     * IkeHost#revocationAnswered}, within seconds and also where there is none.
     */
    record AskRevocation(Set<RevocationQuery> queries) implements HostEvent {
        /** Copies the set. */
        public AskRevocation {
            queries = Set.copyOf(queries);
        }
    }

    /** Something happened to an address or a path. */
    record Registry(RegistryEvent event) implements HostEvent {}
}
