package org.sctpshim.ike.exchange;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sctpshim.ike.auth.CertificateRequests;
import org.sctpshim.ike.auth.Judgement;
import org.sctpshim.ike.auth.RevocationAnswers;
import org.sctpshim.ike.auth.RevocationQuery;
import org.sctpshim.ike.crypto.IkeSaKeys;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.sa.TransportMode;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.PeerClaim;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SelectorDecision;

/** What an IKE session asks of the host that it belongs to. Answers come from policy and the address registry. */
public interface SessionHost {
    /** What the first entry that is for somebody who calls itself so asks of it; keeps nothing of the claim. */
    Optional<PeerEntry> peer(Identification claimed);

    /**
     * Why an IKE SA that the authenticated peer initiates is not welcome now, as when this host's own initiation goes
     * first; empty where it is.
     *
     * @param initialContact the peer says that it has no other one (RFC 7296 section 2.4)
     */
    Optional<String> objection(PeerId peer, boolean initialContact);

    /** Whether this host says that the IKE SA is the only one with the peer (RFC 7296 section 2.4). */
    boolean assertsInitialContact();

    /** Why an authentic peer cannot be let in, where there are as many of its entry as there may be. */
    Optional<String> overLimit(PeerId peer);

    /** Who the peer is and what its certificate says, told right before {@link #authenticated}. */
    void identified(PeerEntry peer, Judgement.Authentic proof);

    /**
     * The peer is authenticated, and claims these addresses; decisions on Child SAs may follow at once.
     *
     * @param initialContact it says that it has no other IKE SA with this host (RFC 7296 section 2.4)
     */
    void authenticated(PeerId peer, PeerClaim claim, boolean initialContact);

    /** The path whose Child SA is to be made within IKE_AUTH over the pair, if there is one. */
    Optional<PathId> firstPath(PeerId peer, AddressPair pair);

    /** The addresses of this host that the peer may know. */
    List<InetAddress> advertisedTo(PeerId peer);

    /** Whether a Child SA for the path may be made. */
    SelectorDecision decide(PeerId peer, PathId path);

    /** Whether an address of the peer is authorised now. */
    boolean isAuthorised(PeerId peer, InetAddress address);

    /** The paths with the peer that this host knows of and that have no SAs yet. */
    List<PathId> pathsToProtect(PeerId peer);

    /** Whether the IKE SA may run over the pair. */
    boolean isAcceptable(PeerId peer, AddressPair pair);

    /** Every pair with an address where the peer was shown to be (RFC 4555 section 5.3), best first. */
    List<AddressPair> pairsWith(PeerId peer);

    /**
     * Every pair that may carry news of this host's addresses when the IKE SA's own pair is gone: with addresses that
     * the peer only listed as well (RFC 4555 section 3.6).
     */
    List<AddressPair> pairsForChanges(PeerId peer);

    /** What this host asks of whoever comes, before it is known who that is. */
    CertificateRequests certificateRequests();

    /** What the network has answered about the revocation of certificates. */
    RevocationAnswers revocation();

    /** Has the network asked; {@link #revocation} knows the answers once there are any. */
    void askRevocation(Set<RevocationQuery> queries);

    /** Whether a postquantum pre-shared key is configured for some peer (RFC 8784). */
    boolean hasPostquantumKeys();

    /** Whether Child SAs with the peer are in transport mode. */
    TransportMode transportMode(PeerId peer);

    /** Hands over the keys of an IKE SA to whoever debugs; nobody unless configured. */
    void insecureLogKeys(IkeSaKeys keys);

    /** Counts a message that was dropped. */
    void dropped(DropReason reason);

    /** Whether an IKE SA of this host goes by an SPI that this host chose. */
    boolean hasIkeSpi(long spi);

    /** A fresh inbound ESP SPI, which no SA of this host uses; it is reserved until it is released or its SA is gone. */
    int newSpi();

    /** Gives back a reserved SPI that no SA came to use. */
    void releaseSpi(int spi);
}
