package org.sctpshim.ike.session;

import java.nio.ByteBuffer;
import org.sctpshim.ike.crypto.RandomSource;
import org.sctpshim.ike.exchange.SessionHost;

/** Chooses IKE SPIs: 8 octets, unpredictable, never 0 (RFC 7296 section 3.1). */
final class Spis {
    private Spis() {}

    /** One that no IKE SA of the host has (RFC 7296 section 2.6). */
    static long fresh(RandomSource random, SessionHost host) {
        long spi;
        do {
            spi = ByteBuffer.wrap(random.bytes(Long.BYTES)).getLong();
        } while (spi == 0 || host.hasIkeSpi(spi));
        return spi;
    }
}
