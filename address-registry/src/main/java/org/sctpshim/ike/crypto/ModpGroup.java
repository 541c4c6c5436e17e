package org.sctpshim.ike.crypto;

import java.math.BigInteger;
import org.bouncycastle.crypto.agreement.DHStandardGroups;
import org.bouncycastle.crypto.params.DHParameters;
import org.sctpshim.ike.wire.KeyExchangeMethod;

/** The MODP groups from 2048 bits on (RFC 3526): safe primes with the generator 2. */
enum ModpGroup {
    MODP_2048(KeyExchangeMethod.MODP_2048, DHStandardGroups.rfc3526_2048, 320),
    MODP_3072(KeyExchangeMethod.MODP_3072, DHStandardGroups.rfc3526_3072, 424),
    MODP_4096(KeyExchangeMethod.MODP_4096, DHStandardGroups.rfc3526_4096, 480);

    private final int code;
    private final BigInteger prime;
    private final BigInteger generator;
    private final int exponentBits;

    /** @param exponentBits twice the strength that RFC 3526 section 8 estimates at most, in whole octets */
    ModpGroup(KeyExchangeMethod method, DHParameters parameters, int exponentBits) {
        this.code = method.code();
        this.prime = parameters.getP();
        this.generator = parameters.getG();
        this.exponentBits = exponentBits;
    }

    KeyExchangeMethod method() {
        return new KeyExchangeMethod(code);
    }

    /** Octets of the prime, of public values and of secrets. */
    int octets() {
        return prime.bitLength() / 8;
    }

    int exponentOctets() {
        return exponentBits / 8;
    }

    BigInteger prime() {
        return prime;
    }

    BigInteger generator() {
        return generator;
    }

    /** Whether 1 < y < p - 1; the prime is a safe one, so that is all (RFC 6989 section 2.1). */
    boolean isPublicValue(BigInteger y) {
        return y.compareTo(BigInteger.ONE) > 0 && y.compareTo(prime.subtract(BigInteger.ONE)) < 0;
    }
}
