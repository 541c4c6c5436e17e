package org.sctpshim.ike.exchange;

import java.util.List;
import org.sctpshim.ike.wire.DeletePayload;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.Payload;

/** Deletes the IKE SA and with it every Child SA (RFC 7296 section 1.4.1). */
public final class CloseTask implements ExchangeTask {
    private final String reason;

    /** Closes for this reason. */
    public CloseTask(String reason) {
        this.reason = reason;
    }

    @Override
    public ExchangeType exchange() {
        return ExchangeType.INFORMATIONAL;
    }

    @Override
    public List<Payload> request(ExchangeContext context) {
        return List.of(DeletePayload.ikeSa());
    }

    @Override
    public void answered(ExchangeContext context, IkeMessage response, Arrival arrival) {
        context.close(reason);
    }
}
