package org.sctpshim.ike.exchange;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.IpAddress;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.PayloadType;
import org.sctpshim.ike.wire.TrafficSelector;
import org.sctpshim.ike.wire.TrafficSelectorPayload;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.SctpPorts;

/**
 * A path as traffic selectors: exactly its two addresses, protocol SCTP and its two ports (RFC 7296 section 3.13). TSi
 * is the near end of whoever initiates the exchange.
 */
final class PathSelectors {
    private PathSelectors() {}

    static List<Payload> write(PathId path, Role own) {
        TrafficSelector near = selector(path.pair().local(), path.ports().local());
        TrafficSelector far = selector(path.pair().remote(), path.ports().remote());
        boolean initiator = own == Role.INITIATOR;
        return List.of(
                TrafficSelectorPayload.initiator(initiator ? near : far),
                TrafficSelectorPayload.responder(initiator ? far : near));
    }

    /** Reads a path; empty where the selectors do not name exactly one. */
    static Optional<PathId> read(IkeMessage message, Role own) {
        Optional<TrafficSelector> ofInitiator = exact(message, PayloadType.TSI);
        Optional<TrafficSelector> ofResponder = exact(message, PayloadType.TSR);
        if (ofInitiator.isEmpty() || ofResponder.isEmpty()) {
            return Optional.empty();
        }
        TrafficSelector near = own == Role.INITIATOR ? ofInitiator.get() : ofResponder.get();
        TrafficSelector far = own == Role.INITIATOR ? ofResponder.get() : ofInitiator.get();
        try {
            AddressPair pair = new AddressPair(
                    near.startAddress().toInetAddress(), far.startAddress().toInetAddress());
            return Optional.of(new PathId(pair, new SctpPorts(near.startPort(), far.startPort())));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // Families that differ, a wildcard, a multicast address or port 0.
        }
    }

    /**
     * The first of some paths that wider selectors contain: that is what a responder narrows them to (RFC 7296 section
     * 2.9), where the initiator offers ranges of addresses, any port or any protocol.
     *
     * @param wanted paths of this host, best first
     */
    static Optional<PathId> narrowed(IkeMessage request, List<PathId> wanted) {
        List<TrafficSelector> ofInitiator =
                request.trafficSelectors(PayloadType.TSI).orElse(List.of());
        List<TrafficSelector> ofResponder =
                request.trafficSelectors(PayloadType.TSR).orElse(List.of());
        return wanted.stream()
                .filter(path -> contains(
                        ofInitiator, selector(path.pair().remote(), path.ports().remote())))
                .filter(path -> contains(
                        ofResponder, selector(path.pair().local(), path.ports().local())))
                .findFirst();
    }

    /** Whether there are several addresses in them to choose from. */
    static boolean nameSeveralPairs(IkeMessage request) {
        return Stream.of(PayloadType.TSI, PayloadType.TSR)
                .flatMap(type -> request.trafficSelectors(type).orElse(List.of()).stream())
                .anyMatch(selector -> !selector.isSingleAddress());
    }

    private static boolean contains(List<TrafficSelector> offered, TrafficSelector wanted) {
        return offered.stream().anyMatch(selector -> selector.contains(wanted));
    }

    /**
     * The first selector that names one address, SCTP and one port: where a peer sends several, the first comes from
     * the packet that it wants to send (RFC 7296 section 2.9).
     */
    private static Optional<TrafficSelector> exact(IkeMessage message, PayloadType type) {
        return message.trafficSelectors(type).orElse(List.of()).stream()
                .filter(selector -> selector.protocol() == TrafficSelector.SCTP
                        && selector.isSingleAddress()
                        && selector.startPort() == selector.endPort())
                .findFirst();
    }

    private static TrafficSelector selector(java.net.InetAddress address, int port) {
        return TrafficSelector.of(TrafficSelector.SCTP, IpAddress.of(address), port);
    }
}
