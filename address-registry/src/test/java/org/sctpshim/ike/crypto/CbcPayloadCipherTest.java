package org.sctpshim.ike.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.ike.crypto.SampleKeys.counting;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.wire.Bytes;

class CbcPayloadCipherTest {
    private static final int OFFSET = 36;
    private static final int BLOCK = 16;

    /** Computed apart from this code, with another library's AES and HMAC. */
    @Test
    void the_content_is_iv_ciphertext_and_icv_over_the_whole_message() {
        CbcPayloadCipher cipher = cipher(HmacSha2.SHA2_256);
        byte[] message = room(cipher, 32);
        counting(0xc0, OFFSET).copyTo(message, 0);
        cipher.seal(message, OFFSET, counting(0x60, 32).toArray());

        assertThat(Bytes.of(message).slice(OFFSET, message.length)).isEqualTo(Bytes.ofHex("""
                7346139595c0b41e497bbde365f42d0a
                17abdfee9bb7dccd8387b1252774c22ec5a6fef0a5a12099c05575bc1b5fa9ec
                8fbf6f5323b7f0608f39ad4d93b5103b"""));
    }

    @ParameterizedTest
    @EnumSource(HmacSha2.class)
    void whole_blocks_come_through(HmacSha2 hmac) {
        CbcPayloadCipher cipher = cipher(hmac);
        for (int blocks = 1; blocks < 20; blocks++) {
            byte[] plaintext = counting(blocks, BLOCK * blocks).toArray();
            byte[] message = room(cipher, plaintext.length);
            cipher.seal(message, OFFSET, plaintext);
            assertThat(cipher.open(message, OFFSET)).isEqualTo(plaintext);
        }
    }

    @ParameterizedTest
    @EnumSource(HmacSha2.class)
    @Requirement("RFC 7296 3.14-6")
    void any_bit_flipped_before_or_in_the_content_is_one_failure(HmacSha2 hmac) {
        CbcPayloadCipher cipher = cipher(hmac);
        byte[] message = room(cipher, 2 * BLOCK);
        cipher.seal(message, OFFSET, new byte[2 * BLOCK]);
        for (int bit = 0; bit < 8 * message.length; bit++) {
            byte[] flipped = message.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(cipher.open(flipped, OFFSET)).isNull();
        }
        assertThat(cipher.open(message, OFFSET)).isNotNull();
    }

    /** Authentic for its keys, so only the length is wrong: not whole blocks, or none. */
    @Test
    void an_authentic_message_without_whole_blocks_is_the_same_failure() {
        for (int octets = 0; octets < 3 * BLOCK; octets++) {
            byte[] message = new byte[OFFSET + BLOCK + octets + HmacSha2.SHA2_256.icvOctets()];
            int icvOffset = message.length - HmacSha2.SHA2_256.icvOctets();
            byte[] icv = HmacSha2.SHA2_256.icv(integrityKey(HmacSha2.SHA2_256), message, icvOffset);
            System.arraycopy(icv, 0, message, icvOffset, icv.length);

            boolean whole = octets > 0 && octets % BLOCK == 0;
            assertThat(cipher(HmacSha2.SHA2_256).open(message, OFFSET) != null).isEqualTo(whole);
        }
    }

    @Test
    void messages_shorter_than_iv_and_icv_are_the_same_failure() {
        for (int octets = 0; octets < 3 * BLOCK; octets++) {
            assertThat(cipher(HmacSha2.SHA2_512).open(new byte[OFFSET + octets], OFFSET))
                    .isNull();
        }
    }

    /** A counter in clear would be predictable: two that differ by one have nothing in common here. */
    @Test
    @Requirement("RFC 7296 3.14-2")
    void no_iv_comes_twice_or_can_be_told_from_the_one_before() {
        CbcPayloadCipher cipher = cipher(HmacSha2.SHA2_256);
        Set<Bytes> seen = new HashSet<>();
        byte[] before = new byte[BLOCK];
        for (int i = 0; i < 1_000; i++) {
            byte[] message = room(cipher, BLOCK);
            cipher.seal(message, OFFSET, new byte[BLOCK]);
            Bytes iv = Bytes.of(message, OFFSET, BLOCK);
            seen.add(iv);
            int same = 0;
            for (int at = 0; at < BLOCK; at++) {
                same += iv.at(at) == (before[at] & 0xff) ? 1 : 0;
            }
            assertThat(same).isLessThan(5);
            before = iv.toArray();
        }
        assertThat(seen).hasSize(1_000);
    }

    private static CbcPayloadCipher cipher(HmacSha2 hmac) {
        SecretBytes encryption = SecretBytes.adopt(counting(0, 16).toArray());
        return new CbcPayloadCipher(encryption, hmac, integrityKey(hmac));
    }

    private static SecretBytes integrityKey(HmacSha2 hmac) {
        return SecretBytes.adopt(counting(0x20, hmac.octets()).toArray());
    }

    private static byte[] room(CbcPayloadCipher cipher, int plaintextOctets) {
        return new byte[OFFSET + plaintextOctets + cipher.overheadOctets()];
    }

    @Test
    @Requirement("RFC 7296 3.14-3")
    void any_vector_is_accepted() throws GeneralSecurityException {
        for (int first : new int[] {0, 0x55, 0xff}) {
            byte[] iv = new byte[BLOCK];
            Arrays.fill(iv, (byte) first);
            Cipher aes = Cipher.getInstance("AES/CBC/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(counting(0, 16).toArray(), "AES"), new IvParameterSpec(iv));
            byte[] plaintext = counting(first, 2 * BLOCK).toArray();
            byte[] message = room(cipher(HmacSha2.SHA2_256), plaintext.length);
            System.arraycopy(iv, 0, message, OFFSET, BLOCK);
            aes.doFinal(plaintext, 0, plaintext.length, message, OFFSET + BLOCK);
            int icvOffset = message.length - HmacSha2.SHA2_256.icvOctets();
            byte[] icv = HmacSha2.SHA2_256.icv(integrityKey(HmacSha2.SHA2_256), message, icvOffset);
            System.arraycopy(icv, 0, message, icvOffset, icv.length);

            assertThat(cipher(HmacSha2.SHA2_256).open(message, OFFSET)).isEqualTo(plaintext);
        }
    }

    @ParameterizedTest
    @CsvSource({"SHA2_256, 32, 16", "SHA2_384, 48, 24", "SHA2_512, 64, 32"})
    @Requirement({"RFC 4868 2.1.1-1", "RFC 4868 2.3-1"})
    void a_key_has_the_length_of_the_hash_and_the_icv_half_of_it(HmacSha2 hmac, int key, int icv) {
        assertThat(hmac.octets()).isEqualTo(key);
        assertThat(hmac.icvOctets()).isEqualTo(icv);
        assertThat(hmac.icv(integrityKey(hmac), new byte[40], 40)).hasSize(icv);
        assertThat(cipher(hmac).overheadOctets()).isEqualTo(BLOCK + icv);
    }
}
