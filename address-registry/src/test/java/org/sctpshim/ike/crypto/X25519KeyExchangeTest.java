package org.sctpshim.ike.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sctpshim.ike.wire.Bytes;

class X25519KeyExchangeTest {
    private static final String ALICE = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";
    private static final String BOB = "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb";

    /** RFC 7748 section 6.1. */
    @Test
    void alice_and_bob_of_rfc_7748_agree() {
        EphemeralKey alice = key(ALICE);
        EphemeralKey bob = key(BOB);
        Bytes shared = Bytes.ofHex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");

        assertThat(alice.publicValue())
                .isEqualTo(Bytes.ofHex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"));
        assertThat(bob.publicValue())
                .isEqualTo(Bytes.ofHex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"));
        assertThat(agreed(alice.agree(bob.publicValue()))).isEqualTo(shared);
        assertThat(agreed(bob.agree(alice.publicValue()))).isEqualTo(shared);
    }

    /** RFC 7748 section 5.2; the second point has its top bit set, which is ignored. */
    @Test
    void the_single_iterations_of_rfc_7748_come_out() {
        assertThat(agreed(key("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4")
                        .agree(Bytes.ofHex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"))))
                .isEqualTo(Bytes.ofHex("c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"));
        Agreement masked = key("4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d")
                .agree(Bytes.ofHex("e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a413"));
        Agreement unmasked = key("4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d")
                .agree(Bytes.ofHex("e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493"));
        assertThat(agreed(unmasked)).isEqualTo(agreed(masked));
    }

    @Test
    void a_low_order_point_is_refused() {
        for (String point : List.of(
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")) {
            assertThat(key(ALICE).agree(Bytes.ofHex(point)))
                    .isEqualTo(new Agreement.Refused(PublicValueFault.LOW_ORDER));
        }
    }

    @Test
    void a_value_of_another_length_is_refused() {
        for (int length : new int[] {0, 31, 33, 64}) {
            assertThat(key(ALICE).agree(Bytes.of(new byte[length])))
                    .isEqualTo(new Agreement.Refused(PublicValueFault.WRONG_LENGTH));
        }
    }

    @Test
    void wycheproofs_vectors_come_out() {
        List<Map<String, String>> tests = Wycheproof.tests("x25519_test.json");
        assertThat(tests).hasSizeGreaterThan(500);
        for (Map<String, String> test : tests) {
            Agreement agreement =
                    key(Wycheproof.field(test, "private")).agree(Bytes.ofHex(Wycheproof.field(test, "public")));
            if (Wycheproof.field(test, "flags").contains("ZeroSharedSecret")) {
                assertThat(agreement).as("%s", test).isEqualTo(new Agreement.Refused(PublicValueFault.LOW_ORDER));
            } else {
                assertThat(agreed(agreement)).as("%s", test).isEqualTo(Bytes.ofHex(Wycheproof.field(test, "shared")));
            }
        }
    }

    static Bytes agreed(Agreement agreement) {
        assertThat(agreement).isInstanceOf(Agreement.Agreed.class);
        return Bytes.of(((Agreement.Agreed) agreement).secret().secret().exposed());
    }

    private static EphemeralKey key(String scalar) {
        return X25519KeyExchange.INSTANCE
                .key(SecretBytes.adopt(Bytes.ofHex(scalar).toArray()))
                .orElseThrow();
    }
}
