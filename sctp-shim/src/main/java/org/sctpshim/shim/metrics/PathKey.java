package org.sctpshim.shim.metrics;

import io.micrometer.core.instrument.Tags;
import org.sctpshim.registry.AddressPair;

/** The peer and the pair of addresses that name a path to an operator; ports would multiply the series for nothing. */
record PathKey(String peer, AddressPair pair) {
    Tags addedTo(Tags tags) {
        return tags.and("peer", peer, "path", pair.toString());
    }
}
