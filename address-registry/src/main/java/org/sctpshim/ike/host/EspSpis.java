package org.sctpshim.ike.host;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.crypto.RandomSource;

/** The inbound ESP SPIs of one host: unpredictable, not reserved, and each in use once (RFC 4303 section 2.1). */
final class EspSpis {
    private static final int LAST_RESERVED = 255;

    /** How many SPIs that were given back are not used for now. */
    private static final int MOST_GIVEN_BACK = 4_096;

    private final RandomSource random;
    private final Map<Integer, SessionEntry> taken = new HashMap<>();
    private final Set<Integer> given = new LinkedHashSet<>();

    EspSpis(RandomSource random) {
        this.random = random;
    }

    /** A fresh SPI, nobody else's from now on until it is released: two offers that are open at once never share one. */
    int reserve(SessionEntry session) {
        int spi;
        do {
            spi = ByteBuffer.wrap(random.bytes(Integer.BYTES)).getInt();
        } while (Integer.compareUnsigned(spi, LAST_RESERVED) <= 0
                || given.contains(spi)
                || taken.putIfAbsent(spi, session) != null);
        return spi;
    }

    /** The session that it was reserved for, if it is in use. */
    @Nullable
    SessionEntry reservedBy(int spi) {
        return taken.get(spi);
    }

    /**
     * Its SA is gone, or no SA came to use it. It is not used anew for long: the peer may still have its half (RFC 7296
     * section 1.4.1).
     */
    void release(int spi) {
        if (taken.remove(spi) != null) {
            given.add(spi);
        }
        if (given.size() > MOST_GIVEN_BACK) {
            given.remove(given.iterator().next());
        }
    }

    /** How many are offered or in use. */
    int size() {
        return taken.size();
    }
}
