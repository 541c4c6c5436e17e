package org.sctpshim.ike.exchange;

import java.util.List;
import org.sctpshim.ike.crypto.RandomSource;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SpiPair;

/** The IKE SA as its exchanges see it. */
public interface ExchangeContext {
    /** The authenticated peer. */
    PeerId peer();

    /** Whether this host initiated the IKE SA. */
    boolean isInitiator();

    /** Whether both ends support MOBIKE (RFC 4555 section 3.2). */
    boolean mobike();

    /** The end points that the IKE SA uses now. */
    UdpEndpoints endpoints();

    /** The host that the session belongs to. */
    SessionHost host();

    /** Where nonces and cookies come from. */
    RandomSource random();

    /** The Child SAs of the IKE SA. */
    ChildSas children();

    /** What Child SAs are negotiated under now. */
    default ChildTerms childTerms() {
        return new ChildTerms(host().transportMode(peer()), endpoints().addresses());
    }

    /** Derives the keys of Child SAs. */
    ChildNegotiation childNegotiation();

    /** The key exchanges that the peer is amid of. */
    FurtherKeyExchanges furtherKeyExchanges();

    /** The time of the current call. */
    long nowNs();

    /** The peer ends the IKE SA after this time unless this host authenticates anew (AUTH_LIFETIME, RFC 4478). */
    void authenticationLimited(long lifetimeNs);

    /** Tries later to replace a Child SA, since it could not be done just now. */
    void rekeyLater(SpiPair old);

    /** Answers the peer's request to replace the IKE SA (RFC 7296 section 1.3.2). */
    List<Payload> answerIkeRekey(IkeMessage request);

    /** Whether this host is replacing the IKE SA, or it has been replaced (RFC 7296 section 2.25.2). */
    boolean isReplacingIkeSa();

    /** Which list update and which address update were the latest. */
    LatestUpdates latestUpdates();

    /** What is known of NATs between this host and the peer. */
    NatState nat();

    /** The NAT detection of a request over this way; none where NATs are not traversed. */
    List<Payload> natDetection(UdpEndpoints way);

    /** Tells the host. */
    void emit(SessionEvent event);

    /** Queues a further request. */
    void queue(ExchangeTask task);

    /** Sends a request before all that wait, since the peer waits for it. */
    void continueWith(ExchangeTask task);

    /** Runs the IKE SA over another pair from now on, and tells the peer (initiator only). */
    void moveTo(AddressPair pair);

    /** Takes the end points that the peer moved the IKE SA to, as the message shows them (responder only). */
    void movedByPeer(UdpEndpoints seen);

    /** Avoids the pair for the IKE SA until the peer sends a new list. */
    void avoid(AddressPair pair);

    /** Ends the IKE SA at once. */
    void close(String reason);

    /** Ends the IKE SA after the answer that is being made was sent. */
    void closeAfterAnswer(String reason);

    /** Every pair that may carry the IKE SA, best first, those to avoid left out. */
    List<AddressPair> pairs();

    /**
     * Every pair over which the peer may be told that this host's addresses changed, best first: the usable ones, then
     * those with addresses that the peer only listed (RFC 4555 section 3.6).
     */
    List<AddressPair> pairsForChanges();
}
