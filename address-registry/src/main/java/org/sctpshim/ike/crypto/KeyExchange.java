package org.sctpshim.ike.crypto;

import java.util.Optional;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.KeyExchangeMethod;

/**
 * A key exchange method. The initiator calls {@link #generate} and later {@link EphemeralKey#agree}; the responder calls
 * {@link #respond}, which is also the shape of a key encapsulation.
 *
 * <p>Stateless and safe for all threads.
 */
public sealed interface KeyExchange permits DiffieHellman, MlKem768KeyExchange {
    /** The method's number on the wire. */
    KeyExchangeMethod method();

    /** A fresh private key. The same random octets give the same key. */
    EphemeralKey generate(RandomSource random);

    /** The responder's whole part: a public value of its own and the secret shared with the peer. */
    default Response respond(Bytes peerPublic, RandomSource random) {
        try (EphemeralKey own = generate(random)) {
            return new Response(own.publicValue(), own.agree(peerPublic));
        }
    }

    /** The implementation of a method, where there is one. */
    static Optional<KeyExchange> of(KeyExchangeMethod method) {
        return SupportedKeyExchanges.ALL.stream()
                .filter(each -> each.method().equals(method))
                .findFirst();
    }

    /**
     * What the responder sends and shares.
     *
     * @param publicValue to be sent where the agreement succeeded
     */
    record Response(Bytes publicValue, Agreement agreement) {}
}
