package org.sctpshim.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.registry.AddressPair;

/**
 * Tells the responder that the IKE SA runs over another pair now (RFC 4555 section 3.5). With it go the vow that no
 * NAT is between, the complete list, and a COOKIE2, so that one exchange shows the pair as well.
 *
 * <p>Transport-mode SAs are never moved: their addresses are those of their traffic selectors.
 */
public final class UpdateAddressesTask implements ExchangeTask {
    /**
     * How often a pair is tried on which a NAT seems to be, so that somebody who can change one packet does not keep a
     * pair from being used (RFC 4555 section 3.9).
     */
    private static final int TRIES_DESPITE_NAT = 4;

    private final AddressPair pair;
    private final int tries;
    private @Nullable ReachabilityCookie cookie;
    private long move;

    /** Announces the pair, which the session uses already. */
    public UpdateAddressesTask(AddressPair pair) {
        this(pair, 1);
    }

    private UpdateAddressesTask(AddressPair pair, int tries) {
        this.pair = pair;
        this.tries = tries;
    }

    @Override
    public ExchangeType exchange() {
        return ExchangeType.INFORMATIONAL;
    }

    @Override
    public Route route() {
        return new Route.Pinned(pair);
    }

    @Override
    public List<Payload> request(ExchangeContext context) {
        move = context.latestUpdates().ownMoves();
        cookie = ReachabilityCookie.fresh(context.random());
        List<Payload> payloads = new ArrayList<>();
        payloads.add(NotifyPayload.of(NotifyType.UPDATE_SA_ADDRESSES));
        UdpEndpoints way = context.endpoints().over(pair);
        NatVow.write(way, context.nat().status()).ifPresent(payloads::add);
        payloads.addAll(context.natDetection(way));
        payloads.add(cookie.toPayload());
        payloads.addAll(AddressList.write(context.host().advertisedTo(context.peer()), pair.local()));
        return payloads;
    }

    @Override
    public void answered(ExchangeContext context, IkeMessage response, Arrival arrival) {
        if (move != context.latestUpdates().ownMoves() || cookie == null) {
            return; // A newer move is under way and voids this answer.
        }
        if (cookie.isContradictedBy(response)) {
            context.close("the peer answered UPDATE_SA_ADDRESSES with another COOKIE2");
        } else if (response.has(NotifyType.UNACCEPTABLE_ADDRESSES)) {
            leave(context);
        } else if (response.has(NotifyType.UNEXPECTED_NAT_DETECTED)) {
            despiteNat(context, response, arrival);
        } else if (!cookie.isIn(response)) {
            context.close("the peer answered UPDATE_SA_ADDRESSES without its COOKIE2");
        } else if (arrival.provesPair()) {
            detectNats(context, response, arrival);
            context.emit(new SessionEvent.ReachabilityShown(pair));
            takeTunnelsAlong(context);
        } else {
            context.moveTo(arrival.endpoints().addresses());
        }
    }

    /** What is in tunnel mode has the IKE SA's addresses (RFC 4555 section 3.3): it is replaced by one that has the new. */
    private static void takeTunnelsAlong(ExchangeContext context) {
        context.children().all().stream()
                .filter(ChildSas.Entry::tunnel)
                .forEach(child -> context.queue(new RekeyChildTask(child.path(), child.spis())));
    }

    /** A vow that names one pair is broken on every other one; where it is broken on its own, a NAT may be there. */
    private void despiteNat(ExchangeContext context, IkeMessage response, Arrival arrival) {
        AddressPair way = arrival.endpoints().addresses();
        if (!way.equals(pair)) {
            context.moveTo(way);
        } else if (tries < TRIES_DESPITE_NAT) {
            context.queue(new UpdateAddressesTask(pair, tries + 1));
        } else if (detectNats(context, response, arrival)
                && context.nat().status().isAnywhere()) {
            context.moveTo(pair); // Now without a vow: the NAT is traversed.
        } else {
            leave(context);
        }
    }

    /** Whether the answer tells something new of NATs; what the peer listed before is judged by it. */
    private static boolean detectNats(ExchangeContext context, IkeMessage response, Arrival arrival) {
        boolean news = context.nat().detectInUpdate(response, arrival.endpoints());
        if (news) {
            context.emit(new SessionEvent.NatsFound(
                    NatVow.ABSENT.finding(context.nat().status())));
        }
        return news;
    }

    /** The pair cannot be used: another one, or none is left and the IKE SA ends. */
    private void leave(ExchangeContext context) {
        context.avoid(pair);
        List<AddressPair> others = context.pairs();
        if (others.isEmpty()) {
            context.close("the peer accepts no pair of addresses that is left for the IKE SA, at last not " + pair);
        } else {
            context.moveTo(others.get(0));
        }
    }
}
