package org.sctpshim.ike.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.sctpshim.ike.crypto.SampleKeys.NONCES;
import static org.sctpshim.ike.crypto.SampleKeys.SPI_I;
import static org.sctpshim.ike.crypto.SampleKeys.SPI_R;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.Identification;
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

    @ParameterizedTest
    @EnumSource(Prf.class)
    @Requirement({"RFC 7296 2.14-1", "RFC 7296 2.14-2"})
    void the_seven_keys_are_cut_in_their_order_and_those_of_the_prf_have_its_length(Prf prf)
            throws GeneralSecurityException {
        IkeSuite suite = new IkeSuite(CipherSpec.AES_CBC_256_HMAC_SHA2_512, prf, KeyExchangeMethod.CURVE25519);
        IkeSaKeys keys =
                Skeyseed.initial(suite, NONCES, SampleKeys.shared(0x80)).keys(SPI_I, SPI_R);

        int preferred = prf.octets();
        String algorithm = "HmacSHA" + 8 * preferred;
        byte[] nonces = NONCES.joined().toArray();
        byte[] seed = mac(algorithm, nonces, SampleKeys.counting(0x80, 32).toArray());
        ByteBuffer rest = ByteBuffer.allocate(nonces.length + 16)
                .put(nonces)
                .putLong(SPI_I)
                .putLong(SPI_R);
        byte[] stream = new byte[0];
        byte[] block = new byte[0];
        for (int i = 1; stream.length < 3 * preferred + 2 * (32 + 64); i++) {
            block = mac(algorithm, seed, block, rest.array(), new byte[] {(byte) i});
            stream = Bytes.concat(Bytes.of(stream), Bytes.of(block)).toArray();
        }
        ByteBuffer cut = ByteBuffer.wrap(stream);
        cut.position(preferred); // SK_d
        String skAi = next(cut, 64);
        String skAr = next(cut, 64);
        String skEi = next(cut, 32);
        String skEr = next(cut, 32);
        assertThat(keys.insecureWiresharkLine())
                .contains("," + skEi + "," + skEr + ",")
                .contains("," + skAi + "," + skAr + ",");
        next(cut, preferred); // SK_pi: what the initiator's identity is MACed with
        assertThat(cut.remaining()).isGreaterThanOrEqualTo(preferred);
        cut.position(cut.position() - preferred);
        byte[] skPi = new byte[preferred];
        cut.get(skPi);
        Identification own = Identification.fqdn("alpha.example");
        Bytes signed =
                keys.signedOctets(Role.INITIATOR, Bytes.EMPTY, Bytes.EMPTY, own).octets();
        assertThat(signed).isEqualTo(Bytes.of(mac(algorithm, skPi, own.body().toArray())));
    }

    private static String next(ByteBuffer from, int octets) {
        byte[] key = new byte[octets];
        from.get(key);
        return Bytes.of(key).toHex();
    }

    private static byte[] mac(String algorithm, byte[] key, byte[]... parts) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }
}
