package org.sctpshim.ike.exchange;

import java.util.List;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.registry.SpiPair;

/** What came of negotiating a Child SA. */
public sealed interface ChildOutcome {
    /**
     * The Child SA is agreed.
     *
     * @param child the Child SA, with its keys
     * @param answer what the responder sends for it: SA, TSi, TSr, USE_TRANSPORT_MODE; empty for the initiator
     */
    record Made(ChildSa child, List<Payload> answer) implements ChildOutcome {
        /** Copies the list. */
        public Made {
            answer = List.copyOf(answer);
        }
    }

    /**
     * The Child SA is agreed, and its keys need further key exchanges (RFC 9370 section 2.2.4).
     *
     * @param answer as in {@link Made}
     */
    record Further(AgreedChild child, KeyExchangeSeries series, List<Payload> answer) implements ChildOutcome {
        /** Copies the list. */
        public Further {
            answer = List.copyOf(answer);
        }
    }

    /** Nobody made anything; {@code notification} says so on the wire. */
    record Refused(NotifyPayload notification, boolean temporary, String reason) implements ChildOutcome {}

    /** The peer made something that this host must not use, and has to delete. */
    record Unwanted(SpiPair spis, String reason) implements ChildOutcome {}
}
