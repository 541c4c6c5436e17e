package org.sctpshim.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.crypto.Nonces;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.NoncePayload;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.registry.PathId;

/** Makes a further Child SA for a path (RFC 7296 section 1.3.1). */
public final class CreateChildTask implements ExchangeTask {
    private final PathId path;
    private @Nullable NoncePayload nonce;
    private int spi;

    /** Protects this path. */
    public CreateChildTask(PathId path) {
        this.path = path;
    }

    @Override
    public ExchangeType exchange() {
        return ExchangeType.CREATE_CHILD_SA;
    }

    @Override
    public List<Payload> request(ExchangeContext context) {
        nonce = Nonces.fresh(context.random());
        spi = context.host().newSpi();
        List<Payload> payloads = new ArrayList<>(context.childNegotiation().offer(path, spi));
        payloads.add(1, nonce);
        return payloads;
    }

    @Override
    public void answered(ExchangeContext context, IkeMessage response, Arrival arrival) {
        Optional<NoncePayload> peerNonce = response.first(NoncePayload.class);
        if (nonce == null || (peerNonce.isEmpty() && response.error().isEmpty())) {
            context.close("the peer answered CREATE_CHILD_SA without a nonce");
            return;
        }
        Nonces nonces = new Nonces(nonce, peerNonce.orElse(nonce));
        ChildOutcomes.take(context, path, context.childNegotiation().accept(path, spi, response, nonces));
    }
}
