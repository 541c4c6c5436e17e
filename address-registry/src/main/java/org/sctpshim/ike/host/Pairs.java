package org.sctpshim.ike.host;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.sctpshim.registry.AddressPair;

/** Orders the pairs of two lists of addresses. */
final class Pairs {
    private Pairs() {}

    /**
     * Every pair of one family, those first whose addresses share the longest prefix: as a rule they share a link (RFC
     * 6724 section 5, rule 9). Otherwise in the order of the remote addresses, then of the
     * local ones.
     */
    static List<AddressPair> closestFirst(Collection<InetAddress> locals, Collection<InetAddress> remotes) {
        List<AddressPair> pairs = new ArrayList<>();
        for (InetAddress remote : remotes) {
            for (InetAddress local : locals) {
                if (AddressPair.sameFamily(local, remote)) {
                    pairs.add(new AddressPair(local, remote));
                }
            }
        }
        pairs.sort(Comparator.comparingInt(Pairs::differingBits));
        return pairs;
    }

    /** How many bits of an address come after the shared prefix. */
    private static int differingBits(AddressPair pair) {
        byte[] difference = pair.local().getAddress();
        byte[] other = pair.remote().getAddress();
        for (int i = 0; i < difference.length; i++) {
            difference[i] ^= other[i];
        }
        return new BigInteger(1, difference).bitLength();
    }
}
