package org.sctpshim.ike.crypto;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.KeyExchangeMethod;

/**
 * X25519 (RFC 7748 section 5, RFC 8031): 32 octets of public value, 32 of secret, both little-endian. The clamping of RFC
 * 7748 is part of each multiplication.
 */
final class X25519KeyExchange extends DiffieHellman {
    static final X25519KeyExchange INSTANCE = new X25519KeyExchange();

    static final int OCTETS = 32;

    private X25519KeyExchange() {
        super(KeyExchangeMethod.CURVE25519, OCTETS, OCTETS);
    }

    @Override
    Optional<Bytes> publicValue(SecretBytes privateKey) {
        byte[] point = new byte[OCTETS];
        X25519.scalarMultBase(privateKey.exposed(), 0, point, 0);
        return Optional.of(Bytes.of(point));
    }

    @Override
    Agreement agree(SecretBytes privateKey, Bytes peerPublic) {
        byte[] result = new byte[OCTETS];
        boolean usable = X25519.calculateAgreement(privateKey.exposed(), 0, peerPublic.toArray(), 0, result, 0);
        if (!usable) {
            Arrays.fill(result, (byte) 0);
            return new Agreement.Refused(PublicValueFault.LOW_ORDER);
        }
        return new Agreement.Agreed(new SharedSecret(SecretBytes.adopt(result)));
    }
}
