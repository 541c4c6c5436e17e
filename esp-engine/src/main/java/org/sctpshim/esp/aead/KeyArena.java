package org.sctpshim.esp.aead;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.sctpshim.esp.linux.NativeMemory;

/**
 * Native memory for expanded keys, in slabs: a direct buffer a key would cost more than the key. A place that was given
 * back holds zeros and is used again.
 *
 * <p>Threads: any.
 */
final class KeyArena {

    /** Octets of a place; places are aligned to this. */
    static final int PLACE_BYTES = 1024;

    private static final int PLACES_A_SLAB = 64;

    /** One key's memory. */
    record Place(NativeMemory slab, ByteBuffer octets, long address) {

        void wipe() {
            for (int i = 0; i < PLACE_BYTES; i += Long.BYTES) {
                octets.putLong(i, 0);
            }
        }
    }

    private final ArrayDeque<Place> free = new ArrayDeque<>();

    synchronized Place take() {
        if (free.isEmpty()) {
            addSlab();
        }
        return free.pop();
    }

    synchronized void giveBack(Place place) {
        place.wipe();
        free.push(place);
    }

    private void addSlab() {
        ByteBuffer memory = ByteBuffer.allocateDirect((PLACES_A_SLAB + 1) * PLACE_BYTES);
        NativeMemory slab = NativeMemory.of(memory);
        int start = (int) (-slab.address() & (PLACE_BYTES - 1));
        for (int place = 0; place < PLACES_A_SLAB; place++) {
            int at = start + place * PLACE_BYTES;
            free.add(new Place(slab, memory.slice(at, PLACE_BYTES), slab.address() + at));
        }
    }
}
