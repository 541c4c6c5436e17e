package org.sctpshim.ike.crypto;

import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.Identification;

/** InitiatorSignedOctets or ResponderSignedOctets (RFC 7296 section 2.15). Only an IKE SA's keys make them. */
public final class SignedOctets {
    private final Prf prf;
    private final Bytes octets;

    private SignedOctets(Prf prf, Bytes octets) {
        this.prf = prf;
        this.octets = octets;
    }

    /**
     * First message, other's nonce, prf(SK_p, RestOfIDPayload), IntAuth.
     *
     * @param intermediate IntAuth of RFC 9242 section 3.3.2, mostly empty
     */
    static SignedOctets of(
            Prf prf,
            SecretBytes skP,
            Bytes firstMessage,
            Bytes othersNonce,
            Identification identification,
            Bytes intermediate) {
        try (SecretBytes maced = prf.apply(skP, identification.body().toArray())) {
            return new SignedOctets(
                    prf, Bytes.concat(firstMessage, othersNonce, Bytes.of(maced.exposed()), intermediate));
        }
    }

    /** The IKE SA's pseudorandom function, which authentication with a shared key uses too. */
    Prf prf() {
        return prf;
    }

    /** What the signature or code covers, all octets. */
    public Bytes octets() {
        return octets;
    }
}
