package org.sctpshim.ike.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.ike.crypto.X25519KeyExchangeTest.agreed;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import org.sctpshim.ike.wire.Bytes;

class Ecp256KeyExchangeTest {
    private static final String INITIATOR = "C88F01F510D9AC3F70A292DAA2316DE544E9AAB8AFE84049C62A9C57862D1433";
    private static final String RESPONDER = "C6EF9C5D78AE012A011164ACB397CE2088685D8F06BF9BE0B283AB46476BEE53";
    private static final Bytes INITIATOR_PUBLIC = Bytes.ofHex("""
            DAD0B65394221CF9B051E1FECA5787D098DFE637FC90B9EF945D0C3772581180
            5271A0461CDB8252D61F1C456FA3E59AB1F45B33ACCF5F58389E0577B8990BB3""");
    private static final Bytes RESPONDER_PUBLIC = Bytes.ofHex("""
            D12DFB5289C8D4F81208B70270398C342296970A0BCCB74C736FC7554494BF63
            56FBF3CA366CC23E8157854C13C58D6AAC23F046ADA30F8353E74F33039872AB""");

    /** RFC 5903 section 8.1. */
    @Test
    void initiator_and_responder_of_rfc_5903_agree() {
        Bytes shared = Bytes.ofHex("D6840F6B42F6EDAFD13116E0E12565202FEF8E9ECE7DCE03812464D04B9442DE");

        assertThat(key(INITIATOR).publicValue()).isEqualTo(INITIATOR_PUBLIC);
        assertThat(key(RESPONDER).publicValue()).isEqualTo(RESPONDER_PUBLIC);
        assertThat(agreed(key(INITIATOR).agree(RESPONDER_PUBLIC))).isEqualTo(shared);
        assertThat(agreed(key(RESPONDER).agree(INITIATOR_PUBLIC))).isEqualTo(shared);
    }

    @Test
    void a_point_off_the_curve_is_refused_whichever_bit_put_it_there() {
        EphemeralKey key = key(INITIATOR);
        byte[] point = RESPONDER_PUBLIC.toArray();
        for (int bit = 0; bit < 8 * point.length; bit++) {
            byte[] flipped = point.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(key.agree(Bytes.of(flipped))).isEqualTo(new Agreement.Refused(PublicValueFault.NOT_ON_CURVE));
        }
    }

    @Test
    void coordinates_beyond_the_prime_zero_and_other_lengths_are_refused() {
        EphemeralKey key = key(INITIATOR);
        byte[] high = new byte[64];
        Arrays.fill(high, (byte) 0xff);

        assertThat(key.agree(Bytes.of(high))).isEqualTo(new Agreement.Refused(PublicValueFault.NOT_ON_CURVE));
        assertThat(key.agree(Bytes.of(new byte[64]))).isEqualTo(new Agreement.Refused(PublicValueFault.NOT_ON_CURVE));
        assertThat(key.agree(Bytes.of(new byte[32]))).isEqualTo(new Agreement.Refused(PublicValueFault.WRONG_LENGTH));
        assertThat(key.agree(Bytes.of(new byte[65]))).isEqualTo(new Agreement.Refused(PublicValueFault.WRONG_LENGTH));
    }

    @Test
    void a_coordinate_that_stands_for_a_point_only_after_reduction_is_refused() {
        Bytes y = Bytes.ofHex("459243b9aa581806fe913bce99817ade11ca503c64d9a3c533415c083248fbcc");
        Bytes reduced = Bytes.ofHex("0000000000000000000000000000000000000000000000000000000000000005");
        Bytes beyond = Bytes.ofHex("ffffffff00000001000000000000000000000001000000000000000000000004");

        assertThat(key(INITIATOR).agree(Bytes.concat(reduced, y))).isInstanceOf(Agreement.Agreed.class);
        assertThat(key(INITIATOR).agree(Bytes.concat(beyond, y)))
                .isEqualTo(new Agreement.Refused(PublicValueFault.NOT_ON_CURVE));
    }

    @Test
    void a_scalar_that_is_zero_or_beyond_the_order_is_drawn_again() {
        Deque<Bytes> draws = new ArrayDeque<>(List.of(
                Bytes.of(new byte[32]),
                Bytes.ofHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
                Bytes.ofHex(INITIATOR)));
        RandomSource random = target -> draws.remove().copyTo(target, 0);

        assertThat(Ecp256KeyExchange.INSTANCE.generate(random).publicValue()).isEqualTo(INITIATOR_PUBLIC);
        assertThat(draws).isEmpty();
    }

    @Test
    void wycheproofs_vectors_come_out() {
        List<Map<String, String>> tests = Wycheproof.tests("ecdh_secp256r1_ecpoint_test.json");
        assertThat(tests).hasSizeGreaterThan(300);
        for (Map<String, String> test : tests) {
            Agreement agreement = key(Wycheproof.field(test, "private")).agree(peerValue(test));
            if (Wycheproof.field(test, "result").equals("valid")) {
                assertThat(agreed(agreement)).as("%s", test).isEqualTo(Bytes.ofHex(Wycheproof.field(test, "shared")));
            } else {
                assertThat(agreement).as("%s", test).isInstanceOf(Agreement.Refused.class);
            }
        }
    }

    /** IKE leaves out the octet that says that a point is not compressed. */
    private static Bytes peerValue(Map<String, String> test) {
        Bytes encoded = Bytes.ofHex(Wycheproof.field(test, "public"));
        return encoded.isEmpty() ? encoded : encoded.slice(1, encoded.length());
    }

    private static EphemeralKey key(String scalar) {
        byte[] fixed = BigIntegers.asUnsignedByteArray(32, new BigInteger(scalar, 16));
        return new Ecp256KeyExchange.Key(SecretBytes.adopt(fixed));
    }
}
