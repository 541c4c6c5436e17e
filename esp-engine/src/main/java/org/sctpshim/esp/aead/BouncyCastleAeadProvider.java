package org.sctpshim.esp.aead;

import java.util.Arrays;
import java.util.function.Supplier;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.CBCModeCipher;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * Bouncy Castle's ciphers in plain Java: slow, and the same everywhere, whatever the Java runtime was built with. The
 * last resort, and a second opinion in tests.
 */
public final class BouncyCastleAeadProvider implements AeadProvider {

    /** The provider; it holds no state. */
    public BouncyCastleAeadProvider() {}

    @Override
    public String name() {
        return "bouncycastle";
    }

    @Override
    public boolean supports(AeadAlgorithm algorithm) {
        return true;
    }

    @Override
    public AeadKey key(AeadAlgorithm algorithm, byte[] octets) {
        algorithm.requireLength(octets);
        byte[] cipherKey = Arrays.copyOf(octets, algorithm.cipherKeyBytes());
        try {
            KeyParameter key = new KeyParameter(cipherKey);
            return switch (algorithm.construction()) {
                case GCM, GMAC ->
                    new BouncyCastleAeadKey(
                            algorithm,
                            BouncyCastleAeadProvider.class,
                            GCMBlockCipher.newInstance(AESEngine.newInstance()),
                            key);
                case CHACHA20_POLY1305_AEAD ->
                    new BouncyCastleAeadKey(algorithm, BouncyCastleAeadProvider.class, new ChaCha20Poly1305(), key);
                case CBC_HMAC ->
                    new EncryptThenMacKey(
                            algorithm, BouncyCastleAeadProvider.class, new Cbc(key), new Hmac(algorithm, octets));
                case NULL_HMAC ->
                    new EncryptThenMacKey(algorithm, BouncyCastleAeadProvider.class, null, new Hmac(algorithm, octets));
            };
        } finally {
            Arrays.fill(cipherKey, (byte) 0);
        }
    }

    @Override
    public Aead worker() {
        return new ArrayAead(BouncyCastleAeadProvider.class);
    }

    private static Supplier<Digest> hash(int bytes) {
        return switch (bytes) {
            case 32 -> SHA256Digest::new;
            case 48 -> SHA384Digest::new;
            default -> SHA512Digest::new;
        };
    }

    private static final class Cbc implements EncryptThenMacKey.BlockChaining {
        private static final int BLOCK_BYTES = 16;
        private final CBCModeCipher cipher = CBCBlockCipher.newInstance(AESEngine.newInstance());
        private final KeyParameter key;

        Cbc(KeyParameter key) {
            this.key = key;
        }

        @Override
        public void run(boolean encrypt, byte[] vector, byte[] in, int inAt, int length, byte[] out, int outAt) {
            cipher.init(encrypt, new ParametersWithIV(key, vector));
            for (int done = 0; done < length; done += BLOCK_BYTES) {
                cipher.processBlock(in, inAt + done, out, outAt + done);
            }
        }
    }

    private static final class Hmac implements EncryptThenMacKey.KeyedHash {
        private final HMac mac;

        Hmac(AeadAlgorithm algorithm, byte[] octets) {
            mac = new HMac(hash(algorithm.integrityKeyBytes()).get());
            mac.init(new KeyParameter(octets, algorithm.cipherKeyBytes(), algorithm.integrityKeyBytes()));
        }

        @Override
        public void update(byte[] octets, int at, int length) {
            mac.update(octets, at, length);
        }

        @Override
        public void finish(byte[] out) {
            mac.doFinal(out, 0);
        }
    }
}
