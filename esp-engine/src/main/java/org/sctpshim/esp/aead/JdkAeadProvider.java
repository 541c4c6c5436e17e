package org.sctpshim.esp.aead;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The JDK's own ciphers: always there, on every platform, every algorithm. */
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
        algorithm.requireLength(octets);
        try {
            return switch (algorithm.construction()) {
                case GCM, GMAC -> aead(algorithm, "AES/GCM/NoPadding", "AES", octets);
                case CHACHA20_POLY1305_AEAD -> aead(algorithm, "ChaCha20-Poly1305", "ChaCha20", octets);
                case CBC_HMAC ->
                    new EncryptThenMacKey(
                            algorithm,
                            JdkAeadProvider.class,
                            new Cbc(new SecretKeySpec(octets, 0, algorithm.cipherKeyBytes(), "AES")),
                            new Hmac(algorithm, octets));
                case NULL_HMAC ->
                    new EncryptThenMacKey(algorithm, JdkAeadProvider.class, null, new Hmac(algorithm, octets));
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no " + algorithm, e);
        }
    }

    @Override
    public Aead worker() {
        return new ArrayAead(JdkAeadProvider.class);
    }

    private static AeadKey aead(AeadAlgorithm algorithm, String cipher, String keyKind, byte[] octets)
            throws GeneralSecurityException {
        return new JdkAeadKey(
                algorithm, JdkAeadProvider.class, Cipher.getInstance(cipher), new SecretKeySpec(octets, keyKind));
    }

    private static final class Cbc implements EncryptThenMacKey.BlockChaining {
        private final Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        private final SecretKeySpec key;

        Cbc(SecretKeySpec key) throws GeneralSecurityException {
            this.key = key;
        }

        @Override
        public void run(boolean encrypt, byte[] vector, byte[] in, int inAt, int length, byte[] out, int outAt)
                throws GeneralSecurityException {
            cipher.init(encrypt ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE, key, new IvParameterSpec(vector));
            cipher.doFinal(in, inAt, length, out, outAt);
        }
    }

    private static final class Hmac implements EncryptThenMacKey.KeyedHash {
        private final Mac mac;

        Hmac(AeadAlgorithm algorithm, byte[] octets) throws GeneralSecurityException {
            // RFC 4868 keys are as long as the hash.
            String name = "HmacSHA" + 8 * algorithm.integrityKeyBytes();
            byte[] key = Arrays.copyOfRange(octets, algorithm.cipherKeyBytes(), octets.length);
            try {
                mac = Mac.getInstance(name);
                mac.init(new SecretKeySpec(key, name));
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        }

        @Override
        public void update(byte[] octets, int at, int length) {
            mac.update(octets, at, length);
        }

        @Override
        public void finish(byte[] out) throws GeneralSecurityException {
            mac.doFinal(out, 0);
        }
    }
}
