package org.sctpshim.ike.exchange;

import org.sctpshim.registry.AddressPair;

/** Over which pair a request goes. */
public sealed interface Route {
    /**
     * Over the pair of the IKE SA, and over every other pair as well once that one does not answer: the answer is what
     * counts, not the way it came (RFC 4555 section 3.5).
     */
    record Current() implements Route {}

    /**
     * Over one pair only, since the request is about that pair (RFC 4555 section 3.7); once given up on, the request
     * goes like any other so that its message id is answered.
     */
    record Pinned(AddressPair pair) implements Route {}

    /** The usual route. */
    Route CURRENT = new Current();
}
