package org.sctpshim.ike.exchange;

import java.util.Optional;
import org.sctpshim.ike.wire.Bytes;

/** An SPI of ESP: 4 octets on the wire, an {@code int} elsewhere; 0 to 255 are reserved (RFC 4303 section 2.1). */
final class EspSpi {
    private static final int OCTETS = 4;
    private static final int LAST_RESERVED = 255;

    private EspSpi() {}

    static Bytes write(int spi) {
        return Bytes.of((byte) (spi >>> 24), (byte) (spi >>> 16), (byte) (spi >>> 8), (byte) spi);
    }

    /** Reads an SPI; empty where the length is wrong or the value reserved. */
    static Optional<Integer> read(Bytes octets) {
        if (octets.length() != OCTETS) {
            return Optional.empty();
        }
        int spi = octets.asBuffer().getInt();
        return Integer.compareUnsigned(spi, LAST_RESERVED) <= 0 ? Optional.empty() : Optional.of(spi);
    }
}
