package org.sctpshim.ike.crypto;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;
import org.sctpshim.ike.wire.Bytes;

/** The curve P-256: which numbers are its scalars and points, and its base point times a scalar. */
final class P256 {
    static final int COORDINATE_OCTETS = 32;
    static final ECParameterSpec PARAMETERS = parameters();

    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256r1");
    private static final BigInteger PRIME = ((ECFieldFp) PARAMETERS.getCurve().getField()).getP();

    private P256() {}

    /** Whether the octets, big-endian, are in 1..order-1. */
    static boolean isScalar(SecretBytes octets) {
        BigInteger value = new BigInteger(1, octets.exposed());
        return value.signum() > 0 && value.compareTo(PARAMETERS.getOrder()) < 0;
    }

    /** x and y of the base point times the scalar. */
    static Bytes multiplyBase(SecretBytes scalar) {
        var point = new FixedPointCombMultiplier()
                .multiply(CURVE.getG(), new BigInteger(1, scalar.exposed()))
                .normalize();
        return Bytes.concat(
                coordinate(point.getAffineXCoord().toBigInteger()),
                coordinate(point.getAffineYCoord().toBigInteger()));
    }

    /** Reads x and y; whether they are a point of the curve is another question. */
    static ECPoint point(Bytes coordinates) {
        return new ECPoint(
                number(coordinates.slice(0, COORDINATE_OCTETS)),
                number(coordinates.slice(COORDINATE_OCTETS, 2 * COORDINATE_OCTETS)));
    }

    /** Whether y^2 = x^3 + ax + b with both coordinates below the prime. The cofactor is 1, so that is all. */
    static boolean isOnCurve(ECPoint point) {
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x.compareTo(PRIME) >= 0 || y.compareTo(PRIME) >= 0) {
            return false;
        }
        BigInteger right = x.multiply(x)
                .add(PARAMETERS.getCurve().getA())
                .multiply(x)
                .add(PARAMETERS.getCurve().getB());
        return y.multiply(y).subtract(right).mod(PRIME).signum() == 0;
    }

    private static Bytes coordinate(BigInteger value) {
        return Bytes.of(BigIntegers.asUnsignedByteArray(COORDINATE_OCTETS, value));
    }

    private static BigInteger number(Bytes octets) {
        return new BigInteger(1, octets.toArray());
    }

    private static ECParameterSpec parameters() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks the curve P-256", e);
        }
    }
}
