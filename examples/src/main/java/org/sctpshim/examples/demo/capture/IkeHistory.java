package org.sctpshim.examples.demo.capture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts IKE messages together to exchanges and IKE SAs. Feed it each message once, in order of time. */
public final class IkeHistory {
    private record Key(long initiatorSpi, boolean askedByInitiator, int exchangeType, long messageId) {}

    private final Map<Key, IkeExchange> exchanges = new LinkedHashMap<>();
    private final Set<Long> openedSas = new HashSet<>();

    /** Notes a message; anything that is not IKE is passed over. */
    public void seen(Packet packet) {
        packet.ike().ifPresent(ike -> {
            Key key = new Key(ike.initiatorSpi(), ike.askedByInitiator(), ike.exchangeType(), ike.messageId());
            if (ike.response()) {
                exchanges.computeIfPresent(key, (k, exchange) -> exchange.answeredAt(packet.wallNs()));
                if (ike.exchangeName().equals("IKE_AUTH")) {
                    openedSas.add(ike.initiatorSpi());
                }
            } else {
                exchanges.merge(key, firstSent(ike, packet), (known, again) -> known.sentAgain());
            }
        });
    }

    private static IkeExchange firstSent(IkeHeader ike, Packet packet) {
        return new IkeExchange(
                ike.exchangeName(), packet.wallNs(), IkeExchange.UNANSWERED, packet.source(), packet.destination(), 1);
    }

    /** How many IKE SAs got as far as an answered IKE_AUTH. */
    public int ikeSas() {
        return openedSas.size();
    }

    /** All exchanges in the order of their requests. */
    public List<IkeExchange> exchanges() {
        return List.copyOf(exchanges.values());
    }

    /** Requests that were sent again. */
    public int retransmissions() {
        return exchanges.values().stream()
                .mapToInt(exchange -> exchange.requests() - 1)
                .sum();
    }

    /**
     * How many round trips stand one behind the other among the exchanges that were answered by a given time: an
     * exchange whose request left before another's answer came runs beside it and costs no further round trip.
     */
    public int roundTripsBy(long wallNs) {
        List<IkeExchange> answered = exchanges.values().stream()
                .filter(exchange -> exchange.responseNs() <= wallNs && exchange.answered())
                .sorted(Comparator.comparingLong(IkeExchange::requestNs))
                .toList();
        List<Integer> depths = new ArrayList<>();
        int deepest = 0;
        for (int i = 0; i < answered.size(); i++) {
            int depth = 1;
            for (int j = 0; j < i; j++) {
                if (answered.get(j).responseNs() <= answered.get(i).requestNs()) {
                    depth = Math.max(depth, depths.get(j) + 1);
                }
            }
            depths.add(depth);
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }
}
