package org.sctpshim.ike.session;

import org.sctpshim.ike.crypto.IkeSuite;
import org.sctpshim.ike.exchange.NatStatus;
import org.sctpshim.registry.AddressPair;

/**
 * How an established IKE SA stands. Times are those of the clock that the session is run by; {@link Lifetimes#NEVER} for
 * what never happens.
 *
 * @param pair the addresses it runs over now
 * @param initiator whether this host initiated it, or the first one in a row that replaced each other
 * @param suite its algorithms
 * @param mobike whether it can move to other addresses
 * @param nats who is behind a NAT, as far as NAT detection has found
 * @param rekeyNs when it is to be replaced by one with fresh keys
 * @param endNs when it ends if it could not be replaced
 */
public record IkeSaFacts(
        AddressPair pair,
        boolean initiator,
        IkeSuite suite,
        boolean mobike,
        NatStatus nats,
        long rekeyNs,
        long endNs) {}
