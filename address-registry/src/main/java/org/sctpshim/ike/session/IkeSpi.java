package org.sctpshim.ike.session;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.sctpshim.ike.wire.Bytes;

/** An IKE SPI in a proposal: 8 octets, never 0 (RFC 7296 section 3.3.1). */
final class IkeSpi {
    private IkeSpi() {}

    static Bytes write(long spi) {
        return Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(spi).array());
    }

    /** Reads an SPI; empty where the length is wrong or the value 0. */
    static Optional<Long> read(Bytes octets) {
        if (octets.length() != Long.BYTES) {
            return Optional.empty();
        }
        long spi = octets.asBuffer().getLong();
        return spi == 0 ? Optional.empty() : Optional.of(spi);
    }
}
