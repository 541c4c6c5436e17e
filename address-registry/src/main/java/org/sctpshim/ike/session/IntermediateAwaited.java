package org.sctpshim.ike.session;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.crypto.Agreement;
import org.sctpshim.ike.crypto.KeyExchange;
import org.sctpshim.ike.crypto.Opening;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeRules;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.KeyExchangePayload;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;

/**
 * The responder answered IKE_SA_INIT and waits for IKE_INTERMEDIATE with the next key exchange that was agreed (RFC 9370
 * section 2.2.2). After the last it passes on to the phase that waits for IKE_AUTH, which takes over as soon as that
 * knows the peer; until then the last IKE_INTERMEDIATE may have to be answered again.
 */
final class IntermediateAwaited implements Phase {
    /** The last exchange that was answered, with the keys that protected it. */
    private record Answered(KeyedExchange exchange, IkeHeader request, SealedMessage answer) {}

    private final SessionScope scope;
    private final Bytes initRequest;
    private final Bytes initResponse;
    private final Function<KeyedExchange, Phase> awaitAuthentication;
    private final long expiresNs;
    private KeyedExchange exchange;
    private List<KeyExchangeMethod> methods;
    private @Nullable Answered answered;
    private @Nullable Phase authentication;

    /**
     * @param methods what is to be exchanged, in order, at least one
     * @param awaitAuthentication the phase that follows
     */
    IntermediateAwaited(
            SessionScope scope,
            KeyedExchange exchange,
            List<KeyExchangeMethod> methods,
            Bytes initRequest,
            Bytes initResponse,
            Function<KeyedExchange, Phase> awaitAuthentication) {
        this.scope = scope;
        this.exchange = exchange;
        this.methods = methods;
        this.initRequest = initRequest;
        this.initResponse = initResponse;
        this.awaitAuthentication = awaitAuthentication;
        this.expiresNs = scope.nowNs() + scope.parameters.handshakePatienceNs();
    }

    @Override
    public Phase handle(Bytes raw, IkeMessage message, UdpEndpoints arrivedOver) {
        if (raw.equals(initRequest)) {
            scope.send(arrivedOver, initResponse);
            return this;
        }
        if (answered != null && answered.request().equals(message.header())) {
            if (answered.exchange().isRepetition(raw, message)) {
                scope.send(arrivedOver, answered.answer());
            } else {
                scope.dropped(DropReason.NOT_AUTHENTIC);
            }
            return this;
        }
        if (authentication != null) {
            return passOn(authentication, authentication.handle(raw, message, arrivedOver));
        }
        Optional<Opening> next = NextMessage.open(scope, exchange, ExchangeType.IKE_INTERMEDIATE, raw, message);
        if (next.isEmpty()) {
            return this;
        }
        if (next.get() instanceof Opening.Opened readable) {
            return answer(readable, arrivedOver, exchange.octetsOf(raw, message));
        }
        scope.dropped(DropReason.MALFORMED);
        return this;
    }

    private Phase answer(Opening.Opened opened, UdpEndpoints arrivedOver, int askedOctets) {
        IkeMessage request = opened.message();
        KeyExchangeMethod method = methods.get(0);
        Optional<KeyExchangePayload> theirs = request.first(KeyExchangePayload.class)
                .filter(payload -> payload.method().equals(method))
                .filter(payload -> ExchangeRules.check(request).isEmpty());
        KeyExchange.Response own = theirs.flatMap(payload ->
                        KeyExchange.of(method).map(exchanged -> exchanged.respond(payload.data(), scope.random)))
                .orElse(null);
        IkeHeader header = request.header().answer();
        if (own == null || !(own.agreement() instanceof Agreement.Agreed agreed)) {
            SealedMessage refusal = exchange.seal(header, List.of(NotifyPayload.of(NotifyType.INVALID_SYNTAX)));
            if (!refusal.exceeds(askedOctets)) {
                scope.send(arrivedOver, refusal);
            }
            return abandon("the initiator's IKE_INTERMEDIATE has no usable key exchange " + method);
        }
        List<Payload> payloads = List.of(new KeyExchangePayload(method, own.publicValue()));
        exchange.covers(opened);
        exchange.covers(new IkeMessage(header, payloads));
        SealedMessage answer = exchange.seal(header, payloads);
        KeyedExchange stronger = exchange.strengthened(agreed.secret());
        scope.host.insecureLogKeys(stronger.keys);
        wipeAnswered();
        answered = new Answered(exchange, request.header(), answer);
        exchange = stronger;
        methods = methods.subList(1, methods.size());
        if (methods.isEmpty()) {
            authentication = awaitAuthentication.apply(exchange);
        }
        scope.send(arrivedOver, answer);
        return this;
    }

    private Phase passOn(Phase before, Phase after) {
        if (after == before) {
            return this;
        }
        wipeAnswered();
        return after;
    }

    @Override
    public Phase timeout() {
        return authentication == null
                ? abandon("the initiator never sent IKE_INTERMEDIATE")
                : passOn(authentication, authentication.timeout());
    }

    @Override
    public long deadlineNs() {
        return authentication == null ? expiresNs : authentication.deadlineNs();
    }

    @Override
    public Phase abandon(String reason) {
        wipeAnswered();
        if (authentication != null) {
            return authentication.abandon(reason);
        }
        exchange.wipe();
        return scope.closed(reason);
    }

    private void wipeAnswered() {
        if (answered != null) {
            answered.exchange().wipe();
        }
    }
}
