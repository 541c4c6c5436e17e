package org.sctpshim.ike.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.ike.crypto.X25519KeyExchangeTest.agreed;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.wire.Bytes;

class EcpKeyExchangeTest {
    /** Two private keys, their public values and what they share: RFC 5903 sections 8.1 to 8.3. */
    record Vector(
            EcpGroup group,
            String initiator,
            String responder,
            Bytes initiatorPublic,
            Bytes responderPublic,
            Bytes shared) {}

    private static final Vector P_256 = new Vector(
            EcpGroup.P_256,
            "C88F01F510D9AC3F70A292DAA2316DE544E9AAB8AFE84049C62A9C57862D1433",
            "C6EF9C5D78AE012A011164ACB397CE2088685D8F06BF9BE0B283AB46476BEE53",
            Bytes.ofHex("""
                    DAD0B65394221CF9B051E1FECA5787D098DFE637FC90B9EF945D0C3772581180
                    5271A0461CDB8252D61F1C456FA3E59AB1F45B33ACCF5F58389E0577B8990BB3"""),
            Bytes.ofHex("""
                    D12DFB5289C8D4F81208B70270398C342296970A0BCCB74C736FC7554494BF63
                    56FBF3CA366CC23E8157854C13C58D6AAC23F046ADA30F8353E74F33039872AB"""),
            Bytes.ofHex("D6840F6B42F6EDAFD13116E0E12565202FEF8E9ECE7DCE03812464D04B9442DE"));

    private static final Vector P_384 = new Vector(
            EcpGroup.P_384,
            "099F3C7034D4A2C699884D73A375A67F7624EF7C6B3C0F160647B67414DCE655E35B538041E649EE3FAEF896783AB194",
            "41CB0779B4BDB85D47846725FBEC3C9430FAB46CC8DC5060855CC9BDA0AA2942E0308312916B8ED2960E4BD55A7448FC",
            Bytes.ofHex("""
                    667842D7D180AC2CDE6F74F37551F55755C7645C20EF73E31634FE72B4C55EE6DE3AC808ACB4BDB4C88732AEE95F41AA
                    9482ED1FC0EEB9CAFC4984625CCFC23F65032149E0E144ADA024181535A0F38EEB9FCFF3C2C947DAE69B4C634573A81C"""),
            Bytes.ofHex("""
                    E558DBEF53EECDE3D3FCCFC1AEA08A89A987475D12FD950D83CFA41732BC509D0D1AC43A0336DEF96FDA41D0774A3571
                    DCFBEC7AACF3196472169E838430367F66EEBE3C6E70C416DD5F0C68759DD1FFF83FA40142209DFF5EAAD96DB9E6386C"""),
            Bytes.ofHex("""
                    11187331C279962D93D604243FD592CB9D0A926F422E47187521287E7156C5C4D603135569B9E9D09CF5D4A270F59746"""));

    private static final Vector P_521 = new Vector(
            EcpGroup.P_521,
            "0037ADE9319A89F4DABDB3EF411AACCCA5123C61ACAB57B5393DCE47608172A0"
                    + "95AA85A30FE1C2952C6771D937BA9777F5957B2639BAB072462F68C27A57382D4A52",
            "0145BA99A847AF43793FDD0E872E7CDFA16BE30FDC780F97BCCC3F078380201E"
                    + "9C677D600B343757A3BDBF2A3163E4C2F869CCA7458AA4A4EFFC311F5CB151685EB9",
            Bytes.ofHex("""
                    0015417E84DBF28C0AD3C278713349DC7DF153C897A1891BD98BAB4357C9ECBE
                    E1E3BF42E00B8E380AEAE57C2D107564941885942AF5A7F4601723C4195D176CED3E
                    017CAE20B6641D2EEB695786D8C946146239D099E18E1D5A514C739D7CB4A10A
                    D8A788015AC405D7799DC75E7B7D5B6CF2261A6A7F1507438BF01BEB6CA3926F9582"""),
            Bytes.ofHex("""
                    00D0B3975AC4B799F5BEA16D5E13E9AF971D5E9B984C9F39728B5E5739735A21
                    9B97C356436ADC6E95BB0352F6BE64A6C2912D4EF2D0433CED2B6171640012D9460F
                    015C68226383956E3BD066E797B623C27CE0EAC2F551A10C2C724D9852077B87
                    220B6536C5C408A1D2AEBB8E86D678AE49CB57091F4732296579AB44FCD17F0FC56A"""),
            Bytes.ofHex("""
                    01144C7D79AE6956BC8EDB8E7C787C4521CB086FA64407F97894E5E6B2D79B04
                    D1427E73CA4BAA240A34786859810C06B3C715A3A8CC3151F2BEE417996D19F3DDEA"""));

    static Stream<Vector> vectors() {
        return Stream.of(P_256, P_384, P_521);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    @Requirement({"RFC 5903 8-1", "RFC 5903 7-1", "RFC 5903 7-2"})
    void initiator_and_responder_of_rfc_5903_agree(Vector vector) {
        EphemeralKey initiator = key(vector.group(), vector.initiator());
        EphemeralKey responder = key(vector.group(), vector.responder());

        assertThat(initiator.publicValue()).isEqualTo(vector.initiatorPublic());
        assertThat(responder.publicValue()).isEqualTo(vector.responderPublic());
        assertThat(agreed(initiator.agree(vector.responderPublic()))).isEqualTo(vector.shared());
        assertThat(agreed(responder.agree(vector.initiatorPublic()))).isEqualTo(vector.shared());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    @Requirement("RFC 6989 2.3-1")
    void a_point_off_the_curve_is_refused_whichever_bit_put_it_there(Vector vector) {
        EphemeralKey key = key(vector.group(), vector.initiator());
        byte[] point = vector.responderPublic().toArray();
        for (int bit = 0; bit < 8 * point.length; bit++) {
            byte[] flipped = point.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(key.agree(Bytes.of(flipped))).isEqualTo(new Agreement.Refused(PublicValueFault.NOT_ON_CURVE));
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void coordinates_beyond_the_prime_zero_and_other_lengths_are_refused(Vector vector) {
        EphemeralKey key = key(vector.group(), vector.initiator());
        int octets = 2 * vector.group().coordinateOctets();
        byte[] high = new byte[octets];
        Arrays.fill(high, (byte) 0xff);
        Agreement off = new Agreement.Refused(PublicValueFault.NOT_ON_CURVE);
        Agreement length = new Agreement.Refused(PublicValueFault.WRONG_LENGTH);

        assertThat(key.agree(Bytes.of(high))).isEqualTo(off);
        assertThat(key.agree(Bytes.of(new byte[octets]))).isEqualTo(off);
        assertThat(key.agree(Bytes.EMPTY)).isEqualTo(length);
        assertThat(key.agree(Bytes.of(new byte[octets / 2]))).isEqualTo(length);
        assertThat(key.agree(Bytes.of(new byte[octets + 1]))).isEqualTo(length);
    }

    @Test
    void a_coordinate_that_stands_for_a_point_only_after_reduction_is_refused() {
        Bytes y = Bytes.ofHex("459243b9aa581806fe913bce99817ade11ca503c64d9a3c533415c083248fbcc");
        Bytes reduced = Bytes.ofHex("0000000000000000000000000000000000000000000000000000000000000005");
        Bytes beyond = Bytes.ofHex("ffffffff00000001000000000000000000000001000000000000000000000004");
        EphemeralKey key = key(EcpGroup.P_256, P_256.initiator());

        assertThat(key.agree(Bytes.concat(reduced, y))).isInstanceOf(Agreement.Agreed.class);
        assertThat(key.agree(Bytes.concat(beyond, y))).isEqualTo(new Agreement.Refused(PublicValueFault.NOT_ON_CURVE));
    }

    @Test
    void a_scalar_that_is_zero_or_beyond_the_order_is_drawn_again() {
        Deque<Bytes> draws = new ArrayDeque<>(List.of(
                Bytes.of(new byte[32]),
                Bytes.ofHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
                Bytes.ofHex(P_256.initiator())));
        RandomSource random = target -> draws.remove().copyTo(target, 0);

        assertThat(new EcpKeyExchange(EcpGroup.P_256).generate(random).publicValue())
                .isEqualTo(P_256.initiatorPublic());
        assertThat(draws).isEmpty();
    }

    @Test
    void random_octets_for_p_521_lose_the_bits_that_no_scalar_has() {
        byte[] octets = Bytes.ofHex(P_521.initiator()).toArray();
        octets[0] = (byte) 0xfe;
        RandomSource random = target -> System.arraycopy(octets, 0, target, 0, octets.length);

        assertThat(new EcpKeyExchange(EcpGroup.P_521).generate(random).publicValue())
                .isEqualTo(P_521.initiatorPublic());
    }

    @ParameterizedTest
    @CsvSource({"ecdh_secp256r1_ecpoint_test.json, 300", "ecdh_secp384r1_ecpoint_test.json, 700"})
    void wycheproofs_vectors_come_out(String file, int least) {
        EcpGroup group = file.contains("256") ? EcpGroup.P_256 : EcpGroup.P_384;
        List<Map<String, String>> tests = Wycheproof.tests(file);
        assertThat(tests).hasSizeGreaterThan(least);
        for (Map<String, String> test : tests) {
            Agreement agreement = key(group, Wycheproof.field(test, "private")).agree(peerValue(test));
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

    private static EphemeralKey key(EcpGroup group, String scalar) {
        byte[] fixed = BigIntegers.asUnsignedByteArray(group.coordinateOctets(), new BigInteger(scalar, 16));
        return new EcpKeyExchange(group).key(SecretBytes.adopt(fixed)).orElseThrow();
    }
}
