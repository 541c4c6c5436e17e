package org.sctpshim.ike.session;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.crypto.Opening;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.exchange.Arrival;
import org.sctpshim.ike.exchange.NatSelectors;
import org.sctpshim.ike.exchange.RequestHandlers;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.DeletePayload;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.ProtocolId;

/**
 * The peer's requests: each is answered once, and again with the same octets where the answer was lost (RFC 7296 sections
 * 2.1 to 2.3).
 */
final class PeerRequests {
    private final SessionScope scope;
    private final IkeSa sa;
    private final Established established;
    private final ReplyCache replies;
    private final RequestHandlers handlers = new RequestHandlers();
    private final UpdatePace updates = new UpdatePace();
    private @Nullable String closingReason;

    PeerRequests(SessionScope scope, IkeSa sa, Established established, ReplyCache replies) {
        this.scope = scope;
        this.sa = sa;
        this.established = established;
        this.replies = replies;
    }

    /** Takes a request with the IKE SA's SPIs. */
    void take(Bytes raw, IkeMessage message, UdpEndpoints arrivedOver) {
        int messageId = message.header().messageId();
        ReplyCache.Kind kind = replies.kind(messageId);
        if (kind == ReplyCache.Kind.OUTSIDE) {
            scope.dropped(DropReason.OUTSIDE_WINDOW);
            return;
        }
        SealedMessage known = replies.answer(messageId);
        if (known != null) {
            answerAgain(raw, message, known, arrivedOver);
            return;
        }
        Optional<Opening> complete = sa.open(raw, message);
        if (complete.isEmpty()) {
            return;
        }
        Opening opened = complete.get();
        if (opened instanceof Opening.NotAuthentic) {
            scope.dropped(DropReason.NOT_AUTHENTIC);
        } else if (!updates.admits(opened, scope.nowNs())) {
            scope.dropped(DropReason.TOO_MANY_UPDATES);
        } else {
            answer(message, opened, arrivedOver);
        }
    }

    private void answerAgain(Bytes raw, IkeMessage message, SealedMessage answer, UdpEndpoints arrivedOver) {
        if (sa.isRepetition(raw, message)) {
            scope.send(arrivedOver, answer);
        } else {
            scope.dropped(DropReason.NOT_AUTHENTIC);
        }
    }

    private void answer(IkeMessage message, Opening opened, UdpEndpoints arrivedOver) {
        int messageId = message.header().messageId();
        established.heardFrom(arrivedOver);
        if (!deletesIkeSa(opened)) {
            established.usedByPeer();
        }
        List<Payload> payloads = payloads(opened, Arrival.ofRequest(messageId, arrivedOver));
        if (payloads.contains(NotifyPayload.of(NotifyType.INVALID_SYNTAX))) {
            // RFC 7296 section 2.21.3: with that answer the IKE SA ends at both ends, without a delete.
            closeAfterAnswer("the peer sent a malformed request");
        }
        SealedMessage answer = sa.seal(message.header().answer(), payloads);
        replies.answered(messageId, answer);
        scope.send(arrivedOver, answer);
        established.answerSent(closingReason);
    }

    private static boolean deletesIkeSa(Opening opened) {
        return opened instanceof Opening.Opened readable
                && readable.message()
                        .all(DeletePayload.class)
                        .anyMatch(delete -> delete.protocol().equals(ProtocolId.IKE));
    }

    private List<Payload> payloads(Opening opened, Arrival arrival) {
        if (opened instanceof Opening.Opened readable) {
            IkeMessage asSeen = NatSelectors.substituted(
                    readable.message(),
                    scope.nat.status(),
                    Role.RESPONDER,
                    established.endpoints().addresses(),
                    NatSelectors.known(scope.host, established.peer()));
            return handlers.answer(established, asSeen, arrival);
        }
        return handlers.malformed();
    }

    /** The IKE SA ends when the answer that is being made is on its way. */
    void closeAfterAnswer(String reason) {
        closingReason = reason;
    }
}
