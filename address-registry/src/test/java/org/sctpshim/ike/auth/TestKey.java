package org.sctpshim.ike.auth;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Kinds of key that tests make; RSA keys take long to find, so there are a few that all tests share. */
public enum TestKey {
    RSA_2048,
    RSA_1024,
    P256,
    P384,
    P521,
    ED25519;

    private static final Map<String, KeyPair> SHARED = new ConcurrentHashMap<>();

    /** The key pair of that name. */
    public KeyPair pair(String name) {
        return SHARED.computeIfAbsent(this + " " + name, any -> generate());
    }

    private KeyPair generate() {
        try {
            return switch (this) {
                case RSA_2048 -> rsa(2048);
                case RSA_1024 -> rsa(1024);
                case P256 -> ec("secp256r1");
                case P384 -> ec("secp384r1");
                case P521 -> ec("secp521r1");
                case ED25519 -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            };
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair rsa(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static KeyPair ec(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    String signature() {
        return switch (this) {
            case RSA_2048, RSA_1024 -> "SHA256withRSA";
            case P256 -> "SHA256withECDSA";
            case P384 -> "SHA384withECDSA";
            case P521 -> "SHA512withECDSA";
            case ED25519 -> "Ed25519";
        };
    }
}
