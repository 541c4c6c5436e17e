package org.sctpshim.ike.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sctpshim.ike.auth.Proof;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.sa.PostquantumKey;
import org.sctpshim.ike.wire.AuthenticationPayload;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;

/**
 * Whether a postquantum pre-shared key is used (RFC 8784 section 3). The initiator names its key and proves itself with
 * it; where it can do without, it proves itself without it as well. The responder takes the one or the other. A key that
 * is mandatory is never done without, at either end.
 */
sealed interface PpkChoice {
    /** The responder judges this message: the initiator's, with the proof in it that it goes by. */
    record Made(IkeMessage message) implements PpkChoice {}

    /** The two ends' keys do not go together; {@code reason} is for this host's operator. */
    record Impossible(String reason) implements PpkChoice {}

    /** PPK_ID_FIXED: both ends were configured with the name. */
    byte FIXED = 2;

    /** What the initiator says of its key in IKE_AUTH; its own proof is made with the key from here on. */
    static List<Payload> offer(SessionScope scope, PeerEntry peer, KeyedExchange exchange) {
        Optional<PostquantumKey> key = peer.postquantumKey().filter(any -> exchange.isPpkAgreed());
        if (key.isEmpty()) {
            return List.of();
        }
        List<Payload> payloads = new ArrayList<>();
        payloads.add(identity(key.get()));
        if (!key.get().mandatory() && Authentication.prove(scope, peer, exchange) instanceof Proof.Given without) {
            without.payloads().stream()
                    .filter(AuthenticationPayload.class::isInstance)
                    .map(AuthenticationPayload.class::cast)
                    .map(proof -> NotifyPayload.of(NotifyType.NO_PPK_AUTH, proof.data()))
                    .forEach(payloads::add);
        }
        exchange.mix(key.get().key());
        return payloads;
    }

    /** Whether the responder took the key that the initiator named. */
    static boolean isTaken(KeyedExchange exchange, IkeMessage response) {
        return exchange.isPpkAgreed() && response.has(NotifyType.PPK_IDENTITY);
    }

    /** What the responder makes of the initiator's key; where it takes it, proofs are made with it from here on. */
    static PpkChoice ofResponder(PeerEntry peer, KeyedExchange exchange, IkeMessage request) {
        Optional<PostquantumKey> key = peer.postquantumKey();
        Optional<NotifyPayload> named =
                request.notification(NotifyType.PPK_IDENTITY).filter(any -> exchange.isPpkAgreed());
        boolean same = named.isPresent()
                && key.isPresent()
                && named.get().data().equals(identity(key.get()).data());
        if (same) {
            exchange.mix(key.get().key());
            return new Made(request);
        }
        if (key.isPresent() && key.get().mandatory()) {
            return new Impossible("it does not use the postquantum pre-shared key that is mandatory for it");
        }
        if (named.isEmpty()) {
            return new Made(request);
        }
        return request.notification(NotifyType.NO_PPK_AUTH)
                .<PpkChoice>map(without -> new Made(provedBy(request, without.data())))
                .orElse(new Impossible("it insists on a postquantum pre-shared key that is not configured here"));
    }

    private static NotifyPayload identity(PostquantumKey key) {
        return NotifyPayload.of(NotifyType.PPK_IDENTITY, Bytes.concat(Bytes.of(FIXED), key.id()));
    }

    private static IkeMessage provedBy(IkeMessage request, Bytes data) {
        List<Payload> payloads = request.payloads().stream()
                .map(payload -> payload instanceof AuthenticationPayload proof
                        ? new AuthenticationPayload(proof.method(), data)
                        : payload)
                .toList();
        return new IkeMessage(request.header(), payloads);
    }
}
