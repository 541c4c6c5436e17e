package org.sctpshim.ike.session;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.exchange.ExchangeContext;
import org.sctpshim.ike.exchange.ExchangeTask;
import org.sctpshim.ike.exchange.FollowupTask;
import org.sctpshim.ike.exchange.LivenessTask;
import org.sctpshim.ike.exchange.Route;
import org.sctpshim.ike.exchange.UpdateAddressesTask;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.registry.AddressPair;

/**
 * This host's requests on their way: numbered, sealed and sent when there is room, and sent again until they are
 * answered (RFC 7296 sections 2.1 to 2.4).
 */
final class OwnRequests {
    /** How often a request about one pair goes over it, beyond the tries that any pair gets, before it has failed. */
    private static final int EXTRA_PINNED_TRIES = 2;

    private final SessionScope scope;
    private final IkeSa sa;
    private final Pairing pairing;
    private final RequestWindow window;

    OwnRequests(SessionScope scope, IkeSa sa, Pairing pairing, int firstId) {
        this.scope = scope;
        this.sa = sa;
        this.pairing = pairing;
        this.window = new RequestWindow(sa.peerWindow(), firstId);
    }

    void add(ExchangeTask task) {
        window.add(task);
    }

    /** Puts a request before all that wait. */
    void addFirst(ExchangeTask task) {
        window.addFirst(task);
    }

    /** How many wait for room. */
    int waiting() {
        return window.waiting();
    }

    boolean isIdle() {
        return window.isIdle();
    }

    /** The open request that a response answers. */
    @Nullable
    OutstandingRequest askedBy(IkeHeader response) {
        OutstandingRequest asked = window.find(response.messageId());
        return asked == null || !asked.task.exchange().equals(response.exchange()) ? null : asked;
    }

    /** The request is answered. */
    void close(OutstandingRequest request) {
        window.take(request.messageId);
    }

    /** Sends what there is room for. */
    void sendWaiting(ExchangeContext context) {
        for (ExchangeTask task = window.nextToSend(); task != null; task = window.nextToSend()) {
            if (task.isMoot(context)) {
                continue;
            }
            int messageId = window.newMessageId();
            List<Payload> payloads = task.request(context);
            SealedRequest message = sa.request(task.exchange(), messageId, payloads);
            OutstandingRequest request = new OutstandingRequest(messageId, task, message, scope.nowNs());
            window.opened(request);
            transmit(request);
        }
        if (window.isUsedUp() && window.waiting() > 0) {
            context.close("its message ids are used up, and it could not be replaced");
        }
    }

    /** Whether message ids begin to run out, so that the IKE SA is to be replaced; true once. */
    boolean takeRunningOut() {
        return window.takeRunningOut();
    }

    private void transmit(OutstandingRequest request) {
        SealedMessage sealed = request.message.next();
        for (AddressPair pair : pairing.pairsFor(request)) {
            request.sentOver(pair);
            scope.send(pairing.endpoints().over(pair), sealed);
        }
        request.transmitted(scope.nowNs(), scope.retransmission());
    }

    /**
     * Sends again what is due.
     *
     * @return false when the peer has not answered for so long that the IKE SA is to be given up
     */
    boolean retransmitDue(ExchangeContext context) {
        for (OutstandingRequest request : window.open()) {
            if (request.isDue(scope.nowNs())) {
                if (scope.nowNs() - request.firstSentNs
                        >= scope.retransmission().patienceNs()) {
                    return false;
                }
                retransmit(context, request);
            }
        }
        return true;
    }

    private void retransmit(ExchangeContext context, OutstandingRequest request) {
        boolean pinned = request.route() instanceof Route.Pinned;
        if (pinned && request.tries() >= scope.retransmission().triesOnOnePair() + EXTRA_PINNED_TRIES) {
            request.task.pinnedPairSilent(context);
            request.unpin();
        }
        transmit(request);
    }

    /** Whether Child SAs are being made, replaced or deleted. */
    boolean concernChildren() {
        return window.open().stream().anyMatch(request -> request.task.concernsChildren())
                || (window.next() instanceof FollowupTask further && further.concernsChildren());
    }

    /** Whether a request of this kind is open or waits. */
    boolean has(Class<? extends ExchangeTask> kind) {
        return window.has(kind);
    }

    /** Takes out all that wait for room. */
    List<ExchangeTask> drainWaiting() {
        return window.drainWaiting();
    }

    /** What is open, oldest first. */
    List<ExchangeTask> openTasks() {
        return window.open().stream().map(request -> request.task).toList();
    }

    /** When {@link #retransmitDue} wants to be called; {@link Long#MAX_VALUE} while nothing is open. */
    long deadlineNs() {
        long next = Long.MAX_VALUE;
        for (OutstandingRequest request : window.open()) {
            next = Math.min(next, request.dueNs());
        }
        return next;
    }

    /** Makes the peer answer something, unless it is being asked already. */
    void testLiveness() {
        boolean asked = window.open().stream().anyMatch(request -> request.route() instanceof Route.Current);
        if (!asked) {
            window.add(new LivenessTask());
        }
    }

    /** The IKE SA runs over another pair now: that is announced before anything else. */
    void announceMove(AddressPair pair) {
        window.dropWaiting(UpdateAddressesTask.class);
        window.addFirst(new UpdateAddressesTask(pair));
        reroute();
    }

    /** What is open goes over the IKE SA's new pair at once. */
    void reroute() {
        window.open().forEach(request -> request.rerouted(scope.nowNs()));
    }

    /** Since when the oldest request waits for its answer; {@link Long#MAX_VALUE} while none does. */
    long waitingSinceNs() {
        return window.waitingSinceNs();
    }
}
