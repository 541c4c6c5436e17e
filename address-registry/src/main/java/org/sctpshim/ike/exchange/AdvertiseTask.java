package org.sctpshim.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.registry.AddressPair;

/**
 * Replaces the list of this host's addresses at the peer (RFC 4555 section 3.6). The list is read when the request is
 * made, so that a repetition never brings back an older one.
 */
public final class AdvertiseTask implements ExchangeTask {
    /** RFC 4555 section 3.9: the initiator should retry several times. */
    private static final int MAX_TRIES = 8;

    private final int tries;
    private Route route = Route.CURRENT;

    /** Sends the list as it will be. */
    public AdvertiseTask() {
        this(1);
    }

    private AdvertiseTask(int tries) {
        this.tries = tries;
    }

    @Override
    public ExchangeType exchange() {
        return ExchangeType.INFORMATIONAL;
    }

    @Override
    public Route route() {
        return route;
    }

    @Override
    public List<Payload> request(ExchangeContext context) {
        AddressPair pair = way(context);
        List<Payload> payloads = new ArrayList<>(AddressList.write(
                context.host().advertisedTo(context.peer()),
                context.endpoints().addresses().local()));
        NatVow.write(context.endpoints().over(pair), context.nat().status()).ifPresent(payloads::add);
        return payloads;
    }

    /**
     * The pair to send over, which the vow names. A host that left the address of the IKE SA's pair may use any other,
     * and as a responder it has no other way to be heard (RFC 4555 section 3.5).
     */
    private AddressPair way(ExchangeContext context) {
        AddressPair current = context.endpoints().addresses();
        if (context.pairs().contains(current)) {
            return current;
        }
        List<AddressPair> others = context.pairsForChanges();
        if (others.isEmpty() || others.contains(current)) {
            return current;
        }
        AddressPair other = others.get((tries - 1) % others.size());
        route = new Route.Pinned(other);
        return other;
    }

    @Override
    public void answered(ExchangeContext context, IkeMessage response, Arrival arrival) {
        boolean refused = response.has(NotifyType.UNEXPECTED_NAT_DETECTED);
        // After the request went over several pairs it must be made anew (RFC 4555 section 3.6), and a vow that names
        // one pair cannot have been kept on another.
        if ((refused || arrival.sentOverSeveral()) && tries < MAX_TRIES) {
            context.queue(new AdvertiseTask(tries + 1));
        }
    }
}
