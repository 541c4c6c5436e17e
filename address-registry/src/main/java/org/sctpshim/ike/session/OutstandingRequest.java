package org.sctpshim.ike.session;

import java.util.LinkedHashSet;
import java.util.Set;
import org.sctpshim.ike.exchange.ExchangeTask;
import org.sctpshim.ike.exchange.Route;
import org.sctpshim.registry.AddressPair;

/** A request that went out and is not answered yet. */
final class OutstandingRequest {
    final int messageId;
    final ExchangeTask task;
    final SealedRequest message;
    final long firstSentNs;
    private final Set<AddressPair> sentOver = new LinkedHashSet<>();
    private Route route;
    private int transmissions;
    private int sinceRouteChange;
    private long dueNs;

    OutstandingRequest(int messageId, ExchangeTask task, SealedRequest message, long nowNs) {
        this.messageId = messageId;
        this.task = task;
        this.message = message;
        this.route = task.route();
        this.firstSentNs = nowNs;
        this.dueNs = nowNs;
    }

    Route route() {
        return route;
    }

    /** From now on it only matters that the request is answered. */
    void unpin() {
        route = Route.CURRENT;
        sinceRouteChange = 0;
    }

    /** The IKE SA moved: the request goes over the new pair at once and counts its tries anew. */
    void rerouted(long nowNs) {
        if (route instanceof Route.Current) {
            sinceRouteChange = 0;
            dueNs = nowNs;
        }
    }

    boolean isDue(long nowNs) {
        return nowNs >= dueNs;
    }

    long dueNs() {
        return dueNs;
    }

    /** How often the request went out since its route last changed. */
    int tries() {
        return sinceRouteChange;
    }

    void transmitted(long nowNs, Retransmission retransmission) {
        transmissions++;
        sinceRouteChange++;
        dueNs = nowNs + retransmission.waitNs(sinceRouteChange);
    }

    boolean wasRetransmitted() {
        return transmissions > 1;
    }

    void sentOver(AddressPair pair) {
        sentOver.add(pair);
    }

    boolean wentOverSeveralPairs() {
        return sentOver.size() > 1;
    }

    boolean wentOver(AddressPair pair) {
        return sentOver.contains(pair);
    }
}
