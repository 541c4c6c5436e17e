package org.sctpshim.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sctpshim.ike.crypto.Nonces;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.NoncePayload;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.PayloadType;

/** Answers CREATE_CHILD_SA requests for a further Child SA (RFC 7296 section 1.3.1). */
public final class CreateChildHandler implements RequestHandler {
    /** Keeps nothing of its own. */
    public CreateChildHandler() {}

    @Override
    public List<Payload> answer(ExchangeContext context, IkeMessage request, Arrival arrival) {
        Optional<NoncePayload> peerNonce = request.first(NoncePayload.class);
        if (peerNonce.isEmpty()) {
            return refuse(NotifyType.INVALID_SYNTAX);
        }
        boolean furtherChild = !request.has(NotifyType.REKEY_SA)
                && request.trafficSelectors(PayloadType.TSI).isPresent();
        if (!furtherChild) {
            // Rekeying is refused as a whole: the peer keeps the SA until its lifetime ends (RFC 7296 section 1.3).
            return refuse(NotifyType.NO_ADDITIONAL_SAS);
        }
        NoncePayload nonce = Nonces.fresh(context.random());
        ChildOutcome outcome = context.childNegotiation()
                .answer(
                        context.host(),
                        context.peer(),
                        request,
                        new Nonces(peerNonce.get(), nonce),
                        context.children());
        if (outcome instanceof ChildOutcome.Made made) {
            context.children().add(made.child().path(), made.child().spis());
            context.emit(new SessionEvent.ChildEstablished(made.child()));
            List<Payload> payloads = new ArrayList<>(made.answer());
            payloads.add(1, nonce);
            return payloads;
        }
        return outcome instanceof ChildOutcome.Refused refused
                ? List.of(refused.notification())
                : refuse(NotifyType.NO_PROPOSAL_CHOSEN);
    }

    private static List<Payload> refuse(NotifyType type) {
        return List.of(NotifyPayload.of(type));
    }
}
