package org.sctpshim.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.sctpshim.ike.wire.ExchangeRules;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.RuleViolation;

/** Finds the handler of a request, after what holds for every request (RFC 7296 section 2.5). */
public final class RequestHandlers {
    private final RequestHandler informational = new InformationalHandler();
    private final RequestHandler createChild = new CreateChildHandler();
    private final RequestHandler followup = new FollowupHandler();

    /** The handlers of an established IKE SA. */
    public RequestHandlers() {}

    /** Answers a request that is authentic, well formed and fresh. */
    public List<Payload> answer(ExchangeContext context, IkeMessage request, Arrival arrival) {
        Optional<RuleViolation> broken = ExchangeRules.check(request);
        if (broken.isPresent()) {
            return List.of(broken.get().notification(request));
        }
        ExchangeType exchange = request.header().exchange();
        if (exchange.equals(ExchangeType.INFORMATIONAL)) {
            return informational.answer(context, request, arrival);
        }
        if (exchange.equals(ExchangeType.CREATE_CHILD_SA)) {
            return createChild.answer(context, request, arrival);
        }
        if (exchange.equals(ExchangeType.IKE_FOLLOWUP_KE)) {
            return followup.answer(context, request, arrival);
        }
        return malformed();
    }

    /** The answer to a request that cannot be read. */
    public List<Payload> malformed() {
        return List.of(NotifyPayload.of(NotifyType.INVALID_SYNTAX));
    }
}
