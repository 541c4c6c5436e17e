package org.sctpshim.ike.exchange;

import java.util.List;
import org.sctpshim.ike.crypto.RandomSource;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PeerId;

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

    /** Derives the keys of Child SAs. */
    ChildNegotiation childNegotiation();

    /** Which list update and which address update were the latest. */
    LatestUpdates latestUpdates();

    /** Tells the host. */
    void emit(SessionEvent event);

    /** Queues a further request. */
    void queue(ExchangeTask task);

    /** Runs the IKE SA over another pair from now on, and tells the peer (initiator only). */
    void moveTo(AddressPair pair);

    /** Takes the pair that the peer moved the IKE SA to (responder only). */
    void movedByPeer(AddressPair pair);

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
