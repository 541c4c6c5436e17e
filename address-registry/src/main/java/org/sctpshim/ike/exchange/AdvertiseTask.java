package org.sctpshim.ike.exchange;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;

/** Replaces the list of this host's addresses at the peer (RFC 4555 section 3.6). */
public final class AdvertiseTask implements ExchangeTask {
    /** RFC 4555 section 3.9: the initiator should retry several times. */
    private static final int MAX_TRIES = 5;

    private final List<InetAddress> addresses;
    private final int tries;

    /** Sends this list. */
    public AdvertiseTask(List<InetAddress> addresses) {
        this(addresses, 1);
    }

    private AdvertiseTask(List<InetAddress> addresses, int tries) {
        this.addresses = List.copyOf(addresses);
        this.tries = tries;
    }

    @Override
    public ExchangeType exchange() {
        return ExchangeType.INFORMATIONAL;
    }

    @Override
    public List<Payload> request(ExchangeContext context) {
        List<Payload> payloads = new ArrayList<>(AddressList.write(addresses));
        payloads.add(NatVow.write(context.endpoints()));
        return payloads;
    }

    @Override
    public void answered(ExchangeContext context, IkeMessage response, Arrival arrival) {
        boolean refused = response.has(NotifyType.UNEXPECTED_NAT_DETECTED);
        // After the request went over several pairs it must be made anew (RFC 4555 section 3.6), and a vow that names
        // one pair cannot have been kept on another.
        if ((refused || arrival.sentOverSeveral()) && tries < MAX_TRIES) {
            context.queue(new AdvertiseTask(addresses, tries + 1));
        }
    }
}
