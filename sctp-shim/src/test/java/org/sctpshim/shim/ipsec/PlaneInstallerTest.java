package org.sctpshim.shim.ipsec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sctpshim.esp.EspAlgorithm;
import org.sctpshim.ike.crypto.CipherSpec;
import org.sctpshim.ike.wire.EncryptionAlgorithm;
import org.sctpshim.ike.wire.IntegrityAlgorithm;

class PlaneInstallerTest {

    @Test
    void whatever_ike_can_agree_on_the_engine_can_do_with_as_much_key_material() {
        Set<EspAlgorithm> found = new HashSet<>();
        for (CipherSpec cipher : CipherSpec.SUPPORTED) {
            EspAlgorithm algorithm = PlaneInstaller.algorithm(cipher);
            assertThat(algorithm.keyMaterialBytes()).as("%s", cipher).isEqualTo(cipher.materialOctets());
            assertThat(algorithm.saltBytes()).as("%s", cipher).isEqualTo(cipher.saltOctets());
            assertThat(algorithm.leavesPacketsInClear()).as("%s", cipher).isFalse();
            found.add(algorithm);
        }
        assertThat(found).as("each has its own").hasSameSizeAs(CipherSpec.SUPPORTED);
    }

    @Test
    void what_does_not_encrypt_is_not_found() {
        CipherSpec clear = new CipherSpec(new EncryptionAlgorithm(11), 0, IntegrityAlgorithm.AUTH_HMAC_SHA2_256_128);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlaneInstaller.algorithm(clear))
                .withMessageContaining("has no");
    }
}
