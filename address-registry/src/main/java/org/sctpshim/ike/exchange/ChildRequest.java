package org.sctpshim.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.crypto.Agreement;
import org.sctpshim.ike.crypto.EphemeralKey;
import org.sctpshim.ike.crypto.KeyExchange;
import org.sctpshim.ike.crypto.Nonces;
import org.sctpshim.ike.crypto.SharedSecret;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.KeyExchangePayload;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.NoncePayload;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.registry.PathId;

/**
 * This host's half of one CREATE_CHILD_SA exchange for a Child SA: the SPI it reserved, its nonce and, where its
 * proposals name one, its key of the SA's own key exchange (RFC 7296 section 1.3.1).
 */
final class ChildRequest {
    private final PathId path;
    private final ChildNegotiation negotiation;
    private final SessionHost host;
    private final ChildTerms terms;
    private final NoncePayload nonce;
    private final int spi;
    private final @Nullable KeyExchangeMethod method;
    private final @Nullable EphemeralKey ephemeral;

    /**
     * Begins an exchange.
     *
     * @param withKeyExchange offer a key exchange of the Child SA's own
     * @param wanted the key exchange that the peer asked for; otherwise the best of the first proposal
     */
    ChildRequest(ExchangeContext context, PathId path, boolean withKeyExchange, @Nullable KeyExchangeMethod wanted) {
        this.path = path;
        ChildNegotiation plain = context.childNegotiation();
        this.negotiation = withKeyExchange ? plain.withKeyExchange() : plain;
        this.host = context.host();
        this.terms = context.childTerms();
        this.nonce = Nonces.fresh(context.random());
        this.spi = host.newSpi();
        this.method = wanted == null ? negotiation.preferredKeyExchange().orElse(null) : wanted;
        this.ephemeral = method == null
                ? null
                : KeyExchange.of(method)
                        .orElseThrow(() -> new IllegalStateException("offered what is not supported"))
                        .generate(context.random());
    }

    /** SA, nonce, key exchange, selectors, USE_TRANSPORT_MODE. */
    List<Payload> payloads() {
        List<Payload> payloads = new ArrayList<>(negotiation.offer(path, spi, terms));
        payloads.add(1, nonce);
        if (method != null && ephemeral != null) {
            payloads.add(2, new KeyExchangePayload(method, ephemeral.publicValue()));
        }
        return payloads;
    }

    /** The two nonces, once the response is there; a refusal has none. */
    Nonces nonces(IkeMessage response) {
        return new Nonces(nonce, response.first(NoncePayload.class).orElse(nonce));
    }

    /** What came of it; the SPI is free again unless a Child SA was made. */
    ChildOutcome accept(IkeMessage response) {
        ChildOutcome outcome = negotiation.accept(path, spi, terms, response, nonces(response), this::agree);
        if (!(outcome instanceof ChildOutcome.Made || outcome instanceof ChildOutcome.Further)) {
            host.releaseSpi(spi);
        }
        close();
        return outcome;
    }

    private Optional<SharedSecret> agree(KeyExchangeMethod chosen, IkeMessage response) {
        Optional<KeyExchangePayload> theirs = response.first(KeyExchangePayload.class);
        boolean asBegun = chosen.equals(method)
                && theirs.filter(payload -> payload.method().equals(chosen)).isPresent();
        return asBegun && ephemeral != null && ephemeral.agree(theirs.get().data()) instanceof Agreement.Agreed agreed
                ? Optional.of(agreed.secret())
                : Optional.empty();
    }

    /** The Child SA, once the key exchanges that followed are done. */
    ChildSa complete(AgreedChild child, KeyExchangeSeries series) {
        return negotiation.complete(child, series);
    }

    /** The key exchange to begin anew with, where the peer asked for another that was offered. */
    Optional<KeyExchangeMethod> otherKeyExchange(IkeMessage response) {
        return response.notification(NotifyType.INVALID_KE_PAYLOAD)
                .flatMap(ChildRequest::wanted)
                .filter(wanted -> !wanted.equals(method) && negotiation.offersKeyExchange(wanted));
    }

    private static Optional<KeyExchangeMethod> wanted(NotifyPayload notify) {
        try {
            return Optional.of(notify.readWantedKeyExchange());
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    /** Nobody waits for the response any more. */
    void abandon() {
        host.releaseSpi(spi);
        close();
    }

    private void close() {
        if (ephemeral != null) {
            ephemeral.close();
        }
    }
}
