package org.sctpshim.ike.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sctpshim.ike.exchange.Route;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.registry.AddressPair;

/** Over which pair of addresses an IKE SA runs, and over which ones its requests go (RFC 4555 section 3.5). */
final class Pairing {
    /** Over how many pairs at most one request goes at once, so that looking for a way floods nobody; others follow. */
    private static final int MAX_PAIRS_AT_ONCE = 8;

    private final SessionScope scope;
    private final IkeSa sa;
    private final Set<AddressPair> avoided = new LinkedHashSet<>();
    private UdpEndpoints endpoints;

    Pairing(SessionScope scope, IkeSa sa, UdpEndpoints endpoints) {
        this.scope = scope;
        this.sa = sa;
        this.endpoints = endpoints;
    }

    /** The end points that the IKE SA uses now. */
    UdpEndpoints endpoints() {
        return endpoints;
    }

    /** The pair that the IKE SA uses now. */
    AddressPair current() {
        return endpoints.addresses();
    }

    void use(AddressPair pair) {
        endpoints = endpoints.over(pair);
    }

    /** Takes the end points as a message showed them. */
    void use(UdpEndpoints seen) {
        endpoints = seen;
    }

    /** Leaves the pair out until {@link #avoidNone}. */
    void avoid(AddressPair pair) {
        avoided.add(pair);
    }

    void avoidNone() {
        avoided.clear();
    }

    /** Every pair that may carry the IKE SA, best first, those to avoid left out. */
    List<AddressPair> usable() {
        List<AddressPair> usable = new ArrayList<>(scope.host.pairsWith(sa.peer()));
        usable.removeAll(avoided);
        return usable;
    }

    /**
     * Every pair over which the peer may be told of changes when the current one is gone, those to avoid left out. Only
     * where it is this host that left its address, those count that the peer merely listed (RFC 4555 section 3.6):
     * what a peer makes up must not have third parties be sent to.
     */
    List<AddressPair> forChanges() {
        boolean leftByThisHost =
                !scope.host.advertisedTo(sa.peer()).contains(current().local());
        List<AddressPair> pairs = leftByThisHost ? new ArrayList<>(scope.host.pairsForChanges(sa.peer())) : usable();
        pairs.removeAll(avoided);
        return pairs;
    }

    /** Where a request goes: the pair it is about, the IKE SA's pair, or, where that is silent or gone, others too. */
    List<AddressPair> pairsFor(OutstandingRequest request) {
        if (request.route() instanceof Route.Pinned pinned) {
            return List.of(pinned.pair());
        }
        List<AddressPair> usable = usable();
        int triesElsewhere = request.tries() - scope.retransmission().triesOnOnePair();
        boolean gone = !usable.contains(current());
        if (gone) {
            usable = forChanges();
        }
        if (!sa.mobike() || usable.isEmpty() || !(triesElsewhere >= 0 || gone)) {
            return List.of(current());
        }
        // Each further try begins where the one before ended.
        int first = MAX_PAIRS_AT_ONCE * Math.max(0, triesElsewhere);
        Collections.rotate(usable, -(first % usable.size()));
        return usable.subList(0, Math.min(MAX_PAIRS_AT_ONCE, usable.size()));
    }
}
