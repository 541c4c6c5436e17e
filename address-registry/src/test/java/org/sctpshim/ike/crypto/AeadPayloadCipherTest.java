package org.sctpshim.ike.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sctpshim.ike.wire.Bytes;

class AeadPayloadCipherTest {
    private static final int SALT_OCTETS = 4;
    private static final int NONCE_OCTETS = 12;

    /** All of Wycheproof's tests with the nonce and ICV lengths of RFC 5282. */
    @Test
    void wycheproofs_vectors_come_out() {
        List<Map<String, String>> tests = Wycheproof.tests("aes_gcm_test.json").stream()
                .filter(test -> octets(test, "iv").length() == NONCE_OCTETS)
                .filter(test -> octets(test, "key").length() != 24)
                .toList();
        assertThat(tests).hasSizeGreaterThan(100);
        for (Map<String, String> test : tests) {
            boolean valid = Wycheproof.field(test, "result").equals("valid");
            byte[] opened = open(test);
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

    /** The vector's authenticated data stands where a message has its headers; salt and IV are its nonce. */
    private static byte @Nullable [] open(Map<String, String> test) {
        Bytes nonce = octets(test, "iv");
        Bytes salt = nonce.slice(0, SALT_OCTETS);
        Bytes iv = nonce.slice(SALT_OCTETS, NONCE_OCTETS);
        Bytes aad = octets(test, "aad");
        byte[] message =
                Bytes.concat(aad, iv, octets(test, "ct"), octets(test, "tag")).toArray();
        SecretBytes material =
                SecretBytes.copyOf(Bytes.concat(octets(test, "key"), salt).toArray());
        return new AeadPayloadCipher(Aead.AES_GCM, material).open(message, aad.length());
    }

    private static Bytes octets(Map<String, String> test, String field) {
        return Bytes.ofHex(Wycheproof.field(test, field));
    }
}
