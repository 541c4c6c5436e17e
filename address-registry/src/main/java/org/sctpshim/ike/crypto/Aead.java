package org.sctpshim.ike.crypto;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The Java platform's AEADs, all with a nonce of 12 octets and an ICV of 16. */
enum Aead {
    AES_GCM("AES/GCM/NoPadding", "AES"),
    CHACHA20_POLY1305("ChaCha20-Poly1305", "ChaCha20");

    static final int ICV_OCTETS = 16;

    private final String transformation;
    private final String keyName;

    Aead(String transformation, String keyName) {
        this.transformation = transformation;
        this.keyName = keyName;
    }

    /**
     * A cipher for one message.
     *
     * @param mode {@link Cipher#ENCRYPT_MODE} or {@link Cipher#DECRYPT_MODE}
     * @param key its first {@code keyOctets} octets are the key
     */
    Cipher initialised(int mode, byte[] key, int keyOctets, byte[] nonce) throws GeneralSecurityException {
        AlgorithmParameterSpec parameters =
                this == AES_GCM ? new GCMParameterSpec(8 * ICV_OCTETS, nonce) : new IvParameterSpec(nonce);
        Cipher cipher = Cipher.getInstance(transformation);
        cipher.init(mode, new SecretKeySpec(key, 0, keyOctets, keyName), parameters);
        return cipher;
    }
}
