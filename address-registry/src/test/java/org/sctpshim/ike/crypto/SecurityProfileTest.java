package org.sctpshim.ike.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.EncryptionAlgorithm;
import org.sctpshim.ike.wire.IntegrityAlgorithm;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.Proposal;
import org.sctpshim.ike.wire.ProtocolId;
import org.sctpshim.ike.wire.PseudorandomFunction;
import org.sctpshim.ike.wire.SecurityAssociationPayload;
import org.sctpshim.ike.wire.SequenceNumbers;
import org.sctpshim.ike.wire.Transform;
import org.sctpshim.ike.wire.TransformType;

class SecurityProfileTest {
    private static final Bytes SPI = Bytes.ofHex("c0ffee01");

    static Stream<SecurityProfile> profiles() {
        return Stream.of(SecurityProfile.MODERN, SecurityProfile.HYBRID, SecurityProfile.THREE_GPP);
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void two_hosts_of_one_profile_settle_on_what_it_puts_first(SecurityProfile profile) {
        IkeProposal best = profile.ikeProposals().get(0);
        Selected<IkeSuite> chosen = select(profile, SuiteProposal.offer(profile.ikeProposals(), Bytes.EMPTY));

        assertThat(chosen.proposal().number()).isEqualTo(1);
        assertThat(chosen.suite().encryption()).isEqualTo(best.encryption().get(0));
        assertThat(chosen.suite().keyExchange()).isEqualTo(best.keyExchanges().get(0));
        assertThat(ProposalSelection.accept(profile.ikeProposals(), chosen.answer(Bytes.EMPTY)))
                .map(Selected::suite)
                .contains(chosen.suite());
    }

    @ParameterizedTest
    @MethodSource("profiles")
    @Requirement("RFC 7296 3.3")
    void no_proposal_has_both_an_aead_and_an_integrity_transform(SecurityProfile profile) {
        Stream.concat(profile.ikeProposals().stream(), profile.childProposals().stream())
                .map(proposal -> proposal.toWire(1, SPI))
                .forEach(proposal -> {
                    boolean cbc = proposal.transforms(TransformType.ENCR).stream()
                            .anyMatch(each -> each.id() == EncryptionAlgorithm.ENCR_AES_CBC.code());
                    boolean aead = proposal.transforms(TransformType.ENCR).stream()
                            .anyMatch(each -> each.id() != EncryptionAlgorithm.ENCR_AES_CBC.code());
                    assertThat(cbc).isNotEqualTo(aead);
                    assertThat(proposal.transforms(TransformType.INTEG).isEmpty())
                            .isEqualTo(aead);
                });
    }

    /** What TS 33.210 wants of every end, each algorithm without others beside it. */
    @ParameterizedTest
    @MethodSource("floorOf3gpp")
    void the_3gpp_profile_takes_the_floor_of_ts_33_210(List<Transform> floor) {
        Selected<IkeSuite> chosen = select(SecurityProfile.THREE_GPP, ike(floor));

        assertThat(chosen.proposal().transforms()).containsExactlyInAnyOrderElementsOf(floor);
    }

    static Stream<List<Transform>> floorOf3gpp() {
        Transform prf = Transform.of(PseudorandomFunction.PRF_HMAC_SHA2_256);
        Transform hmac = Transform.of(IntegrityAlgorithm.AUTH_HMAC_SHA2_256_128);
        Transform gcm = Transform.of(EncryptionAlgorithm.ENCR_AES_GCM_16, 128);
        Transform cbc = Transform.of(EncryptionAlgorithm.ENCR_AES_CBC, 128);
        Transform group14 = Transform.of(KeyExchangeMethod.MODP_2048);
        Transform group19 = Transform.of(KeyExchangeMethod.ECP_256);
        return Stream.of(
                List.of(cbc, hmac, prf, group14),
                List.of(cbc, hmac, prf, group19),
                List.of(gcm, prf, group14),
                List.of(gcm, prf, group19),
                List.of(
                        Transform.of(EncryptionAlgorithm.ENCR_AES_CBC, 256),
                        Transform.of(IntegrityAlgorithm.AUTH_HMAC_SHA2_384_192),
                        Transform.of(PseudorandomFunction.PRF_HMAC_SHA2_384),
                        Transform.of(KeyExchangeMethod.ECP_384)));
    }

    @Test
    void the_modern_profile_takes_no_cbc_and_no_modp_group() {
        Transform prf = Transform.of(PseudorandomFunction.PRF_HMAC_SHA2_256);
        Transform gcm = Transform.of(EncryptionAlgorithm.ENCR_AES_GCM_16, 128);
        Transform cbc = Transform.of(EncryptionAlgorithm.ENCR_AES_CBC, 256);
        Transform hmac = Transform.of(IntegrityAlgorithm.AUTH_HMAC_SHA2_256_128);

        isRefused(SecurityProfile.MODERN, ike(cbc, hmac, prf, Transform.of(KeyExchangeMethod.CURVE25519)));
        isRefused(SecurityProfile.MODERN, ike(gcm, prf, Transform.of(KeyExchangeMethod.MODP_4096)));
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void no_profile_takes_sha_1_or_a_small_group_whatever_else_is_offered(SecurityProfile profile) {
        Transform gcm = Transform.of(EncryptionAlgorithm.ENCR_AES_GCM_16, 256);
        Transform cbc = Transform.of(EncryptionAlgorithm.ENCR_AES_CBC, 256);
        Transform prf = Transform.of(PseudorandomFunction.PRF_HMAC_SHA2_256);
        Transform group = Transform.of(KeyExchangeMethod.ECP_256);

        isRefused(profile, ike(gcm, Transform.of(PseudorandomFunction.PRF_HMAC_SHA1), group));
        isRefused(profile, ike(cbc, Transform.of(IntegrityAlgorithm.AUTH_HMAC_SHA1_96), prf, group));
        isRefused(profile, ike(gcm, prf, Transform.of(KeyExchangeMethod.MODP_1536)));
        isRefused(profile, ike(gcm, prf, Transform.of(TransformType.KE, 2)));
        isRefused(profile, ike(Transform.of(EncryptionAlgorithm.ENCR_3DES), prf, group));
    }

    @Test
    @Requirement("RFC 9370 2.2.1")
    void the_hybrid_profile_adds_ml_kem_with_those_who_can_and_is_modern_with_others() {
        List<IkeProposal> hybrid = SecurityProfile.HYBRID.ikeProposals();
        SecurityAssociationPayload offer = SuiteProposal.offer(hybrid, Bytes.EMPTY);

        assertThat(select(SecurityProfile.HYBRID, offer).suite().additionalKeyExchanges())
                .containsExactly(KeyExchangeMethod.ML_KEM_768);
        Selected<IkeSuite> withModern = select(SecurityProfile.MODERN, offer);
        assertThat(withModern.suite().additionalKeyExchanges()).isEmpty();
        assertThat(withModern.proposal().number()).isEqualTo(2);
        assertThat(ProposalSelection.accept(hybrid, withModern.answer(Bytes.EMPTY)))
                .isPresent();
    }

    @Test
    void an_ike_sa_is_rekeyed_with_one_key_exchange() {
        assertThat(SecurityProfile.HYBRID.rekeyedIkeProposals()).isEqualTo(SecurityProfile.MODERN.ikeProposals());
        assertThat(SecurityProfile.THREE_GPP.rekeyedIkeProposals()).isEqualTo(SecurityProfile.THREE_GPP.ikeProposals());
    }

    @Test
    void child_proposals_come_without_with_and_with_optional_key_exchange() {
        SecurityProfile profile = SecurityProfile.THREE_GPP;
        Transform gcm = Transform.of(EncryptionAlgorithm.ENCR_AES_GCM_16, 128);
        Transform esn = Transform.of(SequenceNumbers.ESN);
        ChildSuite none = new ChildSuite(CipherSpec.AES_GCM_16_128, SequenceNumbers.ESN, Optional.empty());
        ChildSuite group20 =
                new ChildSuite(CipherSpec.AES_GCM_16_128, SequenceNumbers.ESN, Optional.of(KeyExchangeMethod.ECP_384));
        SecurityAssociationPayload without = esp(gcm, esn);
        SecurityAssociationPayload with = esp(gcm, Transform.of(KeyExchangeMethod.ECP_384), esn);

        assertThat(chosen(profile.childProposals(), without)).contains(none);
        assertThat(chosen(profile.childProposals(), with)).isEmpty();
        assertThat(chosen(profile.childProposalsWithKeyExchange(), without)).isEmpty();
        assertThat(chosen(profile.childProposalsWithKeyExchange(), with)).contains(group20);
        assertThat(chosen(profile.childProposalsWithOptionalKeyExchange(), without))
                .contains(none);
        assertThat(chosen(profile.childProposalsWithOptionalKeyExchange(), with))
                .contains(group20);
    }

    @Test
    void a_profile_is_found_by_its_name_and_an_unknown_name_tells_which_there_are() {
        assertThat(SecurityProfile.named("3gpp")).isEqualTo(SecurityProfile.THREE_GPP);
        assertThat(SecurityProfile.named("modern")).isEqualTo(SecurityProfile.MODERN);
        assertThat(SecurityProfile.named("hybrid")).isEqualTo(SecurityProfile.HYBRID);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecurityProfile.named("legacy"))
                .withMessageContaining("legacy")
                .withMessageContaining("modern, hybrid, 3gpp");
    }

    @Test
    void a_profile_of_ones_own_needs_a_choice_of_everything() {
        List<IkeProposal> ike = SecurityProfile.MODERN.ikeProposals();
        List<ChildProposal> child = SecurityProfile.MODERN.childProposals();
        List<KeyExchangeMethod> methods = List.of(KeyExchangeMethod.ECP_384);

        assertThat(new SecurityProfile("own", ike, child, methods)).hasToString("own");
        refused(List.of(), child, methods);
        refused(ike, List.of(), methods);
        refused(ike, child, List.of());
        refused(ike, child, List.of(KeyExchangeMethod.MODP_1536));
        refused(ike, SecurityProfile.MODERN.childProposalsWithKeyExchange(), methods);
    }

    private static void refused(
            List<IkeProposal> ike, List<ChildProposal> child, List<KeyExchangeMethod> childKeyExchanges) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SecurityProfile("own", ike, child, childKeyExchanges));
    }

    private static Selected<IkeSuite> select(SecurityProfile profile, SecurityAssociationPayload offer) {
        return ProposalSelection.select(profile.ikeProposals(), offer, Optional.empty())
                .orElseThrow();
    }

    private static void isRefused(SecurityProfile profile, SecurityAssociationPayload offer) {
        assertThat(ProposalSelection.select(profile.ikeProposals(), offer, Optional.empty()))
                .isEmpty();
    }

    /** NONE is sent, as by a peer without a KE payload. */
    private static Optional<ChildSuite> chosen(List<ChildProposal> own, SecurityAssociationPayload offer) {
        return ProposalSelection.select(own, offer, Optional.of(KeyExchangeMethod.NONE))
                .map(Selected::suite);
    }

    private static SecurityAssociationPayload ike(Transform... transforms) {
        return ike(List.of(transforms));
    }

    private static SecurityAssociationPayload ike(List<Transform> transforms) {
        return SecurityAssociationPayload.of(new Proposal(1, ProtocolId.IKE, Bytes.EMPTY, transforms));
    }

    private static SecurityAssociationPayload esp(Transform... transforms) {
        return SecurityAssociationPayload.of(new Proposal(1, ProtocolId.ESP, SPI, List.of(transforms)));
    }
}
