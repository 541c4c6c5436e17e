package org.sctpshim.ike.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.ike.crypto.SampleKeys.NONCES;
import static org.sctpshim.ike.crypto.SampleKeys.SPI_I;
import static org.sctpshim.ike.crypto.SampleKeys.SPI_R;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sctpshim.ike.wire.KeyExchangeMethod;

/** The expected keys were computed apart from this code; the names are those that Wireshark 4.0 has. */
class WiresharkTableTest {
    private static final String SPIS = "0102030405060708,a1a2a3a4a5a6a7a8,";

    @Test
    void a_line_has_the_keys_of_both_directions_and_both_algorithms() {
        assertThat(line(CipherSpec.AES_CBC_128_HMAC_SHA2_384, Prf.HMAC_SHA2_384))
                .isEqualTo(SPIS
                        + "bf9cb5a266836f07b5be13b1265107a7,13caeb784b4c0174095ac98b933f3df8,"
                        + "\"AES-CBC-128 [RFC3602]\","
                        + "5848700324306f05271934849297749d2612864ae19783a775ad1ed535ced6f7"
                        + "ed734da0da76987f94273a036543709c,"
                        + "c85fcdf802275feaa51f395f7cd8dcd13fb376a259c6018779bbb73ba8907522"
                        + "00e8870d6adaa185023efa50f370925f,"
                        + "\"HMAC_SHA2_384_192 [RFC4868]\"");
        assertThat(line(CipherSpec.AES_CBC_256_HMAC_SHA2_512, Prf.HMAC_SHA2_512))
                .isEqualTo(SPIS
                        + "264da1814a6606da9704dbe11969fd6743b632c5b38da5ef74deb3ce73d777b6,"
                        + "9ddfbc5ca9acd1ff4c64abbd0263aa4d23285c76cf9035d35fd913c5bde0a0b5,"
                        + "\"AES-CBC-256 [RFC3602]\","
                        + "c1e61c902a90f422e698338d00fb28f1fd42a7432065ee8fd3541c766060b302"
                        + "12055823913f1f7e49f73fc0a1680e7a830b290f9c211e98c92126e63fdae2ce,"
                        + "b8611346cf398d2c4546977b9b2259637a26407ce69aced74ba73c4c7dd24a1e"
                        + "750f3e2d35287af6f4a4028b3b10b1654b90c510e7c491a33eab89c32dfa5f8f,"
                        + "\"HMAC_SHA2_512_256 [RFC4868]\"");
    }

    /** Wireshark refuses a table with a name it does not know, and all other lines with it. */
    @Test
    void a_cipher_that_wireshark_cannot_decrypt_is_a_comment() {
        assertThat(line(CipherSpec.CHACHA20_POLY1305, Prf.HMAC_SHA2_256)).startsWith("# ");
    }

    @Test
    void no_two_ciphers_have_the_same_name() {
        Set<String> names = new HashSet<>();
        CipherSpec.SUPPORTED.forEach(cipher -> names.add(
                line(cipher, Prf.HMAC_SHA2_256).replaceAll("[0-9a-f]{32,}", "").replace(SPIS, "")));
        assertThat(names).hasSameSizeAs(CipherSpec.SUPPORTED);
    }

    private static String line(CipherSpec cipher, Prf prf) {
        IkeSuite suite = new IkeSuite(cipher, prf, KeyExchangeMethod.CURVE25519);
        try (IkeSaKeys keys =
                Skeyseed.initial(suite, NONCES, SampleKeys.shared(0x80)).keys(SPI_I, SPI_R)) {
            return keys.insecureWiresharkLine();
        }
    }
}
