package org.sctpshim.ike.exchange;

import org.sctpshim.ike.sa.TransportMode;
import org.sctpshim.registry.AddressPair;

/**
 * What a Child SA is negotiated under, beside algorithms.
 *
 * @param mode what local policy says of transport mode with the peer
 * @param outer the IKE SA's pair of addresses, which tunnel mode takes
 */
public record ChildTerms(TransportMode mode, AddressPair outer) {
    /** Whether this host asks for transport mode, or agrees to it. */
    boolean wantsTransport() {
        return mode != TransportMode.NEVER;
    }

    /** Whether a Child SA in this mode may be. */
    boolean allow(boolean transport) {
        return transport ? wantsTransport() : mode != TransportMode.REQUIRED;
    }
}
