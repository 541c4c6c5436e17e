package org.sctpshim.ike.session;

import org.sctpshim.ike.exchange.LivenessTask;

/** When the peer was last heard of, and when it is to be asked whether it is there (RFC 7296 section 2.4). */
final class Liveness {
    private final SessionScope scope;
    private final OwnRequests requests;
    private long lastHeardNs;

    Liveness(SessionScope scope, OwnRequests requests) {
        this.scope = scope;
        this.requests = requests;
        heard();
    }

    /** Something authentic came from the peer. */
    void heard() {
        lastHeardNs = scope.nowNs();
    }

    /** The peer was last heard of over the IKE SA whose place this one takes. */
    void inherit(Liveness old) {
        lastHeardNs = old.lastHeardNs;
    }

    /** How long the peer has been asked and has not been heard of at all. */
    long silentNs() {
        long sinceNs = requests.waitingSinceNs();
        return sinceNs == Long.MAX_VALUE ? 0 : scope.nowNs() - Math.max(sinceNs, lastHeardNs);
    }

    /** Asks the peer if its time has come and nothing else asks it. */
    void askIfDue() {
        if (requests.isIdle() && scope.nowNs() >= dueNs()) {
            requests.add(new LivenessTask());
        }
    }

    /** When {@link #askIfDue} wants to be called. */
    long dueNs() {
        return lastHeardNs + scope.parameters.livenessIntervalNs();
    }
}
