package org.sctpshim.ike.crypto;

import java.math.BigInteger;
import org.bouncycastle.util.BigIntegers;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.KeyExchangeMethod;

/**
 * Diffie-Hellman in a MODP group (RFC 3526). Public value and secret both have leading zeros to the length of the prime
 * (RFC 7296 sections 2.14 and 3.4).
 */
final class ModpKeyExchange implements KeyExchange {
    private final ModpGroup group;

    ModpKeyExchange(ModpGroup group) {
        this.group = group;
    }

    @Override
    public KeyExchangeMethod method() {
        return group.method();
    }

    @Override
    public EphemeralKey generate(RandomSource random) {
        while (true) {
            SecretBytes exponent = SecretBytes.adopt(random.bytes(group.exponentOctets()));
            Key key = new Key(group, exponent);
            // The peer would refuse 1 and the generator's other trivial powers; they never come from real randomness.
            if (group.isPublicValue(number(key.publicValue()))) {
                return key;
            }
            key.close();
        }
    }

    private static BigInteger number(Bytes octets) {
        return new BigInteger(1, octets.toArray());
    }

    static final class Key implements EphemeralKey {
        private final ModpGroup group;
        private final SecretBytes exponent;
        private final Bytes publicValue;

        Key(ModpGroup group, SecretBytes exponent) {
            this.group = group;
            this.exponent = exponent;
            this.publicValue = Bytes.of(power(group.generator()));
        }

        @Override
        public Bytes publicValue() {
            return publicValue;
        }

        @Override
        public Agreement agree(Bytes peerPublic) {
            if (peerPublic.length() != group.octets()) {
                return new Agreement.Refused(PublicValueFault.WRONG_LENGTH);
            }
            BigInteger y = number(peerPublic);
            return group.isPublicValue(y)
                    ? new Agreement.Agreed(new SharedSecret(SecretBytes.adopt(power(y))))
                    : new Agreement.Refused(PublicValueFault.OUT_OF_RANGE);
        }

        private byte[] power(BigInteger base) {
            BigInteger result = base.modPow(new BigInteger(1, exponent.exposed()), group.prime());
            return BigIntegers.asUnsignedByteArray(group.octets(), result);
        }

        @Override
        public void close() {
            exponent.close();
        }
    }
}
