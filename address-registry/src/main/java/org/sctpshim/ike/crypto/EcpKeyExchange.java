package org.sctpshim.ike.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import javax.crypto.KeyAgreement;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.KeyExchangeMethod;

/**
 * Elliptic curve Diffie-Hellman in the random ECP groups (RFC 5903). The public value is x and y, each with leading zeros
 * to the length of the prime; the secret is x alone.
 *
 * <p>The platform multiplies in constant time but computes no public key from a given private one; that single
 * multiplication of the base point is {@link EcpGroup}'s.
 */
final class EcpKeyExchange implements KeyExchange {
    private final EcpGroup group;

    EcpKeyExchange(EcpGroup group) {
        this.group = group;
    }

    @Override
    public KeyExchangeMethod method() {
        return group.method();
    }

    @Override
    public EphemeralKey generate(RandomSource random) {
        while (true) {
            byte[] octets = random.bytes(group.coordinateOctets());
            group.trim(octets);
            SecretBytes candidate = SecretBytes.adopt(octets);
            // Rejection keeps the scalar uniform; the orders are so near a power of two that it hardly ever happens.
            if (group.isScalar(candidate)) {
                return new Key(group, candidate);
            }
            candidate.close();
        }
    }

    static final class Key implements EphemeralKey {
        private final EcpGroup group;
        private final SecretBytes scalar;
        private final Bytes publicValue;

        Key(EcpGroup group, SecretBytes scalar) {
            this.group = group;
            this.scalar = scalar;
            this.publicValue = group.multiplyBase(scalar);
        }

        @Override
        public Bytes publicValue() {
            return publicValue;
        }

        @Override
        public Agreement agree(Bytes peerPublic) {
            if (peerPublic.length() != 2 * group.coordinateOctets()) {
                return new Agreement.Refused(PublicValueFault.WRONG_LENGTH);
            }
            ECPoint point = group.point(peerPublic);
            if (!group.isOnCurve(point)) {
                return new Agreement.Refused(PublicValueFault.NOT_ON_CURVE);
            }
            return new Agreement.Agreed(new SharedSecret(SecretBytes.adopt(multiply(point))));
        }

        private byte[] multiply(ECPoint point) {
            try {
                KeyFactory keys = KeyFactory.getInstance("EC");
                BigInteger s = new BigInteger(1, scalar.exposed());
                KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
                agreement.init(keys.generatePrivate(new ECPrivateKeySpec(s, group.parameters())));
                agreement.doPhase(keys.generatePublic(new ECPublicKeySpec(point, group.parameters())), true);
                return agreement.generateSecret();
            } catch (GeneralSecurityException e) {
                // The point is on the curve and the cofactor is 1, so no input can lead here.
                throw new IllegalStateException("this Java platform lacks ECDH over " + group, e);
            }
        }

        @Override
        public void close() {
            scalar.close();
        }
    }
}
