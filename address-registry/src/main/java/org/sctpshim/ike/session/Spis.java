package org.sctpshim.ike.session;

import java.nio.ByteBuffer;
import org.sctpshim.ike.crypto.RandomSource;

/** Chooses IKE SPIs: 8 octets, unpredictable, never 0 (RFC 7296 section 3.1). */
final class Spis {
    private Spis() {}

    static long fresh(RandomSource random) {
        long spi;
        do {
            spi = ByteBuffer.wrap(random.bytes(Long.BYTES)).getLong();
        } while (spi == 0);
        return spi;
    }
}
