package org.sctpshim.ike.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.ike.crypto.X25519KeyExchangeTest.agreed;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.KeyExchangeMethod;

class ModpKeyExchangeTest {
    /** RFC 3526 sections 3 to 5: the prime is 2^n - 2^(n-64) - 1 + 2^64 * ( [2^(n-130) pi] + k ). */
    @ParameterizedTest
    @CsvSource({"MODP_2048, 2048, 124476", "MODP_3072, 3072, 1690314", "MODP_4096, 4096, 240904"})
    @Requirement({"RFC 3526 3-1", "RFC 3526 4-1", "RFC 3526 5-1"})
    void the_primes_are_those_that_rfc_3526_makes_of_pi(ModpGroup group, int bits, long k) {
        BigInteger two = BigInteger.TWO;
        BigInteger piPart = pi(bits).multiply(new BigDecimal(two.pow(bits - 130)))
                .setScale(0, RoundingMode.FLOOR)
                .toBigIntegerExact();
        BigInteger prime = two.pow(bits)
                .subtract(two.pow(bits - 64))
                .subtract(BigInteger.ONE)
                .add(two.pow(64).multiply(piPart.add(BigInteger.valueOf(k))));

        assertThat(group.prime()).isEqualTo(prime);
        assertThat(group.generator()).isEqualTo(two);
        assertThat(group.octets()).isEqualTo(bits / 8);
    }

    @ParameterizedTest
    @EnumSource(ModpGroup.class)
    @Requirement("RFC 6989 2.1-1")
    void values_that_give_the_secret_away_are_refused(ModpGroup group) {
        EphemeralKey key = new ModpKeyExchange(group).generate(new SeededRandom(3));
        BigInteger p = group.prime();
        BigInteger most = BigInteger.TWO.pow(8 * group.octets()).subtract(BigInteger.ONE);
        for (BigInteger y : new BigInteger[] {
            BigInteger.ZERO, BigInteger.ONE, p.subtract(BigInteger.ONE), p, p.add(BigInteger.ONE), most
        }) {
            assertThat(key.agree(padded(group, y))).isEqualTo(new Agreement.Refused(PublicValueFault.OUT_OF_RANGE));
        }
        assertThat(key.agree(padded(group, BigInteger.TWO))).isInstanceOf(Agreement.Agreed.class);
        assertThat(key.agree(padded(group, p.subtract(BigInteger.TWO)))).isInstanceOf(Agreement.Agreed.class);
    }

    @ParameterizedTest
    @EnumSource(ModpGroup.class)
    @Requirement("RFC 7296 3.4-1")
    void a_value_of_another_length_is_refused(ModpGroup group) {
        EphemeralKey key = new ModpKeyExchange(group).generate(new SeededRandom(3));
        for (int length : new int[] {0, 1, group.octets() - 1, group.octets() + 1}) {
            assertThat(key.agree(Bytes.of(new byte[length])))
                    .isEqualTo(new Agreement.Refused(PublicValueFault.WRONG_LENGTH));
        }
    }

    /** The secret to a peer value of 2 is our own public value; with a small exponent both begin with zeros. */
    @Test
    @Requirement({"RFC 7296 2.14-3", "RFC 7296 3.4-1"})
    void public_value_and_secret_have_leading_zeros_to_the_length_of_the_prime() {
        ModpGroup group = ModpGroup.MODP_2048;
        byte[] nine = new byte[group.exponentOctets()];
        nine[nine.length - 1] = 9;
        EphemeralKey key =
                new ModpKeyExchange(group).key(SecretBytes.adopt(nine)).orElseThrow();

        assertThat(key.publicValue()).isEqualTo(padded(group, BigInteger.valueOf(512)));
        assertThat(agreed(key.agree(padded(group, BigInteger.TWO)))).isEqualTo(key.publicValue());
    }

    @Test
    void an_exponent_whose_power_the_peer_would_refuse_is_drawn_again() {
        int[] draws = {0};
        RandomSource random = target -> target[target.length - 1] = (byte) (draws[0]++ == 0 ? 0 : 5);

        assertThat(new ModpKeyExchange(ModpGroup.MODP_2048).generate(random).publicValue())
                .isEqualTo(padded(ModpGroup.MODP_2048, BigInteger.valueOf(32)));
        assertThat(draws[0]).isEqualTo(2);
    }

    @Test
    void there_is_no_group_below_2048_bits() {
        for (int code : new int[] {1, 2, 5, 22, 23, 24, 25}) {
            assertThat(KeyExchange.of(new KeyExchangeMethod(code))).isEmpty();
        }
    }

    private static Bytes padded(ModpGroup group, BigInteger value) {
        return Bytes.of(BigIntegers.asUnsignedByteArray(group.octets(), value));
    }

    /** Machin: pi = 16 arctan(1/5) - 4 arctan(1/239). */
    private static BigDecimal pi(int bits) {
        int digits = bits / 3 + 20;
        return arctanOfInverse(5, digits)
                .multiply(BigDecimal.valueOf(16))
                .subtract(arctanOfInverse(239, digits).multiply(BigDecimal.valueOf(4)));
    }

    private static BigDecimal arctanOfInverse(int x, int digits) {
        BigDecimal squared = BigDecimal.valueOf((long) x * x);
        BigDecimal power = BigDecimal.ONE.divide(BigDecimal.valueOf(x), digits, RoundingMode.HALF_EVEN);
        BigDecimal sum = power;
        for (int n = 3; power.signum() != 0; n += 2) {
            power = power.divide(squared, digits, RoundingMode.HALF_EVEN).negate();
            sum = sum.add(power.divide(BigDecimal.valueOf(n), digits, RoundingMode.HALF_EVEN));
        }
        return sum;
    }
}
