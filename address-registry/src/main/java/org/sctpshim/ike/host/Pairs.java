package org.sctpshim.ike.host;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.sctpshim.registry.AddressPair;

/** Orders the pairs of two lists of addresses. */
final class Pairs {
    private Pairs() {}

    /**
     * Every pair of one family: first those of the same place in both lists, which as a rule share a network, then the
     * crossed ones.
     */
    static List<AddressPair> diagonalFirst(Collection<InetAddress> locals, Collection<InetAddress> remotes) {
        List<InetAddress> near = List.copyOf(locals);
        List<InetAddress> far = List.copyOf(remotes);
        List<AddressPair> straight = new ArrayList<>();
        List<AddressPair> crossed = new ArrayList<>();
        for (int i = 0; i < near.size(); i++) {
            for (int j = 0; j < far.size(); j++) {
                if (AddressPair.sameFamily(near.get(i), far.get(j))) {
                    (i == j ? straight : crossed).add(new AddressPair(near.get(i), far.get(j)));
                }
            }
        }
        straight.addAll(crossed);
        return straight;
    }
}
