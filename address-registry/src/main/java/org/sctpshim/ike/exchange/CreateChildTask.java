package org.sctpshim.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.NoncePayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.registry.PathId;

/** Makes a further Child SA for a path (RFC 7296 section 1.3.1). */
public final class CreateChildTask implements ExchangeTask {
    private final PathId path;
    private final boolean withKeyExchange;
    private final @Nullable KeyExchangeMethod wanted;
    private @Nullable ChildRequest asked;

    /** Protects this path. */
    public CreateChildTask(PathId path) {
        this(path, false, null);
    }

    private CreateChildTask(PathId path, boolean withKeyExchange, @Nullable KeyExchangeMethod wanted) {
        this.path = path;
        this.withKeyExchange = withKeyExchange;
        this.wanted = wanted;
    }

    @Override
    public ExchangeType exchange() {
        return ExchangeType.CREATE_CHILD_SA;
    }

    @Override
    public boolean concernsChildren() {
        return true;
    }

    @Override
    public List<Payload> request(ExchangeContext context) {
        asked = new ChildRequest(context, path, withKeyExchange, wanted);
        return asked.payloads();
    }

    @Override
    public void answered(ExchangeContext context, IkeMessage response, Arrival arrival) {
        boolean complete = response.first(NoncePayload.class).isPresent()
                || response.error().isPresent();
        if (asked == null || !complete) {
            context.close("the peer answered CREATE_CHILD_SA without a nonce");
            return;
        }
        Optional<KeyExchangeMethod> other = wanted == null ? asked.otherKeyExchange(response) : Optional.empty();
        ChildOutcome outcome = asked.accept(response);
        boolean mayWantKeyExchange = !withKeyExchange
                && outcome instanceof ChildOutcome.Refused refused
                && refused.notification().is(NotifyType.NO_PROPOSAL_CHOSEN);
        if (other.isPresent() || mayWantKeyExchange) {
            context.queue(new CreateChildTask(path, true, other.orElse(null)));
        } else {
            ChildOutcomes.take(context, path, outcome);
        }
    }

    @Override
    public void abandoned(ExchangeContext context) {
        if (asked != null) {
            asked.abandon();
        }
    }
}
