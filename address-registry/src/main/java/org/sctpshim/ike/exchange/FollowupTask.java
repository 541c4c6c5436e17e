package org.sctpshim.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.crypto.Agreement;
import org.sctpshim.ike.crypto.EphemeralKey;
import org.sctpshim.ike.crypto.KeyExchange;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.KeyExchangePayload;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;

/**
 * One more key exchange of a CREATE_CHILD_SA that this host began (RFC 9370 section 2.2.4). It goes before all that
 * waits, since the peer holds a state for it.
 */
public final class FollowupTask implements ExchangeTask {
    private final KeyExchangeSeries series;
    private final Bytes link;
    private final Sequel sequel;
    private final boolean ofIkeSa;
    private @Nullable EphemeralKey ephemeral;
    private boolean ended;

    /**
     * The next of a series.
     *
     * @param link what the peer knows the series by
     * @param ofIkeSa it is the IKE SA that is replaced, not a Child SA that is made
     */
    public FollowupTask(KeyExchangeSeries series, Bytes link, Sequel sequel, boolean ofIkeSa) {
        this.series = series;
        this.link = link;
        this.sequel = sequel;
        this.ofIkeSa = ofIkeSa;
    }

    @Override
    public ExchangeType exchange() {
        return ExchangeType.IKE_FOLLOWUP_KE;
    }

    @Override
    public boolean concernsChildren() {
        return !ofIkeSa;
    }

    @Override
    public boolean isExclusive() {
        return ofIkeSa;
    }

    /** The IKE SA that it belonged to has ended: no other one knows the series. */
    @Override
    public boolean isMoot(ExchangeContext context) {
        return ended;
    }

    @Override
    public List<Payload> request(ExchangeContext context) {
        KeyExchangeMethod method = series.next();
        ephemeral = KeyExchange.of(method)
                .orElseThrow(() -> new IllegalStateException("offered what is not supported"))
                .generate(context.random());
        return List.of(
                new KeyExchangePayload(method, ephemeral.publicValue()),
                NotifyPayload.of(NotifyType.ADDITIONAL_KEY_EXCHANGE, link));
    }

    @Override
    public void answered(ExchangeContext context, IkeMessage response, Arrival arrival) {
        Optional<NotifyPayload> error = response.error();
        if (error.isPresent()) {
            fail(context, "the peer answered " + error.get().kind());
            return;
        }
        Optional<KeyExchangePayload> theirs = response.first(KeyExchangePayload.class)
                .filter(payload -> payload.method().equals(series.next()));
        boolean agrees = ephemeral != null
                && theirs.isPresent()
                && ephemeral.agree(theirs.get().data()) instanceof Agreement.Agreed agreed
                && taken(agreed);
        Optional<Bytes> next =
                response.notification(NotifyType.ADDITIONAL_KEY_EXCHANGE).map(NotifyPayload::data);
        if (!agrees || (!series.isComplete() && next.isEmpty())) {
            fail(context, "the peer's further key exchange is no good");
            return;
        }
        end();
        if (series.isComplete()) {
            sequel.complete(context, series);
        } else {
            context.continueWith(new FollowupTask(series, next.orElseThrow(), sequel, ofIkeSa));
        }
    }

    private boolean taken(Agreement.Agreed agreed) {
        series.add(agreed.secret());
        return true;
    }

    @Override
    public void abandoned(ExchangeContext context) {
        if (!ended) {
            fail(context, "the IKE SA ended first");
        }
    }

    private void fail(ExchangeContext context, String reason) {
        end();
        series.wipe();
        sequel.failed(context, reason);
    }

    private void end() {
        ended = true;
        if (ephemeral != null) {
            ephemeral.close();
        }
    }
}
