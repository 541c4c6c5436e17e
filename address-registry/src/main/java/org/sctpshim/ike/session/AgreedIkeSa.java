package org.sctpshim.ike.session;

import org.sctpshim.ike.crypto.IkeSuite;
import org.sctpshim.ike.crypto.Nonces;
import org.sctpshim.ike.crypto.Role;

/**
 * An IKE SA that is to take another one's place, before its keys are derived.
 *
 * @param own this host's role in the exchange
 * @param peerWindow how many requests the peer can take at once
 */
record AgreedIkeSa(Role own, IkeSuite suite, Nonces nonces, long ownSpi, long peerSpi, int peerWindow) {
    long initiatorSpi() {
        return own == Role.INITIATOR ? ownSpi : peerSpi;
    }

    long responderSpi() {
        return own == Role.INITIATOR ? peerSpi : ownSpi;
    }
}
