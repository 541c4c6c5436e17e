package org.sctpshim.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.sa.SessionEvent;
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
    private final AddressPair pair;
    private @Nullable ReachabilityCookie cookie;

    /** Announces the pair, which the session uses already. */
    public UpdateAddressesTask(AddressPair pair) {
        this.pair = pair;
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
        cookie = ReachabilityCookie.fresh(context.random());
        List<Payload> payloads = new ArrayList<>();
        payloads.add(NotifyPayload.of(NotifyType.UPDATE_SA_ADDRESSES));
        payloads.add(NatVow.write(context.endpoints().over(pair)));
        payloads.add(cookie.toPayload());
        payloads.addAll(AddressList.write(context.host().advertisedTo(context.peer()), pair.local()));
        return payloads;
    }

    @Override
    public void answered(ExchangeContext context, IkeMessage response, Arrival arrival) {
        AddressPair current = context.endpoints().addresses();
        if (!current.equals(pair)) {
            return; // A newer move is under way and voids this answer.
        }
        if (response.has(NotifyType.UNACCEPTABLE_ADDRESSES)) {
            context.avoid(pair);
            context.pairs().stream().findFirst().ifPresent(context::moveTo);
        } else if (response.has(NotifyType.UNEXPECTED_NAT_DETECTED)) {
            AddressPair way = arrival.endpoints().addresses();
            if (way.equals(pair)) {
                context.avoid(pair);
                context.pairs().stream().findFirst().ifPresent(context::moveTo);
            } else {
                context.moveTo(way);
            }
        } else if (cookie == null || !cookie.isIn(response)) {
            context.close("the peer answered UPDATE_SA_ADDRESSES with another COOKIE2");
        } else if (arrival.provesPair()) {
            context.emit(new SessionEvent.ReachabilityShown(pair));
        } else {
            context.moveTo(arrival.endpoints().addresses());
        }
    }
}
