package org.sctpshim.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * When each of many things wants to be looked at, the next one first. Setting one and asking for the next takes a time
 * that grows with the logarithm of how many there are.
 *
 * <p>Things that fall due at one time come in the order in which they were set first. Not thread-safe.
 *
 * @param <T> what waits; told apart by {@code equals}
 */
public final class Deadlines<T> {
    private record Entry<T>(T thing, long atNs, long order) {}

    private static final Comparator<Entry<?>> NEXT_FIRST =
            Comparator.<Entry<?>>comparingLong(Entry::atNs).thenComparingLong(Entry::order);

    private final Map<T, Entry<T>> byThing = new HashMap<>();
    private final TreeSet<Entry<T>> inOrder = new TreeSet<>(NEXT_FIRST);
    private long added;

    /** Nothing waits yet. */
    public Deadlines() {}

    /** Has a thing wait until then instead of until what was said before; {@link Long#MAX_VALUE} for ever. */
    public void set(T thing, long atNs) {
        Entry<T> before = byThing.get(thing);
        if (before != null && before.atNs == atNs) {
            return;
        }
        remove(thing);
        if (atNs != Long.MAX_VALUE) {
            Entry<T> entry = new Entry<>(thing, atNs, before == null ? added++ : before.order);
            byThing.put(thing, entry);
            inOrder.add(entry);
        }
    }

    /** A thing waits for nothing any more. */
    public void remove(T thing) {
        Entry<T> entry = byThing.remove(thing);
        if (entry != null) {
            inOrder.remove(entry);
        }
    }

    /** When the next one falls due; {@link Long#MAX_VALUE} for never. */
    public long nextNs() {
        return inOrder.isEmpty() ? Long.MAX_VALUE : inOrder.first().atNs;
    }

    /** What has fallen due, the earliest first, as a copy; it stays until it is set anew or removed. */
    public List<T> due(long nowNs) {
        List<T> due = new ArrayList<>();
        for (Entry<T> entry : inOrder) {
            if (entry.atNs > nowNs) {
                break;
            }
            due.add(entry.thing);
        }
        return due;
    }
}
