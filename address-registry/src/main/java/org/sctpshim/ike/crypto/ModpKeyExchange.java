package org.sctpshim.ike.crypto;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.util.BigIntegers;
import org.sctpshim.ike.wire.Bytes;

/**
 * Diffie-Hellman in a MODP group (RFC 3526). Public value and secret both have leading zeros to the length of the prime
 * (RFC 7296 sections 2.14 and 3.4).
 */
final class ModpKeyExchange extends DiffieHellman {
    private final ModpGroup group;

    ModpKeyExchange(ModpGroup group) {
        super(group.method(), group.exponentOctets(), group.octets());
        this.group = group;
    }

    /** Empty for 1 and the generator's other trivial powers, which the peer would refuse. */
    @Override
    Optional<Bytes> publicValue(SecretBytes privateKey) {
        BigInteger own = power(group.generator(), privateKey);
        return group.isPublicValue(own) ? Optional.of(Bytes.of(padded(own))) : Optional.empty();
    }

    @Override
    Agreement agree(SecretBytes privateKey, Bytes peerPublic) {
        BigInteger theirs = new BigInteger(1, peerPublic.toArray());
        return group.isPublicValue(theirs)
                ? new Agreement.Agreed(new SharedSecret(SecretBytes.adopt(padded(power(theirs, privateKey)))))
                : new Agreement.Refused(PublicValueFault.OUT_OF_RANGE);
    }

    private BigInteger power(BigInteger base, SecretBytes exponent) {
        return base.modPow(new BigInteger(1, exponent.exposed()), group.prime());
    }

    private byte[] padded(BigInteger number) {
        return BigIntegers.asUnsignedByteArray(group.octets(), number);
    }
}
