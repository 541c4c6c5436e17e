package org.sctpshim.ike.exchange;

import java.util.List;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.wire.DeletePayload;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.registry.SpiPair;

/**
 * Deletes one Child SA (RFC 7296 section 1.4.1). It is gone here at once, before the peer hears of it: a peer that does
 * not answer cannot keep what it has lost.
 */
public final class DeleteChildTask implements ExchangeTask {
    private final SpiPair spis;
    private final String reason;

    /** Deletes the Child SA with these SPIs, for this reason. */
    public DeleteChildTask(SpiPair spis, String reason) {
        this.spis = spis;
        this.reason = reason;
    }

    @Override
    public ExchangeType exchange() {
        return ExchangeType.INFORMATIONAL;
    }

    @Override
    public boolean concernsChildren() {
        return true;
    }

    @Override
    public void queued(ExchangeContext context) {
        context.children().rekeyings().deleting(spis);
        context.children()
                .remove(spis)
                .ifPresent(entry -> context.emit(new SessionEvent.ChildRemoved(entry.path(), entry.spis(), reason)));
    }

    @Override
    public List<Payload> request(ExchangeContext context) {
        return List.of(DeletePayload.esp(List.of(EspSpi.write(spis.inbound()))));
    }

    @Override
    public void answered(ExchangeContext context, IkeMessage response, Arrival arrival) {
        // The peer's half is gone or was gone already; either is what was asked for.
        context.children().rekeyings().gone(spis);
    }
}
