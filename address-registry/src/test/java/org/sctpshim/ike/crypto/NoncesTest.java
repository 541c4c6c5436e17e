package org.sctpshim.ike.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.NoncePayload;

class NoncesTest {
    @ParameterizedTest
    @EnumSource(Prf.class)
    @Requirement("RFC 7296 2.10-3")
    void a_nonce_has_half_the_octets_of_a_key_at_least(Prf prf) {
        for (int octets = 16; octets <= 256; octets++) {
            NoncePayload nonce = new NoncePayload(Bytes.of(new byte[octets]));
            assertThat(Nonces.suffices(nonce, prf)).isEqualTo(octets >= prf.octets() / 2);
        }
        assertThat(Nonces.suffices(Nonces.fresh(new SeededRandom(1)), prf)).isTrue();
    }

    @Test
    @Requirement({"RFC 7296 2.10-1", "RFC 7296 3.9-2"})
    void every_nonce_is_32_fresh_octets_of_the_random_source() {
        RandomSource source = new SeededRandom(7);
        RandomSource same = new SeededRandom(7);
        Set<Bytes> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            NoncePayload nonce = Nonces.fresh(source);
            assertThat(nonce.nonce()).isEqualTo(Bytes.of(same.bytes(32)));
            seen.add(nonce.nonce());
        }
        assertThat(seen).hasSize(1_000);
    }
}
