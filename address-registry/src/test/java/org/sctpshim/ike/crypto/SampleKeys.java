package org.sctpshim.ike.crypto;

import java.util.Optional;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.SequenceNumbers;

/** Keys of an IKE SA whose every input is fixed. */
final class SampleKeys {
    static final long SPI_I = 0x0102030405060708L;
    static final long SPI_R = 0xa1a2a3a4a5a6a7a8L;
    static final Nonces NONCES = new Nonces(counting(0x10, 32), counting(0x40, 32));
    static final IkeSuite IKE_SUITE =
            new IkeSuite(CipherSpec.AES_GCM_16_256, Prf.HMAC_SHA2_256, KeyExchangeMethod.CURVE25519);

    private SampleKeys() {}

    static IkeSaKeys ikeSaKeys() {
        return Skeyseed.initial(IKE_SUITE, NONCES, shared(0x80)).keys(SPI_I, SPI_R);
    }

    static ChildSuite childSuite(CipherSpec cipher) {
        return new ChildSuite(cipher, SequenceNumbers.ESN, Optional.empty());
    }

    static SharedSecret shared(int first) {
        return new SharedSecret(SecretBytes.adopt(counting(first, 32).toArray()));
    }

    static Bytes counting(int first, int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) (first + i);
        }
        return Bytes.of(octets);
    }
}
