package org.sctpshim.ike.exchange;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.crypto.Nonces;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.registry.PathId;

/** Makes a further Child SA for a path (RFC 7296 section 1.3.1). */
public final class CreateChildTask extends ChildExchange {
    private final boolean withKeyExchange;

    /** Protects this path. */
    public CreateChildTask(PathId path) {
        this(path, false, null);
    }

    private CreateChildTask(PathId path, boolean withKeyExchange, @Nullable KeyExchangeMethod wanted) {
        super(path, withKeyExchange, wanted);
        this.withKeyExchange = withKeyExchange;
    }

    @Override
    void took(ExchangeContext context, ChildOutcome outcome, Nonces nonces, Optional<KeyExchangeMethod> other) {
        boolean mayWantKeyExchange = !withKeyExchange
                && outcome instanceof ChildOutcome.Refused refused
                && refused.notification().is(NotifyType.NO_PROPOSAL_CHOSEN);
        if (other.isPresent() || mayWantKeyExchange) {
            context.queue(new CreateChildTask(path, true, other.orElse(null)));
        } else {
            ChildOutcomes.take(context, path, outcome);
        }
    }
}
