package org.sctpshim.ike.session;

import java.util.Optional;
import org.sctpshim.ike.crypto.Opening;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.exchange.Arrival;
import org.sctpshim.ike.exchange.NatSelectors;
import org.sctpshim.ike.exchange.Route;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeRules;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.RuleViolation;
import org.sctpshim.registry.AddressPair;

/** What the peer answers to this host's requests, and what the way that it came says of the IKE SA's pair. */
final class PeerResponses {
    private final SessionScope scope;
    private final IkeSa sa;
    private final Established established;
    private final OwnRequests requests;

    PeerResponses(SessionScope scope, IkeSa sa, Established established, OwnRequests requests) {
        this.scope = scope;
        this.sa = sa;
        this.established = established;
        this.requests = requests;
    }

    /** Takes a response with the IKE SA's SPIs. */
    void take(Bytes raw, IkeMessage message, UdpEndpoints arrivedOver) {
        OutstandingRequest asked = requests.askedBy(message.header());
        if (asked == null) {
            scope.dropped(DropReason.OUTSIDE_WINDOW);
            return;
        }
        Optional<Opening> complete = sa.open(raw, message);
        if (complete.isEmpty()) {
            established.heard();
            return;
        }
        Opening opened = complete.get();
        if (opened instanceof Opening.NotAuthentic) {
            scope.dropped(DropReason.NOT_AUTHENTIC);
        } else if (opened instanceof Opening.Opened readable) {
            requests.close(asked);
            established.heardFrom(arrivedOver);
            Optional<RuleViolation> broken =
                    ExchangeRules.check(readable.message()).filter(violation -> !violation.isOfNotify());
            if (broken.isPresent()) {
                established.close("the peer's response breaks a rule: " + broken.get());
            } else if (readable.message().has(NotifyType.INVALID_SYNTAX)) {
                // RFC 7296 section 2.21.3: that ends the IKE SA at both ends, without a delete.
                established.close("the peer cannot read a request of this host, and answered INVALID_SYNTAX to "
                        + message.header().exchange());
            } else {
                answered(asked, readable.message(), arrivedOver);
            }
        } else {
            established.close("the peer sent a malformed response");
        }
    }

    private void answered(OutstandingRequest asked, IkeMessage response, UdpEndpoints arrivedOver) {
        AddressPair way = arrivedOver.addresses();
        boolean proves = asked.wentOver(way) && !asked.wentOverSeveralPairs();
        boolean pairWasSilent = asked.route() instanceof Route.Current
                && asked.tries() > scope.retransmission().triesOnOnePair();
        IkeMessage asSeen = NatSelectors.substituted(
                response,
                scope.nat.status(),
                Role.INITIATOR,
                established.endpoints().addresses(),
                NatSelectors.known(scope.host, established.peer()));
        asked.task.answered(
                established, asSeen, new Arrival(asked.messageId, arrivedOver, proves, asked.wentOverSeveralPairs()));
        boolean elsewhere = !way.equals(established.endpoints().addresses());
        if (pairWasSilent && elsewhere && !established.isClosed()) {
            established.moveTo(way);
        }
    }
}
