package org.sctpshim.esp;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.aead.AeadKey;

/**
 * Lets keys be wiped while packets flow, without a lock on the packet path: a key taken out of its table is wiped at once
 * if no burst is being worked on, else by the packet thread at the end of that burst.
 *
 * <p>Why this is safe: the key's SA leaves the table before the key is retired, so a burst that starts later cannot find
 * it. Retiring writes the list and then reads {@code inBurst}; leaving writes {@code inBurst} and then reads the list; both
 * are volatile, so at least one side sees the other, and taking the whole list at once gives each key to one side only.
 *
 * <p>Threads: {@link #enter} and {@link #leave} by the packet thread, {@link #retire} by one installing thread at a time.
 */
final class BurstGate {

    private record Retired(AeadKey key, @Nullable Retired next) {}

    private final AtomicReference<@Nullable Retired> retired = new AtomicReference<>();
    private volatile boolean inBurst;

    void enter() {
        inBurst = true;
    }

    void leave() {
        inBurst = false;
        if (retired.get() != null) {
            wipeRetired();
        }
    }

    /** Takes over a key whose SA cannot be found any more. */
    void retire(AeadKey key) {
        retired.updateAndGet(head -> new Retired(key, head));
        if (!inBurst) {
            wipeRetired();
        }
    }

    private void wipeRetired() {
        for (Retired entry = retired.getAndSet(null); entry != null; entry = entry.next()) {
            entry.key().wipe();
        }
    }
}
