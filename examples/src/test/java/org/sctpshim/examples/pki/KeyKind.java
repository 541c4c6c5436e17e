package org.sctpshim.examples.pki;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import org.jspecify.annotations.Nullable;

/** A kind of key. */
final class KeyKind {
    static final KeyKind RSA_2048 = new KeyKind("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
    static final KeyKind RSA_2048_UPPER =
            new KeyKind("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
    static final KeyKind RSA_2048_LOWER =
            new KeyKind("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
    static final KeyKind RSA_3072 = new KeyKind("RSA", new RSAKeyGenParameterSpec(3072, RSAKeyGenParameterSpec.F4));
    static final KeyKind P256 = new KeyKind("EC", new ECGenParameterSpec("secp256r1"));
    static final KeyKind P384 = new KeyKind("EC", new ECGenParameterSpec("secp384r1"));
    static final KeyKind ED25519 = new KeyKind("Ed25519", NamedParameterSpec.ED25519);

    private final KeyPairGenerator generator;
    private @Nullable KeyPair last;

    private KeyKind(String algorithm, AlgorithmParameterSpec parameters) {
        try {
            generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A new key; but RSA keys take seconds to find in the lab, so all of one kind are the same. */
    synchronized KeyPair pair() {
        KeyPair pair = last;
        if (pair == null || !pair.getPublic().getAlgorithm().equals("RSA")) {
            pair = generator.generateKeyPair();
            last = pair;
        }
        return pair;
    }
}
