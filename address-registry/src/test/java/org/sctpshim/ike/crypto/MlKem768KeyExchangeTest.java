package org.sctpshim.ike.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.ike.crypto.SampleKeys.counting;
import static org.sctpshim.ike.crypto.X25519KeyExchangeTest.agreed;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;
import org.sctpshim.ike.wire.Bytes;

/** The expected octets were computed apart from this code, with another library's ML-KEM. */
class MlKem768KeyExchangeTest {
    private static final KeyExchange ML_KEM = MlKem768KeyExchange.INSTANCE;

    private final EphemeralKey key = ML_KEM.generate(target -> counting(0, 64).copyTo(target, 0));

    @Test
    void keys_ciphertext_and_secret_are_those_of_another_library() {
        KeyExchange.Response response =
                ML_KEM.respond(key.publicValue(), target -> counting(0x80, 32).copyTo(target, 0));

        assertThat(sha256(key.publicValue()))
                .isEqualTo(Bytes.ofHex("0b7934c83125c788995e2ba6bd761e33046b3e40571be53e023309a29f398cc9"));
        assertThat(sha256(response.publicValue()))
                .isEqualTo(Bytes.ofHex("1f16e217ad23771f7f72522c602dcf10cd1e2eea2648e72d29c1255a3949c33e"));
        Bytes secret = Bytes.ofHex("ef91db44b6cd5b2c50f483481a3d6e2a08cc149764fcb8dc568851332da45ed9");
        assertThat(agreed(response.agreement())).isEqualTo(secret);
        assertThat(agreed(key.agree(response.publicValue()))).isEqualTo(secret);
    }

    @Test
    void an_encapsulation_key_with_a_coefficient_beyond_the_modulus_is_refused() {
        Bytes good = key.publicValue();
        for (int at = 0; at < good.length() - 32; at += 3) {
            byte[] first = good.toArray();
            // The twelve bits of the first of two coefficients: 3329, the modulus itself.
            first[at] = 0x01;
            first[at + 1] = (byte) ((first[at + 1] & 0xf0) | 0x0d);
            byte[] second = good.toArray();
            second[at + 1] = (byte) ((second[at + 1] & 0x0f) | 0x10);
            second[at + 2] = (byte) 0xd0;
            isRefused(Bytes.of(first), PublicValueFault.NOT_REDUCED);
            isRefused(Bytes.of(second), PublicValueFault.NOT_REDUCED);
        }
    }

    @Test
    void values_of_another_length_are_refused_by_both_ends() {
        Bytes good = key.publicValue();
        isRefused(Bytes.EMPTY, PublicValueFault.WRONG_LENGTH);
        isRefused(good.slice(0, good.length() - 1), PublicValueFault.WRONG_LENGTH);
        isRefused(Bytes.concat(good, Bytes.of((byte) 0)), PublicValueFault.WRONG_LENGTH);
        for (int length : new int[] {0, 1087, 1089, 1184}) {
            assertThat(key.agree(Bytes.of(new byte[length])))
                    .isEqualTo(new Agreement.Refused(PublicValueFault.WRONG_LENGTH));
        }
    }

    /** So the ends notice only by their keys, and an attacker learns nothing from a refusal. */
    @Test
    void a_ciphertext_with_any_bit_flipped_gives_another_secret() {
        KeyExchange.Response response = ML_KEM.respond(key.publicValue(), new SeededRandom(4));
        Bytes secret = agreed(response.agreement());
        byte[] ciphertext = response.publicValue().toArray();
        for (int bit = 0; bit < 8 * ciphertext.length; bit += 101) {
            byte[] flipped = ciphertext.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(agreed(key.agree(Bytes.of(flipped)))).isNotEqualTo(secret);
        }
    }

    private static void isRefused(Bytes encapsulationKey, PublicValueFault fault) {
        assertThat(ML_KEM.respond(encapsulationKey, new SeededRandom(1)).agreement())
                .isEqualTo(new Agreement.Refused(fault));
    }

    private static Bytes sha256(Bytes octets) {
        try {
            return Bytes.of(MessageDigest.getInstance("SHA-256").digest(octets.toArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
