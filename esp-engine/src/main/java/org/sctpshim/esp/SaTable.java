package org.sctpshim.esp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * An open-addressing table from a key of five 64 bit words to an SA. Places hold a hash of 64 bits and the SA; the key itself
 * is compared in the SA, which the packet needs anyway. So a lookup touches two cache lines before the SA, however many SAs
 * there are, and {@link #touch} asks for them ahead of time.
 *
 * <p>Threads: one writer at a time, any number of readers, who take no lock. A place's hash never changes once it can be
 * seen; a removed entry leaves a mark behind, and a table that fills up with marks is built anew and swapped in.
 *
 * @param <E> what is found
 */
final class SaTable<E extends SaTable.Keyed> {

    /** Something that knows its key. */
    interface Keyed {
        boolean hasKey(long a, long b, long c, long d, long e);
    }

    private static final int INITIAL_PLACES = 64;
    private static final Object REMOVED = new Object();
    private static final VarHandle ENTRY = MethodHandles.arrayElementVarHandle(Object[].class);

    private static final class Places {
        final long[] hashes;
        final @Nullable Object[] entries;
        final int mask;

        Places(int count) {
            hashes = new long[count];
            entries = new Object[count];
            mask = count - 1;
        }
    }

    private volatile Places places = new Places(INITIAL_PLACES);
    private int used;
    private int live;

    /**
     * Reads what {@link #find} will read first, so that it is in the cache then. What is returned must be used for
     * something, or the compiler leaves the reading out.
     */
    int touch(long hash) {
        Places now = places;
        int place = (int) hash & now.mask;
        return (int) now.hashes[place] ^ (now.entries[place] == null ? 0 : 1);
    }

    /** The entry under a key, or null. */
    @Nullable
    E find(long a, long b, long c, long d, long e) {
        return find(hash(a, b, c, d, e), a, b, c, d, e);
    }

    /** The entry under a key whose {@link #hash} is known, or null. */
    @SuppressWarnings("unchecked")
    @Nullable
    E find(long hash, long a, long b, long c, long d, long e) {
        Places now = places;
        int place = (int) hash & now.mask;
        while (true) {
            Object entry = ENTRY.getAcquire(now.entries, place);
            if (entry == null) {
                return null;
            }
            if (now.hashes[place] == hash && entry != REMOVED && ((E) entry).hasKey(a, b, c, d, e)) {
                return (E) entry;
            }
            place = (place + 1) & now.mask;
        }
    }

    /** Puts an entry under a key, in place of what was there. */
    void put(long a, long b, long c, long d, long e, E entry) {
        if (2 * (used + 1) > places.entries.length) {
            rebuild();
        }
        Places now = places;
        long hash = hash(a, b, c, d, e);
        int place = placeOf(now, hash, a, b, c, d, e);
        if (now.entries[place] == null) {
            used++;
            live++;
            now.hashes[place] = hash;
        }
        ENTRY.setVolatile(now.entries, place, entry);
    }

    /** Removes what is under a key, if anything. */
    void remove(long a, long b, long c, long d, long e) {
        Places now = places;
        int place = placeOf(now, hash(a, b, c, d, e), a, b, c, d, e);
        if (now.entries[place] != null) {
            live--;
            ENTRY.setVolatile(now.entries, place, REMOVED);
        }
    }

    /** How many entries there are. */
    int size() {
        return live;
    }

    /** The place that has the key, or the empty one where it would go. There always is an empty one. */
    @SuppressWarnings("unchecked")
    private int placeOf(Places now, long hash, long a, long b, long c, long d, long e) {
        int place = (int) hash & now.mask;
        while (true) {
            Object entry = now.entries[place];
            if (entry == null || (now.hashes[place] == hash && entry != REMOVED && ((E) entry).hasKey(a, b, c, d, e))) {
                return place;
            }
            place = (place + 1) & now.mask;
        }
    }

    private void rebuild() {
        Places old = places;
        Places fresh = new Places(Math.max(INITIAL_PLACES, Integer.highestOneBit(Math.max(1, live)) * 8));
        for (int from = 0; from < old.entries.length; from++) {
            Object entry = old.entries[from];
            if (entry != null && entry != REMOVED) {
                int place = (int) old.hashes[from] & fresh.mask;
                while (fresh.entries[place] != null) {
                    place = (place + 1) & fresh.mask;
                }
                fresh.hashes[place] = old.hashes[from];
                fresh.entries[place] = entry;
            }
        }
        used = live;
        places = fresh;
    }

    /** Addresses and SPIs often differ in a few low bits only, so every word is spread by multiplication. */
    static long hash(long a, long b, long c, long d, long e) {
        long h = a * 0x9E3779B97F4A7C15L;
        h = (h ^ b ^ (h >>> 32)) * 0xC2B2AE3D27D4EB4FL;
        h = (h ^ c ^ (h >>> 32)) * 0x9E3779B97F4A7C15L;
        h = (h ^ d ^ (h >>> 32)) * 0xC2B2AE3D27D4EB4FL;
        h = (h ^ e ^ (h >>> 32)) * 0x9E3779B97F4A7C15L;
        return h ^ (h >>> 32);
    }
}
