package org.sctpshim.esp.plane;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.AddressPair;

/**
 * The pairs of addresses that a socket's bare packets have come between lately, so that none is made for each packet. Of the
 * inbound thread.
 */
final class RememberedPairs {

    private static final int PLACES = 64;

    private final AddressPair local;
    private final @Nullable AddressPair[] pairs = new AddressPair[PLACES];

    RememberedPairs(InetAddress local) {
        this.local = AddressPair.of(local, local);
    }

    /** The pair from this source. */
    AddressPair from(long sourceHigh, long sourceLow) {
        int place = (int) ((sourceLow ^ sourceLow >>> 32) & PLACES - 1);
        AddressPair pair = pairs[place];
        if (pair == null || pair.sourceLow() != sourceLow || pair.sourceHigh() != sourceHigh) {
            pair = new AddressPair(
                    local.ipv6(), sourceHigh, sourceLow, local.destinationHigh(), local.destinationLow());
            pairs[place] = pair;
        }
        return pair;
    }
}
