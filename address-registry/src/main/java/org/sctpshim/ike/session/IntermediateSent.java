package org.sctpshim.ike.session;

import java.util.List;
import java.util.Optional;
import org.sctpshim.ike.crypto.Agreement;
import org.sctpshim.ike.crypto.EphemeralKey;
import org.sctpshim.ike.crypto.KeyExchange;
import org.sctpshim.ike.crypto.Opening;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeRules;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.KeyExchangePayload;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.Payload;

/**
 * The initiator sent IKE_INTERMEDIATE with one more key exchange (RFC 9370 section 2.2.2): one exchange a method, each
 * under the keys that the one before made, and IKE_AUTH after the last.
 */
final class IntermediateSent implements Phase {
    private final SessionScope scope;
    private final PeerEntry peer;
    private final KeyedExchange exchange;
    private final UdpEndpoints endpoints;
    private final List<KeyExchangeMethod> methods;
    private final boolean childless;
    private final EphemeralKey ephemeral;
    private final SealedRequest request;
    private final long startedNs;
    private int transmissions;
    private long dueNs;

    private IntermediateSent(
            SessionScope scope,
            PeerEntry peer,
            KeyedExchange exchange,
            UdpEndpoints endpoints,
            List<KeyExchangeMethod> methods,
            boolean childless) {
        this.scope = scope;
        this.peer = peer;
        this.exchange = exchange;
        this.endpoints = endpoints;
        this.methods = methods;
        this.childless = childless;
        this.startedNs = scope.nowNs();
        this.ephemeral = KeyExchange.of(methods.get(0))
                .orElseThrow(() -> new IllegalStateException("offered what is not supported"))
                .generate(scope.random);
        IkeHeader header = exchange.requestHeader(ExchangeType.IKE_INTERMEDIATE, exchange.nextMessageId());
        List<Payload> payloads = List.of(new KeyExchangePayload(methods.get(0), ephemeral.publicValue()));
        exchange.covers(new IkeMessage(header, payloads));
        this.request = new SealedRequest(exchange, header, payloads);
    }

    /**
     * Goes on after IKE_SA_INIT or an IKE_INTERMEDIATE.
     *
     * @param methods what is still to be exchanged, in order
     * @param childless the responder takes an IKE_AUTH without a Child SA
     */
    static Phase next(
            SessionScope scope,
            PeerEntry peer,
            KeyedExchange exchange,
            UdpEndpoints endpoints,
            List<KeyExchangeMethod> methods,
            boolean childless) {
        if (methods.isEmpty()) {
            return AuthSent.start(scope, peer, exchange, endpoints, childless);
        }
        IntermediateSent phase = new IntermediateSent(scope, peer, exchange, endpoints, methods, childless);
        phase.transmit();
        return phase;
    }

    private void transmit() {
        scope.send(endpoints, request.next());
        transmissions++;
        // The peer computes a key exchange before it answers.
        dueNs = scope.nowNs() + 2 * scope.retransmission().waitNs(transmissions);
    }

    @Override
    public Phase handle(Bytes raw, IkeMessage message, UdpEndpoints arrivedOver) {
        Optional<Opening> next = NextMessage.open(scope, exchange, ExchangeType.IKE_INTERMEDIATE, raw, message);
        if (next.isEmpty()) {
            return this;
        }
        return next.get() instanceof Opening.Opened readable
                ? agree(readable)
                : abandon("peer \"" + peer.id() + "\" sent a malformed IKE_INTERMEDIATE response");
    }

    private Phase agree(Opening.Opened opened) {
        IkeMessage response = opened.message();
        Optional<NotifyPayload> error = response.error();
        if (error.isPresent()) {
            return abandon("peer \"" + peer.id() + "\" refused the key exchange " + methods.get(0) + ": "
                    + error.get().kind());
        }
        Optional<KeyExchangePayload> theirs = response.first(KeyExchangePayload.class)
                .filter(payload -> payload.method().equals(methods.get(0)))
                .filter(payload -> ExchangeRules.check(response)
                        .filter(violation -> !violation.isOfNotify())
                        .isEmpty());
        Agreement agreement =
                theirs.map(payload -> ephemeral.agree(payload.data())).orElse(null);
        if (!(agreement instanceof Agreement.Agreed agreed)) {
            return abandon("peer \"" + peer.id() + "\" answered IKE_INTERMEDIATE without a usable key exchange "
                    + methods.get(0));
        }
        exchange.covers(opened);
        KeyedExchange stronger = exchange.strengthened(agreed.secret());
        scope.host.insecureLogKeys(stronger.keys);
        ephemeral.close();
        exchange.wipe();
        return next(scope, peer, stronger, endpoints, methods.subList(1, methods.size()), childless);
    }

    @Override
    public Phase timeout() {
        if (scope.nowNs() - startedNs >= scope.parameters.handshakePatienceNs()) {
            return abandon("peer \"" + peer.id() + "\" answered IKE_SA_INIT but not IKE_INTERMEDIATE over "
                    + endpoints.addresses());
        }
        transmit();
        return this;
    }

    @Override
    public long deadlineNs() {
        return dueNs;
    }

    @Override
    public Phase abandon(String reason) {
        ephemeral.close();
        exchange.wipe();
        return scope.closed(reason);
    }
}
