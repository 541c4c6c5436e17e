package org.sctpshim.ike.auth;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.util.Map;
import java.util.Optional;

/** The kinds of key that we sign and verify with. */
enum KeyKind {
    RSA,
    P256,
    P384,
    P521,
    ED25519,
    OTHER;

    private static final int LEAST_RSA_BITS = 2048;

    /** Beyond this, verifying costs more than a stranger should be able to make us spend. */
    private static final int MOST_RSA_BITS = 8192;

    static KeyKind of(PublicKey key) {
        if (key instanceof RSAPublicKey) {
            return RSA;
        }
        if (key instanceof ECPublicKey ec) {
            return ofCurve(ec);
        }
        boolean ed25519 = key instanceof EdECPublicKey ed
                && ed.getParams().getName().equals(NamedParameterSpec.ED25519.getName());
        return ed25519 ? ED25519 : OTHER;
    }

    private static KeyKind ofCurve(ECPublicKey key) {
        return Curves.BY_ORDER.getOrDefault(key.getParams().getOrder(), OTHER);
    }

    /** The prime orders tell the three curves apart; what the platform parsed as named is one of its own. */
    private static final class Curves {
        static final Map<BigInteger, KeyKind> BY_ORDER =
                Map.of(order("secp256r1"), P256, order("secp384r1"), P384, order("secp521r1"), P521);

        private static BigInteger order(String name) {
            try {
                AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
                curve.init(new ECGenParameterSpec(name));
                return curve.getParameterSpec(ECParameterSpec.class).getOrder();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java platform lacks the curve " + name, e);
            }
        }
    }

    /** What is wrong with a key, as the end of a sentence that begins with whose it is. */
    static Optional<String> fault(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            if (bits < LEAST_RSA_BITS) {
                return Optional.of(
                        "has an RSA key of " + bits + " bits, and at least " + LEAST_RSA_BITS + " are needed");
            }
            return bits > MOST_RSA_BITS
                    ? Optional.of("has an RSA key of " + bits + " bits, and at most " + MOST_RSA_BITS + " are accepted")
                    : Optional.empty();
        }
        return of(key) == OTHER
                ? Optional.of("has a key of a kind (" + key.getAlgorithm()
                        + ") that is neither RSA, ECDSA on P-256, P-384 or P-521, nor Ed25519")
                : Optional.empty();
    }
}
