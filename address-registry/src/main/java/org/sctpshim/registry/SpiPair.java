package org.sctpshim.registry;

/**
 * The SPIs of a Child SA pair, as this host sees them.
 *
 * @param inbound the SPI in packets to this host, which this host chose
 * @param outbound the SPI in packets to the peer, which the peer chose
 */
public record SpiPair(int inbound, int outbound) {
    @Override
    public String toString() {
        return String.format("%08x / %08x", inbound, outbound);
    }
}
