package org.sctpshim.ike.endpoint;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.host.IkeHost;

/**
 * What other threads want to have done with the host, in order. Every one of them gets an answer, also when the
 * endpoint's thread has ended. Safe for all threads, but only the endpoint's takes commands out.
 */
final class Commands {
    private record Command<T>(Function<IkeHost, T> function, CompletableFuture<T> result) {
        void run(IkeHost host) {
            try {
                result.complete(function.apply(host));
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        }

        void refuse() {
            result.completeExceptionally(new IllegalStateException("the IKE endpoint is closed"));
        }
    }

    private final Queue<Command<?>> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    <T> CompletableFuture<T> add(Function<IkeHost, T> function) {
        CompletableFuture<T> result = new CompletableFuture<>();
        waiting.add(new Command<>(function, result));
        if (ended) {
            refuseRest();
        }
        return result;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Does the next command; false where there is none. */
    boolean runNext(IkeHost host) {
        @Nullable Command<?> next = waiting.poll();
        if (next != null) {
            next.run(host);
        }
        return next != null;
    }

    /** Nobody does commands any more: those that wait, and those to come, are refused. */
    void end() {
        ended = true;
        refuseRest();
    }

    private void refuseRest() {
        for (var command = waiting.poll(); command != null; command = waiting.poll()) {
            command.refuse();
        }
    }
}
