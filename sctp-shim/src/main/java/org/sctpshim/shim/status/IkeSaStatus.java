package org.sctpshim.shim.status;

import org.sctpshim.ike.exchange.NatStatus;
import org.sctpshim.registry.AddressPair;

/**
 * An established IKE SA.
 *
 * @param pair the addresses it runs over now
 * @param initiatedHere whether this host began it
 * @param establishedNs since when, as {@link System#nanoTime} tells it
 * @param nats who is behind a NAT, as far as NAT detection has found
 */
public record IkeSaStatus(AddressPair pair, boolean initiatedHere, long establishedNs, NatStatus nats) {
    /** One between whose ends nobody looked for NATs. */
    public IkeSaStatus(AddressPair pair, boolean initiatedHere, long establishedNs) {
        this(pair, initiatedHere, establishedNs, NatStatus.UNSUPPORTED);
    }

    /** The same with what was found of NATs. */
    public IkeSaStatus with(NatStatus found) {
        return new IkeSaStatus(pair, initiatedHere, establishedNs, found);
    }
}
