package org.sctpshim.ike.exchange;

import java.util.List;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.Payload;

/**
 * Finds out whether the peer is there (RFC 7296 section 2.4): an empty INFORMATIONAL. The session itself draws the
 * conclusions, from the answer's way or its absence.
 */
public final class LivenessTask implements ExchangeTask {
    /** A check over the IKE SA's pair, and over others if that one is silent. */
    public LivenessTask() {}

    @Override
    public ExchangeType exchange() {
        return ExchangeType.INFORMATIONAL;
    }

    @Override
    public List<Payload> request(ExchangeContext context) {
        return List.of();
    }

    @Override
    public void answered(ExchangeContext context, IkeMessage response, Arrival arrival) {
        // Being answered is all that was asked for.
    }
}
