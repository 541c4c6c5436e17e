package org.sctpshim.esp;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What the packet threads have to tell, until it is polled. Events are rare: a few in an SA's life. */
final class SaEvents {

    private final ConcurrentLinkedQueue<SaEvent> queue = new ConcurrentLinkedQueue<>();

    void add(SaEvent event) {
        queue.add(event);
    }

    @Nullable
    SaEvent poll() {
        return queue.poll();
    }
}
