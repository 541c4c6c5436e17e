package org.sctpshim.benchmarks.ike;

import java.util.List;
import org.sctpshim.ike.crypto.ChildProposal;
import org.sctpshim.ike.crypto.CipherSpec;
import org.sctpshim.ike.crypto.IkeProposal;
import org.sctpshim.ike.crypto.Prf;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.SequenceNumbers;

/** Algorithms that a handshake is measured with. The constants' names are JMH's parameters. */
@SuppressWarnings("ImmutableEnumChecker") // The records are values; nothing in them marks them so.
public enum Suite {
    /** The one that strongSwan was measured with. */
    GCM128_SHA256_X25519(CipherSpec.AES_GCM_16_128, Prf.HMAC_SHA2_256, KeyExchangeMethod.CURVE25519),
    /** The strongest of the default profile. */
    GCM256_SHA384_X25519(CipherSpec.AES_GCM_16_256, Prf.HMAC_SHA2_384, KeyExchangeMethod.CURVE25519),
    /** ChaCha20-Poly1305. */
    CHACHA_SHA256_X25519(CipherSpec.CHACHA20_POLY1305, Prf.HMAC_SHA2_256, KeyExchangeMethod.CURVE25519),
    /** A separate integrity algorithm. */
    CBC256_SHA256_P256(CipherSpec.AES_CBC_256_HMAC_SHA2_256, Prf.HMAC_SHA2_256, KeyExchangeMethod.ECP_256),
    /** Curve P-256. */
    GCM128_SHA256_P256(CipherSpec.AES_GCM_16_128, Prf.HMAC_SHA2_256, KeyExchangeMethod.ECP_256),
    /** Curve P-384. */
    GCM256_SHA384_P384(CipherSpec.AES_GCM_16_256, Prf.HMAC_SHA2_384, KeyExchangeMethod.ECP_384),
    /** Curve P-521. */
    GCM256_SHA512_P521(CipherSpec.AES_GCM_16_256, Prf.HMAC_SHA2_512, KeyExchangeMethod.ECP_521),
    /** The MODP group of 2,048 bits. */
    GCM128_SHA256_MODP2048(CipherSpec.AES_GCM_16_128, Prf.HMAC_SHA2_256, KeyExchangeMethod.MODP_2048),
    /** The MODP group of 3,072 bits. */
    GCM128_SHA256_MODP3072(CipherSpec.AES_GCM_16_128, Prf.HMAC_SHA2_256, KeyExchangeMethod.MODP_3072);

    private final CipherSpec cipher;
    private final Prf prf;
    private final KeyExchangeMethod keyExchange;

    Suite(CipherSpec cipher, Prf prf, KeyExchangeMethod keyExchange) {
        this.cipher = cipher;
        this.prf = prf;
        this.keyExchange = keyExchange;
    }

    SecurityProfile profile() {
        return new SecurityProfile(
                name(),
                List.of(new IkeProposal(List.of(cipher), List.of(prf), List.of(keyExchange))),
                List.of(new ChildProposal(List.of(cipher), List.of(SequenceNumbers.ESN), List.of())),
                List.of(keyExchange));
    }
}
