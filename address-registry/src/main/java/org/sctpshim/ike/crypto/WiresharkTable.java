package org.sctpshim.ike.crypto;

import java.util.HexFormat;
import java.util.Map;
import org.sctpshim.ike.wire.EncryptionAlgorithm;
import org.sctpshim.ike.wire.IntegrityAlgorithm;

/** How Wireshark names our algorithms in its ikev2_decryption_table. */
final class WiresharkTable {
    private static final Map<IntegrityAlgorithm, String> INTEGRITY = Map.of(
            IntegrityAlgorithm.NONE, "NONE [RFC4306]",
            IntegrityAlgorithm.AUTH_HMAC_SHA2_256_128, "HMAC_SHA2_256_128 [RFC4868]",
            IntegrityAlgorithm.AUTH_HMAC_SHA2_384_192, "HMAC_SHA2_384_192 [RFC4868]",
            IntegrityAlgorithm.AUTH_HMAC_SHA2_512_256, "HMAC_SHA2_512_256 [RFC4868]");

    /** It rejects a whole table for one name it does not know, and it knows no ChaCha20 in IKE. */
    private static final String COMMENT = "# Wireshark has no name for this cipher: ";

    private WiresharkTable() {}

    /** SPIi, SPIr, SK_ei, SK_er, the cipher, SK_ai, SK_ar, the integrity algorithm. */
    static String ikeLine(
            long initiatorSpi,
            long responderSpi,
            CipherSpec spec,
            SecretBytes skEi,
            SecretBytes skEr,
            SecretBytes skAi,
            SecretBytes skAr) {
        String line = "%016x,%016x,%s,%s,\"%s\",%s,%s,\"%s\""
                .formatted(
                        initiatorSpi,
                        responderSpi,
                        hex(skEi),
                        hex(skEr),
                        encryption(spec),
                        hex(skAi),
                        hex(skAr),
                        INTEGRITY.get(spec.integrity()));
        return isChaCha20(spec) ? COMMENT + line : line;
    }

    private static String encryption(CipherSpec spec) {
        if (isChaCha20(spec)) {
            return "ChaCha20-Poly1305";
        }
        return spec.isAead()
                ? "AES-GCM-" + spec.keyBits() + " with 16 octet ICV [RFC5282]"
                : "AES-CBC-" + spec.keyBits() + " [RFC3602]";
    }

    private static boolean isChaCha20(CipherSpec spec) {
        return spec.algorithm().equals(EncryptionAlgorithm.ENCR_CHACHA20_POLY1305);
    }

    /** An empty field is written as an empty string. */
    private static String hex(SecretBytes key) {
        return key.length() == 0 ? "\"\"" : HexFormat.of().formatHex(key.exposed());
    }
}
