package org.sctpshim.ike.host;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.sctpshim.ike.crypto.RandomSource;

/** The inbound ESP SPIs of one host: unpredictable, not reserved, and each in use once (RFC 4303 section 2.1). */
final class EspSpis {
    private static final int LAST_RESERVED = 255;

    private final RandomSource random;
    private final Set<Integer> inUse = new HashSet<>();

    EspSpis(RandomSource random) {
        this.random = random;
    }

    /** A fresh SPI. It is not in use until a Child SA uses it, so that a refused offer costs nothing. */
    int fresh() {
        int spi;
        do {
            spi = ByteBuffer.wrap(random.bytes(Integer.BYTES)).getInt();
        } while (Integer.compareUnsigned(spi, LAST_RESERVED) <= 0 || inUse.contains(spi));
        return spi;
    }

    void use(int spi) {
        inUse.add(spi);
    }

    void release(int spi) {
        inUse.remove(spi);
    }
}
