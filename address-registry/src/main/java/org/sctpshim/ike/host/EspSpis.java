package org.sctpshim.ike.host;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.sctpshim.ike.crypto.RandomSource;

/** The inbound ESP SPIs of one host: unpredictable, not reserved, and each in use once (RFC 4303 section 2.1). */
final class EspSpis {
    private static final int LAST_RESERVED = 255;

    private final RandomSource random;
    private final Set<Integer> taken = new HashSet<>();

    EspSpis(RandomSource random) {
        this.random = random;
    }

    /** A fresh SPI, nobody else's from now on until it is released: two offers that are open at once never share one. */
    int reserve() {
        int spi;
        do {
            spi = ByteBuffer.wrap(random.bytes(Integer.BYTES)).getInt();
        } while (Integer.compareUnsigned(spi, LAST_RESERVED) <= 0 || !taken.add(spi));
        return spi;
    }

    /** Its SA is gone, or no SA came to use it. */
    void release(int spi) {
        taken.remove(spi);
    }

    /** How many are offered or in use. */
    int size() {
        return taken.size();
    }
}
