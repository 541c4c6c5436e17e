package org.sctpshim.shim.status;

import org.sctpshim.registry.AddressPair;

/**
 * An established IKE SA.
 *
 * @param pair the addresses it runs over now
 * @param initiatedHere whether this host began it
 * @param establishedNs since when, as {@link System#nanoTime} tells it
 */
public record IkeSaStatus(AddressPair pair, boolean initiatedHere, long establishedNs) {}
