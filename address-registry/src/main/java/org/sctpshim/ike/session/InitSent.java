package org.sctpshim.ike.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.auth.CertificateRequests;
import org.sctpshim.ike.crypto.EphemeralKey;
import org.sctpshim.ike.crypto.IkeProposal;
import org.sctpshim.ike.crypto.KeyExchange;
import org.sctpshim.ike.crypto.Nonces;
import org.sctpshim.ike.crypto.SuiteProposal;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.KeyExchangePayload;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageWriter;
import org.sctpshim.ike.wire.NoncePayload;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;

/**
 * The initiator sent IKE_SA_INIT (RFC 7296 section 1.2). Each retransmission takes the next pair of addresses (RFC
 * 4555 section 3.1); the pair that answers is the one that the IKE SA uses.
 */
final class InitSent implements Phase {
    /** How often the responder may ask for a cookie or another key exchange before that is taken for an attack, until the
     * next retransmission. */
    private static final int MAX_RESTARTS = 3;

    private final SessionScope scope;
    private final PeerEntry peer;
    private final List<UdpEndpoints> ways;
    private final long spi;
    private final NoncePayload nonce;
    private final long startedNs;
    private EphemeralKey ephemeral;
    private KeyExchangeMethod method;
    private @Nullable NotifyPayload cookie;
    private Bytes request;
    private int restarts;
    private int transmissions;
    private long dueNs;
    private @Nullable String refusal;

    private InitSent(SessionScope scope, PeerEntry peer, List<UdpEndpoints> ways, long spi, KeyExchange keyExchange) {
        this.scope = scope;
        this.peer = peer;
        this.ways = List.copyOf(ways);
        this.spi = spi;
        this.nonce = Nonces.fresh(scope.random);
        this.startedNs = scope.nowNs();
        this.method = keyExchange.method();
        this.ephemeral = keyExchange.generate(scope.random);
        this.request = write();
    }

    static Phase start(SessionScope scope, PeerEntry peer, List<UdpEndpoints> ways, long spi) {
        KeyExchangeMethod first =
                scope.parameters.ikeProposals().get(0).keyExchanges().get(0);
        KeyExchange keyExchange =
                KeyExchange.of(first).orElseThrow(() -> new IllegalArgumentException(first + " is not supported"));
        InitSent phase = new InitSent(scope, peer, ways, spi, keyExchange);
        phase.transmit();
        return phase;
    }

    private Bytes write() {
        List<Payload> payloads = new ArrayList<>();
        if (cookie != null) {
            payloads.add(cookie);
        }
        payloads.add(SuiteProposal.offer(scope.parameters.ikeProposals(), Bytes.EMPTY));
        payloads.add(new KeyExchangePayload(method, ephemeral.publicValue()));
        payloads.add(nonce);
        IkeHeader header = IkeHeader.request(spi, 0, ExchangeType.IKE_SA_INIT, true, 0);
        payloads.addAll(NatHandshake.offer(scope, header, ways));
        payloads.addAll(InitAbilities.ofInitiator(scope.parameters, peer).write());
        payloads.addAll(CertificateRequests.of(peer.authentication()).hashAlgorithms());
        return Bytes.of(MessageWriter.write(new IkeMessage(header, payloads)));
    }

    private void transmit() {
        transmit(ways.get(transmissions % ways.size()));
    }

    private void transmit(UdpEndpoints way) {
        scope.send(way, request);
        transmissions++;
        // The peer computes a key exchange before it answers, and may have to start its JVM's: twice the usual wait.
        dueNs = scope.nowNs() + 2 * scope.retransmission().waitNs(Math.max(1, transmissions - ways.size() + 1));
    }

    @Override
    public Phase handle(Bytes raw, IkeMessage message, UdpEndpoints arrivedOver) {
        if (!InitOffer.isAnswer(message.header()) || !ways.contains(arrivedOver)) {
            scope.dropped(DropReason.UNEXPECTED_EXCHANGE);
            return this;
        }
        if (InitOffer.isBroken(message)) {
            scope.dropped(DropReason.RULE_BROKEN);
            return this;
        }
        Optional<NotifyPayload> wantedCookie = message.notification(NotifyType.COOKIE);
        if (wantedCookie.isPresent()) {
            return restart(arrivedOver, () -> cookie = wantedCookie.get());
        }
        Optional<NotifyPayload> wantedMethod = message.notification(NotifyType.INVALID_KE_PAYLOAD);
        if (wantedMethod.isPresent()) {
            return otherKeyExchange(wantedMethod.get(), arrivedOver);
        }
        Optional<NotifyPayload> error = message.error();
        if (error.isPresent()) {
            // Anybody could have sent this: go on until the next retransmission falls due, in case the real answer
            // comes.
            refusal = "peer \"" + peer.id() + "\" answered IKE_SA_INIT with "
                    + error.get().kind();
            return this;
        }
        return agreed(raw, message, arrivedOver);
    }

    private Phase otherKeyExchange(NotifyPayload notify, UdpEndpoints arrivedOver) {
        try {
            KeyExchangeMethod wanted = notify.readWantedKeyExchange();
            Optional<KeyExchange> other = KeyExchange.of(wanted).filter(any -> isOffered(wanted));
            if (other.isEmpty() || wanted.equals(method)) {
                scope.dropped(DropReason.RULE_BROKEN);
                return this;
            }
            return restart(arrivedOver, () -> {
                ephemeral.close();
                method = wanted;
                ephemeral = other.get().generate(scope.random);
            });
        } catch (MalformedMessageException e) {
            scope.dropped(DropReason.MALFORMED);
            return this;
        }
    }

    private boolean isOffered(KeyExchangeMethod wanted) {
        return scope.parameters.ikeProposals().stream()
                .map(IkeProposal::keyExchanges)
                .anyMatch(methods -> methods.contains(wanted));
    }

    /** Asks anew over the pair that answered: a cookie is good for the address it was sent to (RFC 7296 section 2.6). */
    private Phase restart(UdpEndpoints arrivedOver, Runnable change) {
        if (restarts == MAX_RESTARTS) {
            scope.dropped(DropReason.RULE_BROKEN);
            return this;
        }
        restarts++;
        change.run();
        request = write();
        transmit(arrivedOver);
        return this;
    }

    private Phase agreed(Bytes raw, IkeMessage message, UdpEndpoints arrivedOver) {
        InitOffer offer = new InitOffer(scope, peer, ways, spi, nonce, method, ephemeral, request);
        return InitAnswers.begin(scope, offer, raw, message, arrivedOver).orElse(this);
    }

    @Override
    public Phase timeout() {
        if (refusal != null) {
            return abandon(refusal);
        }
        if (scope.nowNs() - startedNs >= scope.parameters.handshakePatienceNs()) {
            return abandon("peer \"" + peer.id() + "\" does not answer IKE_SA_INIT at "
                    + ways.stream()
                            .map(way -> way.addresses().remote().getHostAddress())
                            .distinct()
                            .toList()
                    + ": is its IKE running, and is UDP port " + ways.get(0).remotePort() + " open?");
        }
        // What forgers used up must not keep the real responder's cookie out.
        restarts = 0;
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
        return scope.closed(reason);
    }
}
