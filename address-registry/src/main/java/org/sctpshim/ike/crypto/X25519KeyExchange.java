package org.sctpshim.ike.crypto;

import java.util.Arrays;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.KeyExchangeMethod;

/** X25519 (RFC 7748 section 5, RFC 8031): 32 octets of public value, 32 of secret, both little-endian. */
final class X25519KeyExchange implements KeyExchange {
    static final X25519KeyExchange INSTANCE = new X25519KeyExchange();

    static final int OCTETS = 32;

    private X25519KeyExchange() {}

    @Override
    public KeyExchangeMethod method() {
        return KeyExchangeMethod.CURVE25519;
    }

    @Override
    public EphemeralKey generate(RandomSource random) {
        return new Key(SecretBytes.adopt(random.bytes(OCTETS)));
    }

    /** The clamping of RFC 7748 is part of each multiplication. */
    static final class Key implements EphemeralKey {
        private final SecretBytes scalar;
        private final Bytes publicValue;

        Key(SecretBytes scalar) {
            this.scalar = scalar;
            byte[] point = new byte[OCTETS];
            X25519.scalarMultBase(scalar.exposed(), 0, point, 0);
            this.publicValue = Bytes.of(point);
        }

        @Override
        public Bytes publicValue() {
            return publicValue;
        }

        @Override
        public Agreement agree(Bytes peerPublic) {
            if (peerPublic.length() != OCTETS) {
                return new Agreement.Refused(PublicValueFault.WRONG_LENGTH);
            }
            byte[] result = new byte[OCTETS];
            boolean usable = X25519.calculateAgreement(scalar.exposed(), 0, peerPublic.toArray(), 0, result, 0);
            if (!usable) {
                Arrays.fill(result, (byte) 0);
                return new Agreement.Refused(PublicValueFault.LOW_ORDER);
            }
            return new Agreement.Agreed(new SharedSecret(SecretBytes.adopt(result)));
        }

        @Override
        public void close() {
            scalar.close();
        }
    }
}
