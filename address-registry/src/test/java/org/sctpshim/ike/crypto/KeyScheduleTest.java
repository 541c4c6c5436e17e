package org.sctpshim.ike.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.sctpshim.ike.crypto.SampleKeys.NONCES;
import static org.sctpshim.ike.crypto.SampleKeys.SPI_I;
import static org.sctpshim.ike.crypto.SampleKeys.SPI_R;

import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.KeyExchangeMethod;

/** The expected keys were computed apart from this code, with another language's HMAC. */
class KeyScheduleTest {
    @Test
    void an_ike_sas_encryption_keys_stand_in_its_wireshark_line() {
        assertThat(SampleKeys.ikeSaKeys().insecureWiresharkLine())
                .isEqualTo("0102030405060708,a1a2a3a4a5a6a7a8,"
                        + "0dc4f172eb520a3ba3f2742aa8016d17d338a0d01eb47b63e60af0ea8884dbc5696acc9d,"
                        + "7c999ae845c00205ec0fdfbb49e2d3898376ef6a1edf0f9f1829a35a13e503b1b88e146c,"
                        + "\"AES-GCM-256 with 16 octet ICV [RFC5282]\",\"\",\"\",\"NONE [RFC4306]\"");
    }

    @Test
    @Requirement("RFC 7296 2.17-1")
    void child_keys_come_from_sk_d_and_the_nonces() {
        ChildSaKeys keys = SampleKeys.ikeSaKeys().childSaKeys(SampleKeys.childSuite(CipherSpec.AES_GCM_16_128), NONCES);

        assertThat(hex(keys.initiatorToResponder().material())).isEqualTo("28d7d467edd010e541957cc261262205a80de31d");
        assertThat(hex(keys.initiatorToResponder().key())).isEqualTo("28d7d467edd010e541957cc261262205");
        assertThat(hex(keys.initiatorToResponder().salt())).isEqualTo("a80de31d");
        assertThat(hex(keys.responderToInitiator().material())).isEqualTo("f7bf067596aea3f80df8b68de0c993860e2cf24c");
        assertThat(keys.outbound(Role.INITIATOR)).isEqualTo(keys.inbound(Role.RESPONDER));
        assertThat(keys.inbound(Role.INITIATOR)).isEqualTo(keys.responderToInitiator());
    }

    @Test
    @Requirement("RFC 7296 2.17-1")
    void child_keys_with_a_key_exchange_put_its_secret_first_and_consume_it() {
        SharedSecret shared = SampleKeys.shared(0xa0);

        ChildSaKeys keys =
                SampleKeys.ikeSaKeys().childSaKeys(SampleKeys.childSuite(CipherSpec.AES_GCM_16_256), NONCES, shared);

        assertThat(hex(keys.initiatorToResponder().material()))
                .isEqualTo("7aef750e0d1e4875b42b3fa959017003cc3d5e58c8a7dd58c5a292da8d6932cd91933e0d");
        assertThat(hex(keys.responderToInitiator().material()))
                .isEqualTo("9d99daff7f2daf27469f9e2fde319f728126913361516daedafccde22d49b75ee897e9d3");
        assertThat(shared.secret().isWiped()).isTrue();
    }

    @Test
    @Requirement("RFC 7296 2.18-1")
    void a_rekeyed_ike_sa_has_keys_from_the_old_sk_d() {
        IkeSuite next = new IkeSuite(CipherSpec.AES_GCM_16_128, Prf.HMAC_SHA2_256, KeyExchangeMethod.CURVE25519);

        IkeSaKeys keys = SampleKeys.ikeSaKeys()
                .rekeyed(next, NONCES, SampleKeys.shared(0xa0))
                .keys(SPI_I, SPI_R);

        assertThat(keys.insecureWiresharkLine())
                .contains(",3ebda9d55b1b266d085f8c25b3ffd9029c1ddccb,ace0f1a9ed2eba6f6a71ef200aa24ab78523ad3b,")
                .contains("AES-GCM-128");
    }

    @Test
    void a_stage_is_consumed_by_the_next() {
        SharedSecret shared = SampleKeys.shared(0x80);
        Skeyseed seed = Skeyseed.initial(SampleKeys.IKE_SUITE, NONCES, shared);
        assertThat(shared.secret().isWiped()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> Skeyseed.initial(SampleKeys.IKE_SUITE, NONCES, shared));

        assertThat(seed.keys(SPI_I, SPI_R)).isNotNull();
        assertThatIllegalStateException().isThrownBy(() -> seed.keys(SPI_I, SPI_R));
    }

    @Test
    @Requirement("RFC 7296 2.12-1")
    void closed_keys_derive_nothing() {
        IkeSaKeys keys = SampleKeys.ikeSaKeys();
        keys.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> keys.childSaKeys(SampleKeys.childSuite(CipherSpec.AES_GCM_16_128), NONCES));
        assertThatIllegalStateException().isThrownBy(keys::insecureWiresharkLine);
    }

    @Test
    @Requirement("RFC 7296 2.12-1")
    void closing_child_keys_wipes_both_directions() {
        ChildSaKeys keys = SampleKeys.ikeSaKeys().childSaKeys(SampleKeys.childSuite(CipherSpec.AES_GCM_16_128), NONCES);
        keys.close();

        assertThat(keys.initiatorToResponder().material().isWiped()).isTrue();
        assertThat(keys.responderToInitiator().material().isWiped()).isTrue();
    }

    @Test
    void keys_are_not_printed() {
        IkeSaKeys keys = SampleKeys.ikeSaKeys();
        ChildSaKeys child = keys.childSaKeys(SampleKeys.childSuite(CipherSpec.AES_GCM_16_128), NONCES);

        assertThat(keys.toString()).doesNotContain("0dc4f172", "7c999ae8");
        assertThat(child.toString()).doesNotContain("28d7d467", "f7bf0675").contains("SecretBytes(20 octets)");
    }

    private static String hex(SecretBytes secret) {
        return Bytes.of(secret.exposed()).toHex();
    }
}
