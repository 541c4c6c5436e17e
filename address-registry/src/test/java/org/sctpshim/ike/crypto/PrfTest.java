package org.sctpshim.ike.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.PseudorandomFunction;

class PrfTest {
    /** RFC 4231 section 4.2. */
    @Test
    @Requirement("RFC 4868 2.7.1-1")
    void the_first_vector_of_rfc_4231_comes_out() {
        byte[] key = new byte[20];
        Arrays.fill(key, (byte) 0x0b);

        assertThat(hex(Prf.HMAC_SHA2_256, key, "Hi There"))
                .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
        assertThat(hex(Prf.HMAC_SHA2_384, key, "Hi There"))
                .isEqualTo("afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59c"
                        + "faea9ea9076ede7f4af152e8b2fa9cb6");
        assertThat(hex(Prf.HMAC_SHA2_512, key, "Hi There"))
                .isEqualTo("87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde"
                        + "daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854");
    }

    /** RFC 4231 sections 4.3 and 4.7. */
    @Test
    @Requirement({"RFC 4868 2.1.2-1", "RFC 4868 2.7.1-1"})
    void a_short_and_a_long_key_of_rfc_4231_come_out() {
        byte[] longKey = new byte[131];
        Arrays.fill(longKey, (byte) 0xaa);

        assertThat(hex(Prf.HMAC_SHA2_256, "Jefe".getBytes(US_ASCII), "what do ya want for nothing?"))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assertThat(hex(Prf.HMAC_SHA2_256, longKey, "Test Using Larger Than Block-Size Key - Hash Key First"))
                .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }

    @Test
    void wycheproofs_vectors_come_out() {
        List<Map<String, String>> tests = Wycheproof.tests("hmac_sha256_test.json").stream()
                .filter(test -> Wycheproof.field(test, "tag").length() == 2 * Prf.HMAC_SHA2_256.octets())
                .toList();
        assertThat(tests).hasSizeGreaterThan(80);
        for (Map<String, String> test : tests) {
            SecretBytes key = SecretBytes.copyOf(octets(test, "key"));
            boolean equal =
                    Prf.HMAC_SHA2_256.apply(key, octets(test, "msg")).equals(SecretBytes.copyOf(octets(test, "tag")));
            assertThat(equal)
                    .as("%s", test)
                    .isEqualTo(Wycheproof.field(test, "result").equals("valid"));
        }
    }

    @Test
    @Requirement("RFC 7296 2.13-1")
    void expansion_chains_its_blocks_and_counts_them() {
        SecretBytes key = SecretBytes.copyOf(new byte[] {1, 2, 3});
        byte[] seed = {9, 8, 7};
        byte[] one = Prf.HMAC_SHA2_256.apply(key, seed, new byte[] {1}).exposed();
        byte[] two = Prf.HMAC_SHA2_256.apply(key, one, seed, new byte[] {2}).exposed();
        byte[] three = Prf.HMAC_SHA2_256.apply(key, two, seed, new byte[] {3}).exposed();
        Bytes expected = Bytes.concat(Bytes.of(one), Bytes.of(two), Bytes.of(three));

        for (int length = 0; length <= 96; length++) {
            assertThat(Bytes.of(Prf.HMAC_SHA2_256.expand(key, length, seed).exposed()))
                    .isEqualTo(expected.slice(0, length));
        }
    }

    @Test
    @Requirement("RFC 7296 2.13-1")
    void expansion_ends_with_255_blocks() {
        SecretBytes key = SecretBytes.copyOf(new byte[] {1});

        assertThat(Prf.HMAC_SHA2_256.expand(key, 255 * 32, new byte[1]).length())
                .isEqualTo(255 * 32);
        assertThatIllegalArgumentException().isThrownBy(() -> Prf.HMAC_SHA2_256.expand(key, 255 * 32 + 1, new byte[1]));
    }

    @Test
    void a_function_is_found_by_its_number() {
        assertThat(Prf.of(PseudorandomFunction.PRF_HMAC_SHA2_384)).contains(Prf.HMAC_SHA2_384);
        assertThat(Prf.of(PseudorandomFunction.PRF_AES128_XCBC)).isEmpty();
    }

    private static byte[] octets(Map<String, String> test, String field) {
        return Bytes.ofHex(Wycheproof.field(test, field)).toArray();
    }

    private static String hex(Prf prf, byte[] key, String data) {
        return Bytes.of(prf.apply(SecretBytes.copyOf(key), data.getBytes(US_ASCII))
                        .exposed())
                .toHex();
    }

    @Test
    @Requirement({"RFC 7296 5-2", "RFC 4868 2.1.2-1"})
    void no_function_has_an_output_of_fewer_than_128_bits() {
        assertThat(Prf.values())
                .isNotEmpty()
                .allSatisfy(prf -> assertThat(prf.octets()).isGreaterThanOrEqualTo(16));
    }
}
