package org.sctpshim.esp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * An open-addressing table from a key of five 64 bit words to an SA. A lookup touches one or two cache lines before the
 * SA itself, however many SAs there are.
 *
 * <p>Threads: one writer at a time, any number of readers, who take no lock. A place's key never changes once it can be
 * seen; a removed entry leaves a mark behind, and a table that fills up with marks is built anew and swapped in.
 *
 * @param <E> what is found
 */
final class SaTable<E> {

    private static final int KEY_WORDS = 5;
    private static final int INITIAL_PLACES = 64;
    private static final Object REMOVED = new Object();
    private static final VarHandle ENTRY = MethodHandles.arrayElementVarHandle(Object[].class);

    private static final class Places {
        final long[] keys;
        final @Nullable Object[] entries;
        final int mask;

        Places(int count) {
            keys = new long[count * KEY_WORDS];
            entries = new Object[count];
            mask = count - 1;
        }
    }

    private volatile Places places = new Places(INITIAL_PLACES);
    private int used;
    private int live;

    /** The entry under a key, or null. */
    @SuppressWarnings("unchecked")
    @Nullable
    E find(long a, long b, long c, long d, long e) {
        Places now = places;
        Object entry = ENTRY.getAcquire(now.entries, place(now, a, b, c, d, e));
        return entry == REMOVED ? null : (E) entry;
    }

    /** Puts an entry under a key, in place of what was there. */
    void put(long a, long b, long c, long d, long e, E entry) {
        if (2 * (used + 1) > places.entries.length) {
            rebuild();
        }
        Places now = places;
        int place = place(now, a, b, c, d, e);
        Object before = now.entries[place];
        if (before == null) {
            used++;
            writeKey(now, place, a, b, c, d, e);
        }
        if (before == null || before == REMOVED) {
            live++;
        }
        ENTRY.setVolatile(now.entries, place, entry);
    }

    /** Removes what is under a key, if anything. */
    void remove(long a, long b, long c, long d, long e) {
        Places now = places;
        int place = place(now, a, b, c, d, e);
        Object before = now.entries[place];
        if (before != null && before != REMOVED) {
            live--;
            ENTRY.setVolatile(now.entries, place, REMOVED);
        }
    }

    /** How many entries there are. */
    int size() {
        return live;
    }

    /** The place that has the key, or the empty one where it would go. There always is an empty one. */
    private static int place(Places now, long a, long b, long c, long d, long e) {
        int place = hash(a, b, c, d, e) & now.mask;
        while (ENTRY.getAcquire(now.entries, place) != null && !hasKey(now, place, a, b, c, d, e)) {
            place = (place + 1) & now.mask;
        }
        return place;
    }

    private static boolean hasKey(Places now, int place, long a, long b, long c, long d, long e) {
        long[] keys = now.keys;
        int at = place * KEY_WORDS;
        return keys[at] == a && keys[at + 1] == b && keys[at + 2] == c && keys[at + 3] == d && keys[at + 4] == e;
    }

    private static void writeKey(Places now, int place, long a, long b, long c, long d, long e) {
        int at = place * KEY_WORDS;
        now.keys[at] = a;
        now.keys[at + 1] = b;
        now.keys[at + 2] = c;
        now.keys[at + 3] = d;
        now.keys[at + 4] = e;
    }

    private void rebuild() {
        Places old = places;
        Places fresh = new Places(Math.max(INITIAL_PLACES, Integer.highestOneBit(Math.max(1, live)) * 8));
        for (int place = 0; place < old.entries.length; place++) {
            Object entry = old.entries[place];
            if (entry != null && entry != REMOVED) {
                int at = place * KEY_WORDS;
                long[] k = old.keys;
                int target = place(fresh, k[at], k[at + 1], k[at + 2], k[at + 3], k[at + 4]);
                System.arraycopy(k, at, fresh.keys, target * KEY_WORDS, KEY_WORDS);
                fresh.entries[target] = entry;
            }
        }
        used = live;
        places = fresh;
    }

    /** Addresses and SPIs often differ in a few low bits only, so every word is spread by multiplication. */
    private static int hash(long a, long b, long c, long d, long e) {
        long h = a * 0x9E3779B97F4A7C15L;
        h = (h ^ b ^ (h >>> 32)) * 0xC2B2AE3D27D4EB4FL;
        h = (h ^ c ^ (h >>> 32)) * 0x9E3779B97F4A7C15L;
        h = (h ^ d ^ (h >>> 32)) * 0xC2B2AE3D27D4EB4FL;
        h = (h ^ e ^ (h >>> 32)) * 0x9E3779B97F4A7C15L;
        return (int) (h ^ (h >>> 32));
    }
}
