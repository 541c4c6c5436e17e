package org.sctpshim.ike.exchange;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.sctpshim.ike.sa.SessionEvent;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;

/** Does what an INFORMATIONAL request says of addresses, in the order of RFC 4555 sections 3.5 and 3.6. */
final class AddressUpdateHandler {
    private final ExchangeContext context;
    private final IkeMessage request;
    private final Arrival arrival;
    private final List<Payload> answer;

    AddressUpdateHandler(ExchangeContext context, IkeMessage request, Arrival arrival, List<Payload> answer) {
        this.context = context;
        this.request = request;
        this.arrival = arrival;
        this.answer = answer;
    }

    /** Whether the rest of the request may be used. */
    boolean take() {
        copyCookie();
        boolean moves = request.has(NotifyType.UPDATE_SA_ADDRESSES)
                && !context.isInitiator()
                && context.latestUpdates().moveIsNewest(arrival.messageId());
        try {
            Optional<List<InetAddress>> list = AddressList.read(request)
                    .filter(any -> context.latestUpdates().listIsNewest(arrival.messageId()));
            return !(moves || list.isPresent()) || update(moves, list);
        } catch (MalformedMessageException e) {
            answer.add(NotifyPayload.of(NotifyType.INVALID_SYNTAX));
            return false;
        }
    }

    /** Section 3.7: whatever else comes of the request, its COOKIE2 is in the answer as it was. */
    private void copyCookie() {
        request.notification(NotifyType.COOKIE2).ifPresent(cookie -> {
            answer.add(NotifyPayload.of(NotifyType.COOKIE2, cookie.data()));
            context.emit(new SessionEvent.ReachabilityAnswered(
                    arrival.endpoints().addresses().local()));
        });
    }

    /** Takes the newest move, the newest list, or both. */
    private boolean update(boolean moves, Optional<List<InetAddress>> list) {
        NatVow vow = NatVow.read(request, arrival.endpoints());
        if (vow == NatVow.BROKEN) {
            answer.add(NotifyPayload.of(NotifyType.UNEXPECTED_NAT_DETECTED));
            return false;
        }
        if (moves) {
            if (!context.host().isAcceptable(context.peer(), arrival.endpoints().addresses())) {
                answer.add(NotifyPayload.of(NotifyType.UNACCEPTABLE_ADDRESSES));
                return false;
            }
            if (context.nat().detectInUpdate(request, arrival.endpoints())) {
                context.emit(
                        new SessionEvent.NatsFound(vow.finding(context.nat().status())));
            }
            context.movedByPeer(arrival.endpoints());
        }
        list.ifPresent(addresses -> context.emit(new SessionEvent.AddressesListed(
                addresses, vow.finding(context.nat().status()))));
        return true;
    }
}
