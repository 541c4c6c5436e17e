package org.sctpshim.ike.crypto;

import java.util.List;
import org.sctpshim.ike.wire.KeyExchangeMethod;

/**
 * The algorithms of one IKE SA.
 *
 * @param keyExchange the method of IKE_SA_INIT, or of the CREATE_CHILD_SA that rekeyed
 * @param additionalKeyExchanges the methods of those that follow, in their order; mostly none
 */
public record IkeSuite(
        CipherSpec encryption, Prf prf, KeyExchangeMethod keyExchange, List<KeyExchangeMethod> additionalKeyExchanges) {
    public IkeSuite {
        encryption.requireSupported();
        additionalKeyExchanges = List.copyOf(additionalKeyExchanges);
    }

    /** With one key exchange. */
    public IkeSuite(CipherSpec encryption, Prf prf, KeyExchangeMethod keyExchange) {
        this(encryption, prf, keyExchange, List.of());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(encryption + "/" + prf.function() + "/" + keyExchange);
        additionalKeyExchanges.forEach(method -> text.append('+').append(method));
        return text.toString();
    }
}
