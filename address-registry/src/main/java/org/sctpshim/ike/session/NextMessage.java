package org.sctpshim.ike.session;

import java.util.Optional;
import org.sctpshim.ike.crypto.Opening;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;

/** The peer's next message of a handshake whose keys are there: IKE_INTERMEDIATE or IKE_AUTH. */
final class NextMessage {
    private NextMessage() {}

    /**
     * Opens it; what is another message or not authentic is dropped and counted.
     *
     * @return what was opened, {@link Opening.Opened} or {@link Opening.MalformedInside}; empty where there is nothing to
     *     be done, or a message in fragments is not whole yet
     */
    static Optional<Opening> open(
            SessionScope scope, KeyedExchange exchange, ExchangeType type, Bytes raw, IkeMessage message) {
        if (!exchange.awaits(message.header(), type)) {
            scope.dropped(DropReason.UNEXPECTED_EXCHANGE);
            return Optional.empty();
        }
        Optional<Opening> complete = exchange.open(raw, message);
        if (complete.isPresent() && complete.get() instanceof Opening.NotAuthentic) {
            scope.dropped(DropReason.NOT_AUTHENTIC);
            return Optional.empty();
        }
        return complete;
    }
}
