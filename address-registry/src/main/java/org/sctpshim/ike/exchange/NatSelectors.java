package org.sctpshim.ike.exchange;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.IpAddress;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.PayloadType;
import org.sctpshim.ike.wire.TrafficSelector;
import org.sctpshim.ike.wire.TrafficSelectorPayload;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PeerId;

/**
 * The traffic selectors of a transport-mode SA as this host sees them, where NATs are between (RFC 7296 section
 * 2.23.1): the address of an end that is behind a NAT means nothing to the other end, so that the one in the IP header
 * takes its place.
 */
public final class NatSelectors {
    private NatSelectors() {}

    /**
     * The message with the addresses as this host sees them. Those that are known as they are, since they are not behind
     * the NAT, stay.
     *
     * @param known whether an address is this host's own, or the peer's for certain
     * @param own this host's role in the exchange
     * @param current the addresses of the IKE SA
     */
    public static IkeMessage substituted(
            IkeMessage message, NatStatus nats, Role own, AddressPair current, Predicate<InetAddress> known) {
        if (!nats.isAnywhere() || !message.has(NotifyType.USE_TRANSPORT_MODE)) {
            return message;
        }
        boolean initiator = own == Role.INITIATOR;
        List<Payload> payloads = new ArrayList<>();
        for (Payload payload : message.payloads()) {
            if (payload instanceof TrafficSelectorPayload selectors) {
                boolean ofThisHost = selectors.type().equals(PayloadType.TSI) == initiator;
                boolean behind = ofThisHost ? nats.thisHostBehind() : nats.peerBehind();
                InetAddress seen = ofThisHost ? current.local() : current.remote();
                payloads.add(behind ? replaced(selectors, seen, known).orElse(selectors) : selectors);
            } else {
                payloads.add(payload);
            }
        }
        return new IkeMessage(message.header(), payloads);
    }

    /** The addresses that mean the same to both ends: this host's own, and those that the rule authorises for the peer. */
    public static Predicate<InetAddress> known(SessionHost host, PeerId peer) {
        return address -> host.advertisedTo(peer).contains(address) || host.isAuthorised(peer, address);
    }

    /** Transport mode through a NAT has exactly one address in its selectors; anything else is left for the refusal. */
    private static Optional<TrafficSelectorPayload> replaced(
            TrafficSelectorPayload payload, InetAddress seen, Predicate<InetAddress> known) {
        List<TrafficSelector> selectors = new ArrayList<>();
        for (TrafficSelector selector : payload.selectors()) {
            if (!selector.isSingleAddress()
                    || known.test(selector.startAddress().toInetAddress())) {
                return Optional.empty();
            }
            IpAddress address = IpAddress.of(seen);
            selectors.add(new TrafficSelector(
                    selector.protocol(), selector.startPort(), selector.endPort(), address, address));
        }
        return Optional.of(new TrafficSelectorPayload(payload.type(), selectors));
    }
}
