package org.sctpshim.ike.crypto;

import org.sctpshim.ike.wire.Bytes;

/** InitiatorSignedOctets or ResponderSignedOctets (RFC 7296 section 2.15). Only an IKE SA's keys make them. */
public final class SignedOctets {
    private final Prf prf;
    private final Bytes octets;

    SignedOctets(Prf prf, Bytes octets) {
        this.prf = prf;
        this.octets = octets;
    }

    /** The IKE SA's pseudorandom function, which authentication with a shared key uses too. */
    Prf prf() {
        return prf;
    }

    Bytes octets() {
        return octets;
    }
}
