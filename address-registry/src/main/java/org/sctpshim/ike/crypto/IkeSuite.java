package org.sctpshim.ike.crypto;

import org.sctpshim.ike.wire.KeyExchangeMethod;

/** The algorithms of one IKE SA. */
public record IkeSuite(CipherSpec encryption, Prf prf, KeyExchangeMethod keyExchange) {
    public IkeSuite {
        encryption.requireSupported();
    }

    @Override
    public String toString() {
        return encryption + "/" + prf.function() + "/" + keyExchange;
    }
}
