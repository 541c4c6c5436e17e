package org.sctpshim.ike.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.registry.AddressPair;

/** Shows that the peer can be reached over one pair (RFC 4555 section 3.7), and moves nothing (section 3.10). */
public final class ReachabilityTask implements ExchangeTask {
    private final AddressPair pair;
    private @Nullable ReachabilityCookie cookie;
    private boolean reported;

    /** Checks a pair. */
    public ReachabilityTask(AddressPair pair) {
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
        return List.of(cookie.toPayload());
    }

    @Override
    public void answered(ExchangeContext context, IkeMessage response, Arrival arrival) {
        if (cookie == null || !cookie.isIn(response)) {
            context.close("the peer answered a return-routability check with another COOKIE2");
        } else if (arrival.provesPair() && arrival.endpoints().addresses().equals(pair)) {
            context.emit(new SessionEvent.ReachabilityShown(pair));
        } else {
            reportFailure(context);
        }
    }

    @Override
    public void pinnedPairSilent(ExchangeContext context) {
        reportFailure(context);
    }

    private void reportFailure(ExchangeContext context) {
        if (!reported) {
            reported = true;
            context.emit(new SessionEvent.ReachabilityFailed(pair));
        }
    }
}
