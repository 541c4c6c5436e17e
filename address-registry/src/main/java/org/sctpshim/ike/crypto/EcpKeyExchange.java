package org.sctpshim.ike.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Optional;
import javax.crypto.KeyAgreement;
import org.sctpshim.ike.wire.Bytes;

/**
 * Elliptic curve Diffie-Hellman in the random ECP groups (RFC 5903). The public value is x and y, each with leading zeros
 * to the length of the prime; the secret is x alone.
 *
 * <p>The platform multiplies in constant time but computes no public key from a given private one; that single
 * multiplication of the base point is {@link EcpGroup}'s.
 */
final class EcpKeyExchange extends DiffieHellman {
    private final EcpGroup group;

    EcpKeyExchange(EcpGroup group) {
        super(group.method(), group.coordinateOctets(), 2 * group.coordinateOctets());
        this.group = group;
    }

    @Override
    void trim(byte[] candidate) {
        group.trim(candidate);
    }

    @Override
    Optional<Bytes> publicValue(SecretBytes privateKey) {
        return group.isScalar(privateKey) ? Optional.of(group.multiplyBase(privateKey)) : Optional.empty();
    }

    @Override
    Agreement agree(SecretBytes privateKey, Bytes peerPublic) {
        ECPoint point = group.point(peerPublic);
        return group.isOnCurve(point)
                ? new Agreement.Agreed(new SharedSecret(SecretBytes.adopt(multiply(privateKey, point))))
                : new Agreement.Refused(PublicValueFault.NOT_ON_CURVE);
    }

    private byte[] multiply(SecretBytes scalar, ECPoint point) {
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
}
