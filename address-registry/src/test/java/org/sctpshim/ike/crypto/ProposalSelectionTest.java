package org.sctpshim.ike.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.EncryptionAlgorithm;
import org.sctpshim.ike.wire.IntegrityAlgorithm;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.OctetWriter;
import org.sctpshim.ike.wire.Proposal;
import org.sctpshim.ike.wire.ProtocolId;
import org.sctpshim.ike.wire.PseudorandomFunction;
import org.sctpshim.ike.wire.SecurityAssociationPayload;
import org.sctpshim.ike.wire.SequenceNumbers;
import org.sctpshim.ike.wire.Transform;
import org.sctpshim.ike.wire.TransformAttribute;
import org.sctpshim.ike.wire.TransformType;

class ProposalSelectionTest {
    private static final Bytes SPI_A = Bytes.ofHex("c0ffee01");
    private static final Bytes SPI_B = Bytes.ofHex("c0ffee02");
    private static final Transform GCM_128 = Transform.of(EncryptionAlgorithm.ENCR_AES_GCM_16, 128);
    private static final Transform GCM_256 = Transform.of(EncryptionAlgorithm.ENCR_AES_GCM_16, 256);
    private static final Transform ESN = Transform.of(SequenceNumbers.ESN);
    private static final Transform NO_ESN = Transform.of(SequenceNumbers.NO_ESN);
    private static final Transform X25519 = Transform.of(KeyExchangeMethod.CURVE25519);

    @Test
    @Requirement({"RFC 7296 3.3.6-1", "RFC 7296 3.3.6-2", "RFC 7296 2.7-1"})
    void two_ends_settle_on_the_responders_preference() {
        List<IkeProposal> initiator = List.of(new IkeProposal(
                List.of(CipherSpec.AES_GCM_16_128, CipherSpec.AES_GCM_16_256),
                List.of(Prf.HMAC_SHA2_256),
                List.of(KeyExchangeMethod.ECP_256, KeyExchangeMethod.CURVE25519)));
        SecurityAssociationPayload offer = SuiteProposal.offer(initiator, Bytes.EMPTY);

        Selected<IkeSuite> chosen = ProposalSelection.select(List.of(IkeProposal.DEFAULT), offer, Optional.empty())
                .orElseThrow();

        assertThat(chosen.suite())
                .isEqualTo(new IkeSuite(CipherSpec.AES_GCM_16_256, Prf.HMAC_SHA2_256, KeyExchangeMethod.CURVE25519));
        assertThat(ProposalSelection.accept(initiator, chosen.answer(Bytes.EMPTY)))
                .map(Selected::suite)
                .contains(chosen.suite());
    }

    @Test
    void the_key_exchange_that_was_sent_is_taken_where_it_is_acceptable() {
        SecurityAssociationPayload offer = SuiteProposal.offer(List.of(IkeProposal.DEFAULT), Bytes.EMPTY);

        assertThat(ProposalSelection.select(List.of(IkeProposal.DEFAULT), offer, Optional.of(KeyExchangeMethod.ECP_256))
                        .orElseThrow()
                        .suite()
                        .keyExchange())
                .isEqualTo(KeyExchangeMethod.ECP_256);
        assertThat(ProposalSelection.select(
                                List.of(IkeProposal.DEFAULT), offer, Optional.of(KeyExchangeMethod.MODP_2048))
                        .orElseThrow()
                        .suite()
                        .keyExchange())
                .isEqualTo(KeyExchangeMethod.CURVE25519);
    }

    @Test
    @Requirement("RFC 7296 3.3.1-4")
    void a_child_is_negotiated_with_both_spis() {
        SecurityAssociationPayload offer = SuiteProposal.offer(List.of(ChildProposal.DEFAULT), SPI_A);

        Selected<ChildSuite> chosen =
                select(List.of(ChildProposal.DEFAULT), offer).orElseThrow();
        assertThat(chosen.peerSpi()).isEqualTo(SPI_A);
        assertThat(chosen.suite().isExtendedSequenceNumbers()).isTrue();
        assertThat(chosen.suite().keyExchange()).isEmpty();

        Selected<ChildSuite> accepted =
                accept(List.of(ChildProposal.DEFAULT), chosen.answer(SPI_B)).orElseThrow();
        assertThat(accepted.suite()).isEqualTo(chosen.suite());
        assertThat(accepted.peerSpi()).isEqualTo(SPI_B);
    }

    @Test
    @Requirement("RFC 7296 3.3.1-2")
    void our_later_proposal_meets_their_earlier_one() {
        List<ChildProposal> own = List.of(
                child(List.of(CipherSpec.AES_GCM_16_256), List.of()),
                child(List.of(CipherSpec.AES_GCM_16_128), List.of()));
        SecurityAssociationPayload offer = SecurityAssociationPayload.of(
                esp(1, Transform.of(EncryptionAlgorithm.ENCR_CHACHA20_POLY1305), NO_ESN), esp(2, GCM_128, ESN));

        Selected<ChildSuite> chosen = select(own, offer).orElseThrow();

        assertThat(chosen.suite().encryption()).isEqualTo(CipherSpec.AES_GCM_16_128);
        assertThat(chosen.proposal().number()).isEqualTo(2);
        assertThat(chosen.answer(SPI_B).proposals())
                .singleElement()
                .satisfies(answer -> assertThat(answer.number()).isEqualTo(2));
    }

    @Test
    @Requirement("RFC 7296 3.3.3-1")
    void no_key_exchange_and_none_mean_the_same() {
        Transform none = Transform.of(KeyExchangeMethod.NONE);
        List<ChildProposal> without = List.of(ChildProposal.DEFAULT);

        Selected<ChildSuite> written = select(without, SecurityAssociationPayload.of(esp(1, GCM_256, none, ESN)))
                .orElseThrow();
        assertThat(written.proposal().transforms()).containsExactly(GCM_256, ESN, none);
        assertThat(written.suite().keyExchange()).isEmpty();

        List<ChildProposal> optional = List.of(child(
                List.of(CipherSpec.AES_GCM_16_256), List.of(KeyExchangeMethod.CURVE25519, KeyExchangeMethod.NONE)));
        assertThat(select(optional, SecurityAssociationPayload.of(esp(1, GCM_256, ESN)))
                        .orElseThrow()
                        .proposal()
                        .transforms())
                .containsExactly(GCM_256, ESN);
        assertThat(select(optional, SecurityAssociationPayload.of(esp(1, GCM_256, X25519, ESN)))
                        .orElseThrow()
                        .suite()
                        .keyExchange())
                .contains(KeyExchangeMethod.CURVE25519);
    }

    @Test
    void a_key_exchange_that_only_one_end_wants_is_no_proposal() {
        List<ChildProposal> with =
                List.of(ChildProposal.DEFAULT.withKeyExchanges(List.of(KeyExchangeMethod.CURVE25519)));

        assertThat(select(with, SecurityAssociationPayload.of(esp(1, GCM_256, ESN))))
                .isEmpty();
        assertThat(select(List.of(ChildProposal.DEFAULT), SecurityAssociationPayload.of(esp(1, GCM_256, X25519, ESN))))
                .isEmpty();
        assertThat(with.get(0).withoutKeyExchange()).isEqualTo(ChildProposal.DEFAULT);
    }

    @Test
    @Requirement("RFC 7296 3.3.3-1")
    void an_aead_goes_with_integrity_none_and_with_no_other() {
        assertThat(select(
                        List.of(ChildProposal.DEFAULT),
                        SecurityAssociationPayload.of(esp(1, GCM_256, Transform.of(IntegrityAlgorithm.NONE), ESN))))
                .isPresent();
        assertThat(select(
                        List.of(ChildProposal.DEFAULT),
                        SecurityAssociationPayload.of(
                                esp(1, GCM_256, Transform.of(IntegrityAlgorithm.AUTH_HMAC_SHA2_256_128), ESN))))
                .isEmpty();
    }

    @Test
    @Requirement("RFC 7296 3.3")
    void a_cipher_without_integrity_of_its_own_goes_with_one_that_was_offered_beside_it() {
        List<ChildProposal> own = List.of(
                child(List.of(CipherSpec.AES_GCM_16_256), List.of()),
                child(List.of(CipherSpec.AES_CBC_256_HMAC_SHA2_512, CipherSpec.AES_CBC_256_HMAC_SHA2_256), List.of()));
        Transform cbc = Transform.of(EncryptionAlgorithm.ENCR_AES_CBC, 256);
        Transform sha256 = Transform.of(IntegrityAlgorithm.AUTH_HMAC_SHA2_256_128);
        Transform sha512 = Transform.of(IntegrityAlgorithm.AUTH_HMAC_SHA2_512_256);
        Transform none = Transform.of(IntegrityAlgorithm.NONE);

        assertThat(select(own, SecurityAssociationPayload.of(esp(1, cbc, sha256, sha512, ESN)))
                        .orElseThrow()
                        .suite()
                        .encryption())
                .isEqualTo(CipherSpec.AES_CBC_256_HMAC_SHA2_512);
        assertThat(select(own, SecurityAssociationPayload.of(esp(1, cbc, ESN)))).isEmpty();
        assertThat(select(own, SecurityAssociationPayload.of(esp(1, cbc, none, ESN))))
                .isEmpty();
        assertThat(accept(own, SecurityAssociationPayload.of(esp(2, cbc, ESN)))).isEmpty();
        assertThat(accept(own, SecurityAssociationPayload.of(esp(2, cbc, none, ESN))))
                .isEmpty();
        assertThat(accept(own, SecurityAssociationPayload.of(esp(1, cbc, sha512, ESN))))
                .isEmpty();
        assertThat(accept(own, SecurityAssociationPayload.of(esp(2, cbc, sha512, ESN))))
                .isPresent();
    }

    /** A peer that mixes them in one proposal breaks RFC 7296 section 3.3, and nothing weaker comes of it. */
    @Test
    void a_proposal_of_a_peer_that_mixes_aeads_and_others_gives_integrity_to_what_needs_it_only() {
        Transform cbc = Transform.of(EncryptionAlgorithm.ENCR_AES_CBC, 256);
        Transform sha256 = Transform.of(IntegrityAlgorithm.AUTH_HMAC_SHA2_256_128);
        Transform none = Transform.of(IntegrityAlgorithm.NONE);
        SecurityAssociationPayload mixed = SecurityAssociationPayload.of(esp(1, GCM_256, cbc, none, sha256, ESN));

        assertThat(select(List.of(child(List.of(CipherSpec.AES_CBC_256_HMAC_SHA2_256), List.of())), mixed)
                        .orElseThrow()
                        .proposal()
                        .transforms())
                .containsExactly(cbc, sha256, ESN);
        assertThat(select(List.of(child(List.of(CipherSpec.AES_GCM_16_256), List.of())), mixed)
                        .orElseThrow()
                        .proposal()
                        .transforms())
                .containsExactlyInAnyOrder(GCM_256, none, ESN);
    }

    @Test
    void chacha20_is_offered_and_taken_without_a_key_length_only() {
        List<ChildProposal> own = List.of(child(List.of(CipherSpec.CHACHA20_POLY1305), List.of()));
        Transform bare = Transform.of(EncryptionAlgorithm.ENCR_CHACHA20_POLY1305);

        assertThat(own.get(0).toWire(1, SPI_A).transforms(TransformType.ENCR)).containsExactly(bare);
        assertThat(select(own, SecurityAssociationPayload.of(esp(1, bare, ESN))))
                .isPresent();
        assertThat(select(
                        own,
                        SecurityAssociationPayload.of(
                                esp(1, Transform.of(EncryptionAlgorithm.ENCR_CHACHA20_POLY1305, 256), ESN))))
                .isEmpty();
    }

    @Test
    @Requirement({"RFC 7296 3.3.6-5", "RFC 7296 3.3.6-6", "RFC 7296 3.3.4-2"})
    void unknown_transforms_types_attributes_protocols_and_spis_are_not_chosen() {
        Transform odd = new Transform(
                TransformType.ENCR,
                EncryptionAlgorithm.ENCR_AES_GCM_16.code(),
                List.of(TransformAttribute.keyLength(256), new TransformAttribute(99, true, Bytes.ofHex("0001"))));
        isRefused(esp(1, odd, ESN));
        isRefused(esp(1, Transform.of(EncryptionAlgorithm.ENCR_AES_GCM_16), ESN));
        isRefused(esp(1, GCM_256));
        isRefused(esp(1, ESN));
        isRefused(esp(1, GCM_256, ESN, Transform.of(new TransformType(77), 1)));
        isRefused(new Proposal(1, ProtocolId.AH, SPI_A, List.of(GCM_256, ESN)));
        isRefused(new Proposal(1, ProtocolId.ESP, Bytes.EMPTY, List.of(GCM_256, ESN)));
        isRefused(new Proposal(1, ProtocolId.ESP, Bytes.ofHex("c0ffee"), List.of(GCM_256, ESN)));
    }

    @Test
    @Requirement({"RFC 7296 3.3.6-4", "RFC 7296 2.7-1"})
    void an_answer_must_be_one_of_the_offers_with_one_transform_a_type() {
        List<ChildProposal> offered = List.of(child(List.of(CipherSpec.AES_GCM_16_256), List.of()));

        assertThat(accept(offered, SecurityAssociationPayload.of(esp(1, GCM_256, ESN))))
                .isPresent();
        assertThat(accept(offered, SecurityAssociationPayload.of(esp(1, GCM_128, ESN))))
                .isEmpty();
        assertThat(accept(offered, SecurityAssociationPayload.of(esp(1, GCM_256, ESN, NO_ESN))))
                .isEmpty();
        assertThat(accept(offered, SecurityAssociationPayload.of(esp(1, GCM_256))))
                .isEmpty();
        assertThat(accept(offered, SecurityAssociationPayload.of(esp(1, GCM_256, ESN, X25519))))
                .isEmpty();
        assertThat(accept(offered, SecurityAssociationPayload.of(esp(0, GCM_256, ESN))))
                .isEmpty();
        assertThat(accept(offered, SecurityAssociationPayload.of(esp(2, GCM_256, ESN))))
                .isEmpty();
        assertThat(accept(offered, SecurityAssociationPayload.of(esp(1, GCM_256, ESN), esp(2, GCM_256, ESN))))
                .isEmpty();
    }

    @Test
    @Requirement({"RFC 7296 3.3.1-3", "RFC 7296 3.3.1-4"})
    void an_ike_spi_has_none_or_eight_octets() {
        List<Transform> transforms = List.of(GCM_256, Transform.of(PseudorandomFunction.PRF_HMAC_SHA2_256), X25519);
        for (int length = 0; length <= 9; length++) {
            Proposal proposal = new Proposal(1, ProtocolId.IKE, Bytes.of(new byte[length]), transforms);
            assertThat(ProposalSelection.select(
                                    List.of(IkeProposal.DEFAULT),
                                    SecurityAssociationPayload.of(proposal),
                                    Optional.empty())
                            .isPresent())
                    .isEqualTo(length == 0 || length == 8);
        }
    }

    @Test
    @Requirement("RFC 7296 3.3.4-1")
    void a_proposal_cannot_promise_what_we_cannot_do() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> child(
                        List.of(new CipherSpec(EncryptionAlgorithm.ENCR_AES_CTR, 256, IntegrityAlgorithm.NONE)),
                        List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IkeProposal(
                        List.of(CipherSpec.AES_GCM_16_128),
                        List.of(Prf.HMAC_SHA2_256),
                        List.of(KeyExchangeMethod.MODP_1536)));
        assertThatIllegalArgumentException()
                .as("AEADs and others")
                .isThrownBy(() ->
                        child(List.of(CipherSpec.AES_GCM_16_256, CipherSpec.AES_CBC_256_HMAC_SHA2_256), List.of()));
        assertThatIllegalArgumentException()
                .as("a peer could pick AES-128 with SHA2-512")
                .isThrownBy(() -> child(
                        List.of(CipherSpec.AES_CBC_256_HMAC_SHA2_512, CipherSpec.AES_CBC_128_HMAC_SHA2_256),
                        List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new IkeProposal(List.of(), List.of(Prf.HMAC_SHA2_256), List.of(KeyExchangeMethod.CURVE25519)));
    }

    private static void isRefused(Proposal proposal) {
        assertThat(select(List.of(ChildProposal.DEFAULT), SecurityAssociationPayload.of(proposal)))
                .isEmpty();
    }

    private static Optional<Selected<ChildSuite>> select(List<ChildProposal> own, SecurityAssociationPayload offer) {
        return ProposalSelection.select(own, offer, Optional.empty());
    }

    private static Optional<Selected<ChildSuite>> accept(
            List<ChildProposal> offered, SecurityAssociationPayload answer) {
        return ProposalSelection.accept(offered, answer);
    }

    private static ChildProposal child(List<CipherSpec> ciphers, List<KeyExchangeMethod> keyExchanges) {
        return new ChildProposal(ciphers, List.of(SequenceNumbers.ESN, SequenceNumbers.NO_ESN), keyExchanges);
    }

    private static Proposal esp(int number, Transform... transforms) {
        return new Proposal(number, ProtocolId.ESP, SPI_A, List.of(transforms));
    }

    @Test
    @Requirement({"RFC 7296 3.3-1", "RFC 7296 3.3.1-1", "RFC 7296 3.3-3", "RFC 7296 3.3.5-1", "RFC 7296 2.13-2"})
    void proposals_are_numbered_in_the_order_of_preference_and_each_key_length_is_a_transform() {
        List<ChildProposal> own = List.of(
                child(List.of(CipherSpec.AES_GCM_16_256, CipherSpec.AES_GCM_16_128), List.of()),
                child(List.of(CipherSpec.AES_CBC_256_HMAC_SHA2_256, CipherSpec.AES_CBC_128_HMAC_SHA2_256), List.of()));
        List<Proposal> offered = SuiteProposal.offer(own, SPI_A).proposals();

        assertThat(offered).extracting(Proposal::number).containsExactly(1, 2);
        assertThat(offered.get(0).transforms(TransformType.ENCR)).containsExactly(GCM_256, GCM_128);
        assertThat(offered.get(1).transforms(TransformType.ENCR))
                .containsExactly(
                        Transform.of(EncryptionAlgorithm.ENCR_AES_CBC, 256),
                        Transform.of(EncryptionAlgorithm.ENCR_AES_CBC, 128));
        assertThat(offered)
                .allSatisfy(proposal -> assertThat(proposal.transforms())
                        .allSatisfy(
                                transform -> assertThat(transform.attributes()).hasSizeLessThanOrEqualTo(1)));
        isRefused(esp(1, Transform.of(EncryptionAlgorithm.ENCR_AES_GCM_16), ESN));
    }

    @Test
    @Requirement({"RFC 7296 2.7-3", "RFC 7296 2.7-4", "RFC 7296 3.3.6-3", "RFC 7296 3.3.5-3"})
    void the_answer_is_the_one_accepted_proposal_with_its_protocol_and_attributes() {
        Selected<ChildSuite> chosen = select(
                        List.of(ChildProposal.DEFAULT),
                        SecurityAssociationPayload.of(
                                esp(1, Transform.of(EncryptionAlgorithm.ENCR_AES_CBC, 192), ESN),
                                esp(2, GCM_128, GCM_256, NO_ESN, ESN)))
                .orElseThrow();

        SecurityAssociationPayload answer = chosen.answer(SPI_B);
        assertThat(answer.proposals()).singleElement().satisfies(proposal -> {
            assertThat(proposal.protocol()).isEqualTo(ProtocolId.ESP);
            assertThat(proposal.spi()).isEqualTo(SPI_B);
            assertThat(proposal.transforms()).containsExactlyInAnyOrder(GCM_256, ESN);
        });
        OctetWriter out = new OctetWriter();
        answer.writeBody(out);
        assertThat(out.toBytes().toHex()).contains("01000014800e0100");
    }

    @Test
    @Requirement({"RFC 7296 3.3.5-2", "RFC 7296 3.14-8"})
    void only_ciphers_with_a_specified_payload_are_offered_and_those_of_one_key_length_say_none() {
        for (CipherSpec spec : CipherSpec.SUPPORTED) {
            Proposal offered = child(List.of(spec), List.of()).toWire(1, SPI_A);
            Transform cipher = offered.transforms(TransformType.ENCR).get(0);
            boolean oneLength = spec.algorithm().equals(EncryptionAlgorithm.ENCR_CHACHA20_POLY1305);
            assertThat(cipher.attributes().isEmpty()).isEqualTo(oneLength);
            assertThat(offered.transforms(TransformType.INTEG))
                    .allSatisfy(integrity -> assertThat(integrity.attributes()).isEmpty());
            assertThat(spec.algorithm())
                    .isIn(
                            EncryptionAlgorithm.ENCR_AES_CBC,
                            EncryptionAlgorithm.ENCR_AES_GCM_16,
                            EncryptionAlgorithm.ENCR_CHACHA20_POLY1305);
        }
    }
}
