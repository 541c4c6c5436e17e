package org.sctpshim.ike.exchange;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.crypto.Nonces;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.NoncePayload;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.registry.PathId;

/** A CREATE_CHILD_SA exchange of this host for one Child SA, new or instead of another (RFC 7296 sections 1.3.1, 1.3.3). */
abstract class ChildExchange implements ExchangeTask {
    /** The path that the Child SA is for. */
    final PathId path;

    private final boolean withKeyExchange;
    private final @Nullable KeyExchangeMethod wanted;
    private @Nullable ChildRequest asked;

    /**
     * An exchange to come.
     *
     * @param withKeyExchange offer a key exchange of the Child SA's own
     * @param wanted the key exchange that the peer asked for before
     */
    ChildExchange(PathId path, boolean withKeyExchange, @Nullable KeyExchangeMethod wanted) {
        this.path = path;
        this.withKeyExchange = withKeyExchange;
        this.wanted = wanted;
    }

    @Override
    public final ExchangeType exchange() {
        return ExchangeType.CREATE_CHILD_SA;
    }

    @Override
    public final boolean concernsChildren() {
        return true;
    }

    @Override
    public List<Payload> request(ExchangeContext context) {
        asked = new ChildRequest(context, path, withKeyExchange, wanted);
        return asked.payloads();
    }

    @Override
    public final void answered(ExchangeContext context, IkeMessage response, Arrival arrival) {
        boolean complete = response.first(NoncePayload.class).isPresent()
                || response.error().isPresent();
        if (asked == null || !complete) {
            context.close("the peer answered CREATE_CHILD_SA without a nonce");
            return;
        }
        Optional<KeyExchangeMethod> other = wanted == null ? asked.otherKeyExchange(response) : Optional.empty();
        Nonces nonces = asked.nonces(response);
        ChildOutcome outcome = asked.accept(response);
        if (outcome instanceof ChildOutcome.Further further) {
            goOn(context, further, nonces, response);
        } else {
            took(context, outcome, nonces, other);
        }
    }

    private void goOn(ExchangeContext context, ChildOutcome.Further further, Nonces nonces, IkeMessage response) {
        Optional<NotifyPayload> link = response.notification(NotifyType.ADDITIONAL_KEY_EXCHANGE);
        if (link.isPresent()) {
            Sequel sequel = new Rest(further.child(), nonces);
            context.continueWith(new FollowupTask(further.series(), link.get().data(), sequel, false));
        } else {
            further.series().wipe();
            context.host().releaseSpi(further.child().spis().inbound());
            String reason = "the peer agreed on several key exchanges and does not go on with them";
            took(context, new ChildOutcome.Unwanted(further.child().spis(), reason), nonces, Optional.empty());
        }
    }

    /** What follows when several key exchanges are done. */
    private final class Rest implements Sequel {
        private final AgreedChild child;
        private final Nonces nonces;

        Rest(AgreedChild child, Nonces nonces) {
            this.child = child;
            this.nonces = nonces;
        }

        @Override
        public Optional<NotifyType> complete(ExchangeContext context, KeyExchangeSeries series) {
            ChildSa made = Objects.requireNonNull(asked).complete(child, series);
            took(context, new ChildOutcome.Made(made, List.of()), nonces, Optional.empty());
            return Optional.empty();
        }

        @Override
        public void failed(ExchangeContext context, String reason) {
            context.host().releaseSpi(child.spis().inbound());
            NotifyPayload lost = NotifyPayload.of(NotifyType.STATE_NOT_FOUND);
            took(context, new ChildOutcome.Refused(lost, true, reason), nonces, Optional.empty());
        }
    }

    /**
     * Does what follows from the outcome.
     *
     * @param other the key exchange to begin anew with, where the peer asked for another one for the first time
     */
    abstract void took(ExchangeContext context, ChildOutcome outcome, Nonces nonces, Optional<KeyExchangeMethod> other);

    @Override
    public void abandoned(ExchangeContext context) {
        if (asked != null) {
            asked.abandon();
        }
    }
}
