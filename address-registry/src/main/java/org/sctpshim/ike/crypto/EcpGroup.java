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
import org.sctpshim.ike.wire.KeyExchangeMethod;

/**
 * The random ECP groups (RFC 5903), which are the curves of NIST: which numbers are scalars and points of one, and its
 * base point times a scalar.
 */
final class EcpGroup {
    static final EcpGroup P_256 = new EcpGroup(KeyExchangeMethod.ECP_256, "secp256r1");
    static final EcpGroup P_384 = new EcpGroup(KeyExchangeMethod.ECP_384, "secp384r1");
    static final EcpGroup P_521 = new EcpGroup(KeyExchangeMethod.ECP_521, "secp521r1");

    private final KeyExchangeMethod method;
    private final String curveName;
    private final ECParameterSpec parameters;
    private final X9ECParameters curve;
    private final BigInteger prime;

    private EcpGroup(KeyExchangeMethod method, String curveName) {
        this.method = method;
        this.curveName = curveName;
        this.parameters = parameters(curveName);
        this.curve = CustomNamedCurves.getByName(curveName);
        this.prime = ((ECFieldFp) parameters.getCurve().getField()).getP();
    }

    private static ECParameterSpec parameters(String curveName) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(curveName));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks the curve " + curveName, e);
        }
    }

    KeyExchangeMethod method() {
        return method;
    }

    /** The platform's parameters. */
    ECParameterSpec parameters() {
        return parameters;
    }

    /** Octets of a coordinate, and of a scalar: 32, 48 or 66. */
    int coordinateOctets() {
        return (prime.bitLength() + 7) / 8;
    }

    /** Clears the bits of random octets, big-endian, that no scalar has. */
    void trim(byte[] candidate) {
        candidate[0] &= (byte) (0xff >> (8 * coordinateOctets() - prime.bitLength()));
    }

    /** Whether the octets, big-endian, are in 1..order-1. */
    boolean isScalar(SecretBytes octets) {
        BigInteger value = new BigInteger(1, octets.exposed());
        return value.signum() > 0 && value.compareTo(parameters.getOrder()) < 0;
    }

    /** x and y of the base point times the scalar. */
    Bytes multiplyBase(SecretBytes scalar) {
        var point = new FixedPointCombMultiplier()
                .multiply(curve.getG(), new BigInteger(1, scalar.exposed()))
                .normalize();
        return Bytes.concat(
                coordinate(point.getAffineXCoord().toBigInteger()),
                coordinate(point.getAffineYCoord().toBigInteger()));
    }

    /** Reads x and y; whether they are a point of the curve is another question. */
    ECPoint point(Bytes coordinates) {
        return new ECPoint(
                number(coordinates.slice(0, coordinateOctets())),
                number(coordinates.slice(coordinateOctets(), 2 * coordinateOctets())));
    }

    /** Whether y^2 = x^3 + ax + b with both coordinates below the prime. The cofactor is 1, so that is all. */
    boolean isOnCurve(ECPoint point) {
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x.compareTo(prime) >= 0 || y.compareTo(prime) >= 0) {
            return false;
        }
        BigInteger right = x.multiply(x)
                .add(parameters.getCurve().getA())
                .multiply(x)
                .add(parameters.getCurve().getB());
        return y.multiply(y).subtract(right).mod(prime).signum() == 0;
    }

    private Bytes coordinate(BigInteger value) {
        return Bytes.of(BigIntegers.asUnsignedByteArray(coordinateOctets(), value));
    }

    private static BigInteger number(Bytes octets) {
        return new BigInteger(1, octets.toArray());
    }

    @Override
    public String toString() {
        return curveName;
    }
}
