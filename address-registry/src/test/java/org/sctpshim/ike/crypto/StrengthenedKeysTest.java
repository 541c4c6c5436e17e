package org.sctpshim.ike.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.sctpshim.ike.crypto.SampleKeys.NONCES;
import static org.sctpshim.ike.crypto.SampleKeys.SPI_I;
import static org.sctpshim.ike.crypto.SampleKeys.SPI_R;
import static org.sctpshim.ike.crypto.SampleKeys.counting;
import static org.sctpshim.ike.crypto.SampleKeys.shared;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.KeyExchangePayload;
import org.sctpshim.ike.wire.MessageWriter;

/**
 * What additional key exchanges and postquantum preshared keys make of an IKE SA's keys. The expected octets were
 * computed apart from this code, with another language's HMAC.
 */
class StrengthenedKeysTest {
    private static final Identification ALPHA = Identification.fqdn("alpha.example");
    private static final Bytes FIRST_MESSAGE = Bytes.ofHex("aabbccdd");

    /** What signed octets begin with here, whatever follows. */
    private static final String BEGINNING = "aabbccdd404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f";

    private final IkeSaKeys keys = SampleKeys.ikeSaKeys();

    @Test
    @Requirement("RFC 9370 2.2.2")
    void each_additional_key_exchange_gives_the_ike_sa_other_keys() {
        SharedSecret second = shared(0xc0);
        IkeSaKeys once = keys.strengthened(NONCES, second);
        IkeSaKeys twice = once.strengthened(NONCES, shared(0xe0));

        assertThat(second.secret().isWiped()).isTrue();
        assertThat(once.suite()).isEqualTo(keys.suite());
        assertThat(once.insecureWiresharkLine())
                .contains("5b9cfd0b8d99ae23f73a397acf349a7fcc8332c3fcba1ba5aabc5d8545239e7162a9f46a,"
                        + "3a6d4acd5fc9c5a2cb0a6847de7a16ed7c66cd5957c6ff6fb13dbcc589cae33aaad170ee");
        assertThat(twice.insecureWiresharkLine())
                .contains("286813104eddeb0a6254ffc940275bb7b2244ae0a0882b48411edf088d5de791c4fcd6f5,"
                        + "48e99680f3ee0a7437781700d8b0af222b483ce93d96d1ca58cc7781d94897be50cb8546");
    }

    @Test
    void the_keys_before_still_open_what_belongs_to_their_exchange() {
        IkeMessage request = intermediate(true, 1, KeyExchangeMethod.ML_KEM_768, "01020304");
        byte[] sealed = keys.sealer(Role.INITIATOR).seal(request);
        IkeSaKeys after = keys.strengthened(NONCES, shared(0xc0));

        assertThat(keys.opener(Role.RESPONDER).open(sealed)).isInstanceOf(Opening.Opened.class);
        assertThat(after.opener(Role.RESPONDER).open(sealed)).isEqualTo(new Opening.NotAuthentic());
        assertThat(after.sealer(Role.INITIATOR)).isNotNull();
    }

    @Test
    @Requirement("RFC 9370 2.2.4")
    void a_child_sa_has_keys_from_all_its_key_exchanges() {
        SharedSecret first = shared(0xa0);
        List<SharedSecret> additional = List.of(shared(0xc0), shared(0xe0));
        ChildSaKeys child =
                keys.childSaKeys(SampleKeys.childSuite(CipherSpec.AES_GCM_16_128), NONCES, first, additional);

        assertThat(hex(child.initiatorToResponder().material())).isEqualTo("726a78f5d459160786cde4b04aca69a1506c5c07");
        assertThat(hex(child.responderToInitiator().material())).isEqualTo("632305c8a7ba28389977baf3e903fa7d30821e00");
        assertThat(first.secret().isWiped()).isTrue();
        assertThat(additional).allMatch(each -> each.secret().isWiped());
    }

    @Test
    @Requirement("RFC 9370 2.2.4")
    void a_rekeyed_ike_sa_has_keys_from_all_its_key_exchanges() {
        IkeSuite next = new IkeSuite(CipherSpec.AES_GCM_16_128, Prf.HMAC_SHA2_256, KeyExchangeMethod.CURVE25519);
        IkeSaKeys rekeyed = keys.rekeyed(next, NONCES, shared(0xa0), List.of(shared(0xc0), shared(0xe0)))
                .keys(SPI_I, SPI_R);

        assertThat(rekeyed.insecureWiresharkLine())
                .contains("2d7bad13a1f24c66113b3103d788e37e7a07532e,1d3c8d5e8ef3d0c86b0f8db631fa08fa2ba31759");
    }

    @Test
    @Requirement("RFC 8784 3-2")
    void a_ppk_changes_what_is_signed_and_once_adopted_the_child_keys() {
        PpkKeys mixed = keys.withPpk(SecretBytes.copyOf(counting(1, 32).toArray()));

        assertThat(signed(keys))
                .isEqualTo(BEGINNING + "d74e7fe18cb517466e6d0bde271c117cd3c95848e04df7e266e241d4f34d374b");
        assertThat(signed(mixed))
                .isEqualTo(BEGINNING + "d6f3d072bacaf251c3556795ad6ded4c03416fad0b8312b3899d83fee069516f");
        assertThat(childKey()).isEqualTo("28d7d467edd010e541957cc261262205a80de31d");

        keys.adopt(mixed);

        assertThat(signed(keys)).isEqualTo(signed(mixed));
        assertThat(childKey()).isEqualTo("7366404a2ccc85a0c6e8c53bd813353c6b3744ba");
    }

    @Test
    void a_ppk_that_the_peer_does_not_use_leaves_the_keys_and_is_dropped() {
        PpkKeys mixed = keys.withPpk(SecretBytes.copyOf(counting(1, 32).toArray()));
        mixed.close();

        assertThat(childKey()).isEqualTo("28d7d467edd010e541957cc261262205a80de31d");
        assertThatIllegalStateException().isThrownBy(() -> signed(mixed));
    }

    @Test
    void closing_the_ike_sas_keys_wipes_the_adopted_ones() {
        PpkKeys mixed = keys.withPpk(SecretBytes.copyOf(counting(1, 32).toArray()));
        keys.adopt(mixed);
        keys.close();

        assertThat(mixed.skD.isWiped()).isTrue();
        assertThat(mixed.skPi.isWiped()).isTrue();
        assertThat(mixed.skPr.isWiped()).isTrue();
    }

    @Test
    @Requirement({"RFC 9242 3.3.2", "RFC 9242 3.3.2-1"})
    void both_ends_sign_the_intermediate_exchanges_with_the_keys_that_protected_each() {
        IntermediateAuthentication initiator = new IntermediateAuthentication();
        IntermediateAuthentication responder = new IntermediateAuthentication();
        IkeSaKeys once = keys.strengthened(NONCES, shared(0xc0));
        exchange(keys, initiator, responder, 1, KeyExchangeMethod.ML_KEM_768, "01020304", "05060708");
        exchange(once, initiator, responder, 2, KeyExchangeMethod.ECP_384, "1112", "13");
        IkeSaKeys twice = once.strengthened(NONCES, shared(0xe0));

        String expected = BEGINNING
                + "3f90201cd9fe9a009abb7c1958c92263c574101a58e983865d2286a6a9346e00"
                + "d17dc382aee0f8cc85da4e933e48ba2995538e2756a6da6b08a1498e0068111b"
                + "6128399d8b35dfc42f55f27f77dc1558fbad9ff4ddaadf0075703494de0bc203"
                + "00000003";
        assertThat(signed(twice, initiator)).isEqualTo(expected);
        assertThat(signed(twice, responder)).isEqualTo(expected);
    }

    @Test
    @Requirement("RFC 9242 3.3.2-2")
    void a_message_cut_into_fragments_is_signed_as_if_it_were_not() {
        IkeMessage request = intermediate(true, 1, KeyExchangeMethod.ML_KEM_768, "ab".repeat(1184));
        MessageOpener opener = keys.opener(Role.RESPONDER);
        List<Fragment> fragments = keys.sealer(Role.INITIATOR).sealInFragments(request, 500).stream()
                .map(opener::openFragment)
                .map(opening -> ((FragmentOpening.Opened) opening).fragment())
                .toList();
        IntermediateAuthentication sent = new IntermediateAuthentication();
        sent.sent(keys, request);
        IntermediateAuthentication received = new IntermediateAuthentication();
        received.received(keys, (Opening.Opened) Fragment.join(fragments).orElseThrow());

        assertThat(fragments).hasSizeGreaterThan(2);
        assertThat(signed(keys, received)).isEqualTo(signed(keys, sent));
    }

    @Test
    void without_intermediate_exchanges_nothing_is_added() {
        assertThat(signed(keys, new IntermediateAuthentication())).isEqualTo(signed(keys));
    }

    /** Request and response, each added by its sender and by its receiver. */
    private static void exchange(
            IkeSaKeys keys,
            IntermediateAuthentication initiator,
            IntermediateAuthentication responder,
            int messageId,
            KeyExchangeMethod method,
            String requestData,
            String responseData) {
        IkeMessage request = intermediate(true, messageId, method, requestData);
        initiator.sent(keys, request);
        responder.received(keys, opened(keys, Role.INITIATOR, request));
        IkeMessage response = intermediate(false, messageId, method, responseData);
        responder.sent(keys, response);
        // A key set has one sealer; what the responder sealed is taken as opened.
        initiator.received(keys, new Opening.Opened(response, MessageWriter.writePayloads(response.payloads())));
    }

    private static Opening.Opened opened(IkeSaKeys keys, Role sender, IkeMessage message) {
        Opening opening = keys.opener(sender.peer()).open(keys.sealer(sender).seal(message));
        assertThat(opening).isInstanceOf(Opening.Opened.class);
        return (Opening.Opened) opening;
    }

    private static IkeMessage intermediate(boolean request, int messageId, KeyExchangeMethod method, String data) {
        IkeHeader header = IkeHeader.request(SPI_I, SPI_R, ExchangeType.IKE_INTERMEDIATE, true, messageId);
        return IkeMessage.of(request ? header : header.answer(), new KeyExchangePayload(method, Bytes.ofHex(data)));
    }

    private static String signed(IkeSaKeys keys) {
        return keys.signedOctets(Role.INITIATOR, FIRST_MESSAGE, NONCES.responder(), ALPHA)
                .octets()
                .toHex();
    }

    private static String signed(IkeSaKeys keys, IntermediateAuthentication intermediate) {
        return keys.signedOctets(Role.INITIATOR, FIRST_MESSAGE, NONCES.responder(), ALPHA, intermediate, 3)
                .octets()
                .toHex();
    }

    private static String signed(PpkKeys keys) {
        return keys.signedOctets(
                        Role.INITIATOR, FIRST_MESSAGE, NONCES.responder(), ALPHA, new IntermediateAuthentication(), 3)
                .octets()
                .toHex();
    }

    private String childKey() {
        return hex(keys.childSaKeys(SampleKeys.childSuite(CipherSpec.AES_GCM_16_128), NONCES)
                .initiatorToResponder()
                .material());
    }

    private static String hex(SecretBytes secret) {
        return Bytes.of(secret.exposed()).toHex();
    }
}
