package org.sctpshim.esp.aead;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A key with a cipher object of its own, since the JDK's cipher keeps the expanded key of its last use and would expand
 * again if two keys took turns.
 *
 * <p>Wiping drops the references. The JDK offers no way to overwrite the copies inside its key and cipher objects; they
 * go when the collector takes them.
 */
final class JdkAeadKey implements AeadKey {

    private final AeadAlgorithm algorithm;
    private volatile @Nullable Cipher cipher;
    private @Nullable SecretKeySpec key;

    JdkAeadKey(AeadAlgorithm algorithm, Cipher cipher, byte[] octets) {
        this.algorithm = algorithm;
        this.key = new SecretKeySpec(octets, "AES");
        this.cipher = cipher;
    }

    @Override
    public AeadAlgorithm algorithm() {
        return algorithm;
    }

    @Override
    public void wipe() {
        cipher = null;
        key = null;
    }

    /** The cipher, started for one packet; null once wiped. */
    @Nullable
    Cipher start(int mode, GCMParameterSpec parameters) throws GeneralSecurityException {
        Cipher ready = cipher;
        SecretKeySpec spec = key;
        if (ready == null || spec == null) {
            return null;
        }
        ready.init(mode, spec, parameters);
        return ready;
    }
}
