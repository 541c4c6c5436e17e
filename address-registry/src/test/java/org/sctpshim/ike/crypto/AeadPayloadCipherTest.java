package org.sctpshim.ike.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sctpshim.ike.wire.Bytes;

class AeadPayloadCipherTest {
    private static final int SALT_OCTETS = 4;
    private static final int NONCE_OCTETS = 12;

    /** All of Wycheproof's tests with the nonce and ICV lengths of RFC 5282. */
    @ParameterizedTest
    @CsvSource({"AES_GCM, aes_gcm_test.json", "CHACHA20_POLY1305, chacha20_poly1305_test.json"})
    void wycheproofs_vectors_come_out(Aead aead, String file) {
        List<Map<String, String>> tests = Wycheproof.tests(file).stream()
                .filter(test -> octets(test, "iv").length() == NONCE_OCTETS)
                .toList();
        assertThat(tests).hasSizeGreaterThan(100);
        for (Map<String, String> test : tests) {
            boolean valid = Wycheproof.field(test, "result").equals("valid");
            byte[] opened = open(aead, test);
            if (valid) {
                assertThat(opened).as("%s", test).isEqualTo(octets(test, "msg").toArray());
            } else {
                assertThat(opened).as("%s", test).isNull();
            }
        }
    }

    @Test
    void what_is_sealed_at_any_offset_is_opened_there() {
        SecretBytes material = SecretBytes.copyOf(new byte[20]);
        AeadPayloadCipher cipher = new AeadPayloadCipher(Aead.AES_GCM, material);
        byte[] plaintext = {1, 2, 3, 4, 5};
        for (int offset = 0; offset < 64; offset++) {
            byte[] message = new byte[offset + plaintext.length + cipher.overheadOctets()];
            cipher.seal(message, offset, plaintext);
            assertThat(cipher.open(message, offset)).isEqualTo(plaintext);
        }
    }

    /** RFC 7634 appendix B: an INFORMATIONAL response with a SET_WINDOW_SIZE notify. */
    @Test
    void the_message_of_rfc_7634_opens_with_chacha20_and_poly1305() {
        Bytes header = Bytes.ofHex("c0c1c2c3c4c5c6c7 d0d1d2d3d4d5d6d7 2e202500 00000009 00000045 29000029");
        Bytes content = Bytes.ofHex("1011121314151617 610394701f8d017f7c12924889 6b71bfe25236efd7cdc67066906315b2");
        SecretBytes material = SecretBytes.copyOf(Bytes.concat(SampleKeys.counting(0x80, 32), Bytes.ofHex("a0a1a2a3"))
                .toArray());
        byte[] message = Bytes.concat(header, content).toArray();

        assertThat(new AeadPayloadCipher(Aead.CHACHA20_POLY1305, material).open(message, header.length()))
                .isEqualTo(Bytes.ofHex("0000000c000040010000000a00").toArray());
    }

    /** The vector's authenticated data stands where a message has its headers; salt and IV are its nonce. */
    private static byte @Nullable [] open(Aead aead, Map<String, String> test) {
        Bytes nonce = octets(test, "iv");
        Bytes salt = nonce.slice(0, SALT_OCTETS);
        Bytes iv = nonce.slice(SALT_OCTETS, NONCE_OCTETS);
        Bytes aad = octets(test, "aad");
        byte[] message =
                Bytes.concat(aad, iv, octets(test, "ct"), octets(test, "tag")).toArray();
        SecretBytes material =
                SecretBytes.copyOf(Bytes.concat(octets(test, "key"), salt).toArray());
        return new AeadPayloadCipher(aead, material).open(message, aad.length());
    }

    private static Bytes octets(Map<String, String> test, String field) {
        return Bytes.ofHex(Wycheproof.field(test, field));
    }
}
