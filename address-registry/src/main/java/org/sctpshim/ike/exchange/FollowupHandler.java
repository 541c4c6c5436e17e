package org.sctpshim.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.sctpshim.ike.crypto.Agreement;
import org.sctpshim.ike.crypto.KeyExchange;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.KeyExchangePayload;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;

/** Answers IKE_FOLLOWUP_KE: one more key exchange of a CREATE_CHILD_SA that the peer began (RFC 9370 section 2.2.4). */
final class FollowupHandler implements RequestHandler {
    @Override
    public List<Payload> answer(ExchangeContext context, IkeMessage request, Arrival arrival) {
        Optional<FurtherKeyExchanges.Pending> known = request.notification(NotifyType.ADDITIONAL_KEY_EXCHANGE)
                .flatMap(link -> context.furtherKeyExchanges().take(link.data()));
        return known.isPresent()
                ? goOn(context, request, known.get())
                : List.of(NotifyPayload.of(NotifyType.STATE_NOT_FOUND));
    }

    private static List<Payload> goOn(
            ExchangeContext context, IkeMessage request, FurtherKeyExchanges.Pending pending) {
        KeyExchangeSeries series = pending.series();
        KeyExchangeMethod method = series.next();
        Optional<KeyExchange.Response> own = request.first(KeyExchangePayload.class)
                .filter(theirs -> theirs.method().equals(method))
                .flatMap(theirs ->
                        KeyExchange.of(method).map(exchange -> exchange.respond(theirs.data(), context.random())));
        if (own.isEmpty() || !(own.get().agreement() instanceof Agreement.Agreed agreed)) {
            pending.fail(context, "the peer's further key exchange is no good");
            return List.of(NotifyPayload.of(NotifyType.INVALID_SYNTAX));
        }
        series.add(agreed.secret());
        Payload mine = new KeyExchangePayload(method, own.get().publicValue());
        if (!series.isComplete()) {
            Bytes next = context.furtherKeyExchanges()
                    .await(pending.about(), series, pending.sequel(), context.random(), context.nowNs());
            return List.of(mine, NotifyPayload.of(NotifyType.ADDITIONAL_KEY_EXCHANGE, next));
        }
        return pending.sequel()
                .complete(context, series)
                .<List<Payload>>map(refusal -> List.of(NotifyPayload.of(refusal)))
                .orElse(List.of(mine));
    }
}
