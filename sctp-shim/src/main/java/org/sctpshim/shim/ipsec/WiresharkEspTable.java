package org.sctpshim.shim.ipsec;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.sctpshim.ike.crypto.ChildSaKey;
import org.sctpshim.ike.crypto.CipherSpec;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.wire.EncryptionAlgorithm;
import org.sctpshim.ike.wire.IntegrityAlgorithm;

/** Lines of Wireshark's table of ESP SAs, {@code esp_sa}. */
final class WiresharkEspTable {
    private static final Map<IntegrityAlgorithm, String> INTEGRITY = Map.of(
            IntegrityAlgorithm.NONE, "NULL",
            IntegrityAlgorithm.AUTH_HMAC_SHA2_256_128, "HMAC-SHA-256-128 [RFC4868]",
            IntegrityAlgorithm.AUTH_HMAC_SHA2_384_192, "HMAC-SHA-384-192 [RFC4868]",
            IntegrityAlgorithm.AUTH_HMAC_SHA2_512_256, "HMAC-SHA-512-256 [RFC4868]");

    /** It rejects a whole table for one name it does not know, and it knows no ChaCha20 in ESP. */
    private static final String COMMENT = "# Wireshark has no name for this cipher: ";

    private WiresharkEspTable() {}

    /** The line of one direction. It gives away all that the SA protects. */
    static String line(InetAddress source, InetAddress destination, int spi, ChildSaKey key, boolean esn) {
        CipherSpec cipher = key.cipher();
        try (SecretBytes encryption = key.material().slice(0, cipher.encryptionOctets());
                SecretBytes integrity = key.integrityKey()) {
            String line = "\"%s\",\"%s\",\"%s\",\"0x%08x\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",\"0\""
                    .formatted(
                            source.getAddress().length == 4 ? "IPv4" : "IPv6",
                            source.getHostAddress(),
                            destination.getHostAddress(),
                            spi,
                            encryption(cipher),
                            hex(encryption),
                            INTEGRITY.get(cipher.integrity()),
                            hex(integrity),
                            esn ? "64-bit" : "32-bit");
            return isChaCha20(cipher) ? COMMENT + line : line;
        }
    }

    private static String encryption(CipherSpec cipher) {
        if (isChaCha20(cipher)) {
            return "ChaCha20-Poly1305";
        }
        return cipher.isAead() ? "AES-GCM with 16 octet ICV [RFC4106]" : "AES-CBC [RFC3602]";
    }

    private static boolean isChaCha20(CipherSpec cipher) {
        return cipher.algorithm().equals(EncryptionAlgorithm.ENCR_CHACHA20_POLY1305);
    }

    private static String hex(SecretBytes key) {
        byte[] octets = key.insecureCopy();
        try {
            return octets.length == 0 ? "" : "0x" + HexFormat.of().formatHex(octets);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }
}
