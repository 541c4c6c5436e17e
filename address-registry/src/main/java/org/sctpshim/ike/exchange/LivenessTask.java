package org.sctpshim.ike.exchange;

import java.util.List;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.registry.AddressPair;

/**
 * Finds out whether the peer is there (RFC 7296 section 2.4): an empty INFORMATIONAL. The session itself draws the
 * conclusions, from the answer's way or its absence.
 */
public final class LivenessTask implements ExchangeTask {
    private boolean asksWhereSeen;

    /** A check over the IKE SA's pair, and over others if that one is silent. */
    public LivenessTask() {}

    @Override
    public ExchangeType exchange() {
        return ExchangeType.INFORMATIONAL;
    }

    @Override
    public List<Payload> request(ExchangeContext context) {
        asksWhereSeen = context.isInitiator() && context.nat().status().thisHostBehind();
        return asksWhereSeen ? context.natDetection(context.endpoints()) : List.of();
    }

    @Override
    public void answered(ExchangeContext context, IkeMessage response, Arrival arrival) {
        // Being answered is all that was asked for, unless this host is behind a NAT: then a mapping that changed is
        // told to the peer (RFC 4555 section 3.8).
        AddressPair current = context.endpoints().addresses();
        boolean overCurrent = arrival.endpoints().addresses().equals(current);
        if (asksWhereSeen && overCurrent && context.nat().mappingChanged(response) && context.mobike()) {
            context.moveTo(current);
        }
    }
}
