package org.sctpshim.ike.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.exchange.ExchangeTask;

/**
 * This host's requests: those that wait for room, and those that wait for an answer (RFC 7296 section 2.3). As many
 * may be open as the peer said it can take, counted from the oldest that is not answered.
 */
final class RequestWindow {
    private static final long LAST_ID = 0xffff_ffffL;

    /** With so many message ids left the IKE SA is replaced. */
    private static final long FEW_IDS = 1L << 20;

    private final int size;
    private final Deque<ExchangeTask> waiting = new ArrayDeque<>();
    private final Map<Integer, OutstandingRequest> open = new LinkedHashMap<>();
    private long nextId;
    private boolean warned;

    RequestWindow(int size, int firstId) {
        this.size = size;
        this.nextId = Integer.toUnsignedLong(firstId);
    }

    void add(ExchangeTask task) {
        waiting.add(task);
    }

    /** Puts a task before all that wait. */
    void addFirst(ExchangeTask task) {
        waiting.addFirst(task);
    }

    /** Drops waiting tasks of a kind that a newer one takes the place of. */
    void dropWaiting(Class<? extends ExchangeTask> kind) {
        waiting.removeIf(kind::isInstance);
    }

    /** The one that is to be sent next. */
    @Nullable
    ExchangeTask next() {
        return waiting.peek();
    }

    /** Takes the next task if there is room for it. */
    @Nullable
    ExchangeTask nextToSend() {
        long oldest = open.isEmpty()
                ? nextId
                : Integer.toUnsignedLong(open.keySet().iterator().next());
        ExchangeTask next = waiting.peek();
        boolean alone = next != null
                && !open.isEmpty()
                && (next.isExclusive() || open.values().stream().anyMatch(request -> request.task.isExclusive()));
        return nextId - oldest < size && !alone && !isUsedUp() ? waiting.poll() : null;
    }

    /** Takes out all that wait for room. */
    List<ExchangeTask> drainWaiting() {
        List<ExchangeTask> all = new ArrayList<>(waiting);
        waiting.clear();
        return all;
    }

    /** Whether a request of this kind is open or waits. */
    boolean has(Class<? extends ExchangeTask> kind) {
        return waiting.stream().anyMatch(kind::isInstance)
                || open.values().stream().anyMatch(request -> kind.isInstance(request.task));
    }

    /** The message id for the next request; each is given once. */
    int newMessageId() {
        return (int) nextId++;
    }

    /** Whether there is no message id left (RFC 7296 section 2.2). */
    boolean isUsedUp() {
        return nextId > LAST_ID;
    }

    /** Whether message ids begin to run out; true once. */
    boolean takeRunningOut() {
        boolean now = !warned && LAST_ID - nextId < FEW_IDS;
        warned |= now;
        return now;
    }

    void opened(OutstandingRequest request) {
        open.put(request.messageId, request);
    }

    @Nullable
    OutstandingRequest take(int messageId) {
        return open.remove(messageId);
    }

    @Nullable
    OutstandingRequest find(int messageId) {
        return open.get(messageId);
    }

    /** The open requests, oldest first, as a copy. */
    List<OutstandingRequest> open() {
        return new ArrayList<>(open.values());
    }

    /** Since when the oldest request waits for its answer; {@link Long#MAX_VALUE} while none does. */
    long waitingSinceNs() {
        return open.values().stream()
                .mapToLong(request -> request.firstSentNs)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** How many wait for room. */
    int waiting() {
        return waiting.size();
    }

    boolean isIdle() {
        return open.isEmpty() && waiting.isEmpty();
    }
}
