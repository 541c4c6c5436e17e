package org.sctpshim.ike.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class SecretBytesTest {
    @Test
    void closing_wipes_the_adopted_array_and_forbids_reading() {
        byte[] array = {1, 2, 3};
        SecretBytes secret = SecretBytes.adopt(array);
        secret.close();
        secret.close();

        assertThat(array).containsOnly(0);
        assertThat(secret.isWiped()).isTrue();
        assertThatIllegalStateException().isThrownBy(secret::insecureCopy);
        assertThatIllegalStateException().isThrownBy(() -> secret.slice(0, 1));
        assertThat(secret.length()).isEqualTo(3);
    }

    @Test
    void a_copy_is_independent() {
        byte[] array = {1, 2, 3};
        SecretBytes secret = SecretBytes.copyOf(array);
        array[0] = 9;
        secret.insecureCopy()[1] = 9;

        assertThat(secret.insecureCopy()).containsExactly(1, 2, 3);
        assertThat(secret.slice(1, 3).insecureCopy()).containsExactly(2, 3);
    }

    @Test
    void nothing_of_it_is_printed_or_hashed() {
        SecretBytes secret = SecretBytes.copyOf(new byte[] {0x5a, 0x5b});

        assertThat(secret).hasToString("SecretBytes(2 octets)");
        assertThat(secret.hashCode()).isEqualTo(2);
        assertThat(new SharedSecret(secret).toString()).doesNotContain("5a", "90");
    }

    @Test
    void equality_is_by_content() {
        assertThat(SecretBytes.copyOf(new byte[] {1, 2}))
                .isEqualTo(SecretBytes.copyOf(new byte[] {1, 2}))
                .isNotEqualTo(SecretBytes.copyOf(new byte[] {1, 3}))
                .isNotEqualTo(SecretBytes.copyOf(new byte[] {1}));
    }
}
