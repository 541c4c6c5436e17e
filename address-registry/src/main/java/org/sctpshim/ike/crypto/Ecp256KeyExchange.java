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
 * The 256-bit random ECP group (RFC 5903): NIST P-256. The public value is x and y, 32 octets each; the secret is x
 * alone.
 *
 * <p>The platform multiplies in constant time but computes no public key from a given private one; that single
 * multiplication of the base point is {@link P256}'s.
 */
final class Ecp256KeyExchange implements KeyExchange {
    static final Ecp256KeyExchange INSTANCE = new Ecp256KeyExchange();

    private Ecp256KeyExchange() {}

    @Override
    public KeyExchangeMethod method() {
        return KeyExchangeMethod.ECP_256;
    }

    @Override
    public EphemeralKey generate(RandomSource random) {
        while (true) {
            SecretBytes candidate = SecretBytes.adopt(random.bytes(P256.COORDINATE_OCTETS));
            // Rejection keeps the scalar uniform; it happens once in 2^32 times.
            if (P256.isScalar(candidate)) {
                return new Key(candidate);
            }
            candidate.close();
        }
    }

    static final class Key implements EphemeralKey {
        private final SecretBytes scalar;
        private final Bytes publicValue;

        Key(SecretBytes scalar) {
            this.scalar = scalar;
            this.publicValue = P256.multiplyBase(scalar);
        }

        @Override
        public Bytes publicValue() {
            return publicValue;
        }

        @Override
        public Agreement agree(Bytes peerPublic) {
            if (peerPublic.length() != 2 * P256.COORDINATE_OCTETS) {
                return new Agreement.Refused(PublicValueFault.WRONG_LENGTH);
            }
            ECPoint point = P256.point(peerPublic);
            if (!P256.isOnCurve(point)) {
                return new Agreement.Refused(PublicValueFault.NOT_ON_CURVE);
            }
            return new Agreement.Agreed(new SharedSecret(SecretBytes.adopt(multiply(point))));
        }

        private byte[] multiply(ECPoint point) {
            try {
                KeyFactory keys = KeyFactory.getInstance("EC");
                BigInteger s = new BigInteger(1, scalar.exposed());
                KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
                agreement.init(keys.generatePrivate(new ECPrivateKeySpec(s, P256.PARAMETERS)));
                agreement.doPhase(keys.generatePublic(new ECPublicKeySpec(point, P256.PARAMETERS)), true);
                return agreement.generateSecret();
            } catch (GeneralSecurityException e) {
                // The point is on the curve and the cofactor is 1, so no input can lead here.
                throw new IllegalStateException("this Java platform lacks ECDH over P-256", e);
            }
        }

        @Override
        public void close() {
            scalar.close();
        }
    }
}
