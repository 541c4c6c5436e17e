package org.sctpshim.esp.aead;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** The JDK's own AES-GCM: always there, on every platform. */
public final class JdkAeadProvider implements AeadProvider {

    /** The provider; it holds no state. */
    public JdkAeadProvider() {}

    @Override
    public String name() {
        return "jdk";
    }

    @Override
    public boolean supports(AeadAlgorithm algorithm) {
        return true;
    }

    @Override
    public AeadKey key(AeadAlgorithm algorithm, byte[] octets) {
        if (octets.length != algorithm.keyBytes()) {
            throw new IllegalArgumentException(
                    algorithm + " takes a key of " + algorithm.keyBytes() + " octets, got " + octets.length);
        }
        return new JdkAeadKey(algorithm, newCipher(), octets);
    }

    @Override
    public Aead worker() {
        return new JdkAead();
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no AES-GCM", e);
        }
    }
}
