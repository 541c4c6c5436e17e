package org.sctpshim.ike.exchange;

import java.util.List;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.wire.DeletePayload;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.registry.SpiPair;

/**
 * Deletes a Child SA that another one has taken the place of (RFC 7296 section 2.8). Until the peer has answered, and a
 * moment longer, this host still takes packets under it: the peer sends with it until it hears of the delete.
 */
public final class DeleteReplacedTask implements ExchangeTask {
    private final SpiPair old;

    /** Deletes the Child SA with these SPIs. */
    public DeleteReplacedTask(SpiPair old) {
        this.old = old;
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
        if (context.children().has(old)) {
            context.children().rekeyings().deleting(old);
        }
    }

    @Override
    public boolean isMoot(ExchangeContext context) {
        return !context.children().has(old);
    }

    @Override
    public List<Payload> request(ExchangeContext context) {
        return List.of(DeletePayload.esp(List.of(EspSpi.write(old.inbound()))));
    }

    @Override
    public void answered(ExchangeContext context, IkeMessage response, Arrival arrival) {
        context.children()
                .remove(old)
                .ifPresent(entry -> context.emit(new SessionEvent.ChildRetired(entry.path(), entry.spis())));
        context.children().rekeyings().gone(old);
    }
}
