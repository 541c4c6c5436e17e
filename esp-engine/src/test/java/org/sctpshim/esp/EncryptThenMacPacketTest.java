package org.sctpshim.esp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets of a cipher with an HMAC, and of GMAC, taken apart by what the RFCs say and nothing of ours. */
class EncryptThenMacPacketTest {

    private static final long BEFORE = 0x5_0001_0000L;
    private static final byte[] PAYLOAD = SctpPackets.sctp(101);

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ALL, names = ".*HMAC.*")
    void the_icv_is_over_header_iv_ciphertext_and_high_sequence_number(EspAlgorithm algorithm) throws Exception {
        for (boolean esn : new boolean[] {false, true}) {
            byte[] esp = sealed(algorithm, esn);
            int icvAt = esp.length - algorithm.icvBytes();
            int cipherKeyBytes = algorithm.keyBits() / 8;
            int macBits = 16 * algorithm.icvBytes();
            Mac mac = Mac.getInstance("HmacSHA" + macBits);
            mac.init(new SecretKeySpec(key(algorithm), cipherKeyBytes, macBits / 8, "HMAC"));
            mac.update(esp, 0, icvAt);
            if (esn) {
                mac.update(new byte[] {0, 0, 0, 5});
            }
            assertThat(Arrays.copyOf(mac.doFinal(), algorithm.icvBytes()))
                    .isEqualTo(Arrays.copyOfRange(esp, icvAt, esp.length));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ALL, names = "AES_CBC.*")
    void decrypting_with_the_vector_in_the_packet_gives_payload_padding_and_trailer(EspAlgorithm algorithm)
            throws Exception {
        byte[] esp = sealed(algorithm, true);
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key(algorithm), 0, algorithm.keyBits() / 8, "AES"),
                new IvParameterSpec(esp, 8, 16));
        byte[] text = cipher.doFinal(esp, 24, esp.length - 24 - algorithm.icvBytes());
        assertThat(text).hasSize(112).startsWith(PAYLOAD).endsWith(1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 132);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ALL, names = "AES_CBC.*")
    void vectors_neither_repeat_nor_count(EspAlgorithm algorithm) {
        EspPair pair = EspPair.of(algorithm, true);
        Set<Long> halves = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            ByteBuffer sealed = ByteBuffer.wrap(pair.seal(SctpPackets.ipv4(64)));
            halves.add(sealed.getLong(28));
            halves.add(sealed.getLong(36));
        }
        assertThat(halves).as("each half of each vector").hasSize(400);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ALL, names = "INSECURE_CLEAR.*")
    void what_does_not_encrypt_leaves_the_payload_where_it_can_be_read(EspAlgorithm algorithm) {
        byte[] esp = sealed(algorithm, true);
        int front = 8 + algorithm.ivBytes();
        assertThat(Arrays.copyOfRange(esp, front, front + PAYLOAD.length)).isEqualTo(PAYLOAD);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void gmac_authenticates_spi_sequence_iv_and_payload(boolean esn) throws Exception {
        EspAlgorithm algorithm = EspAlgorithm.INSECURE_CLEAR_AES_GMAC_128;
        byte[] esp = sealed(algorithm, esn);
        byte[] nonce = ByteBuffer.allocate(12)
                .put(key(algorithm), 16, 4)
                .put(esp, 8, 8)
                .array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE, new SecretKeySpec(key(algorithm), 0, 16, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(esp, 0, 4);
        if (esn) {
            cipher.updateAAD(new byte[] {0, 0, 0, 5});
        }
        cipher.updateAAD(esp, 4, esp.length - 4 - 16);
        assertThat(cipher.doFinal()).isEqualTo(Arrays.copyOfRange(esp, esp.length - 16, esp.length));
    }

    private static byte[] key(EspAlgorithm algorithm) {
        return EspPair.key(9, algorithm);
    }

    private static byte[] sealed(EspAlgorithm algorithm, boolean esn) {
        EspPair pair = EspPair.of(algorithm, esn);
        pair.out.skipSequenceTo(esn ? BEFORE : 0x1_0000);
        PacketBurst burst = EspPair.burst(SctpPackets.ipv4(PAYLOAD, 132, 0));
        pair.alpha.seal(burst, 0);
        assertThat(burst.verdict(0)).isEqualTo(Verdict.SEALED);
        return EspPair.esp(burst, 0);
    }
}
