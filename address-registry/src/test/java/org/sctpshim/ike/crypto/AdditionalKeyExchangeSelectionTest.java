package org.sctpshim.ike.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.EncryptionAlgorithm;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.Proposal;
import org.sctpshim.ike.wire.ProtocolId;
import org.sctpshim.ike.wire.PseudorandomFunction;
import org.sctpshim.ike.wire.SecurityAssociationPayload;
import org.sctpshim.ike.wire.SequenceNumbers;
import org.sctpshim.ike.wire.Transform;
import org.sctpshim.ike.wire.TransformType;

/** Negotiation of additional key exchanges (RFC 9370 section 2.2.1). */
class AdditionalKeyExchangeSelectionTest {
    private static final KeyExchangeMethod ML_KEM = KeyExchangeMethod.ML_KEM_768;
    private static final Transform[] CLASSIC = {
        Transform.of(EncryptionAlgorithm.ENCR_AES_GCM_16, 256),
        Transform.of(PseudorandomFunction.PRF_HMAC_SHA2_256),
        Transform.of(KeyExchangeMethod.CURVE25519)
    };

    @Test
    @Requirement({"RFC 9370 2.2.1", "RFC 9370 2.1-1", "RFC 9370 2.2.1-2"})
    void methods_are_chosen_for_each_type_and_take_place_in_its_order() {
        List<IkeProposal> own = List.of(proposal(List.of(
                List.of(KeyExchangeMethod.ECP_384, KeyExchangeMethod.ECP_521),
                List.of(ML_KEM, KeyExchangeMethod.NONE))));
        SecurityAssociationPayload offer = SuiteProposal.offer(own, Bytes.EMPTY);

        Selected<IkeSuite> chosen = select(own, offer).orElseThrow();

        assertThat(chosen.suite().keyExchange()).isEqualTo(KeyExchangeMethod.CURVE25519);
        assertThat(chosen.suite().additionalKeyExchanges()).containsExactly(KeyExchangeMethod.ECP_384, ML_KEM);
        assertThat(chosen.suite()).hasToString("ENCR_AES_GCM_16-256/PRF_HMAC_SHA2_256/CURVE25519+ECP_384+ML_KEM_768");
        assertThat(ProposalSelection.accept(own, chosen.answer(Bytes.EMPTY)))
                .map(Selected::suite)
                .contains(chosen.suite());
    }

    @Test
    void an_additional_key_exchange_that_is_required_is_not_left_out() {
        List<IkeProposal> required = List.of(proposal(List.of(List.of(ML_KEM))));
        List<IkeProposal> optional = List.of(proposal(List.of(List.of(ML_KEM, KeyExchangeMethod.NONE))));
        List<IkeProposal> none = List.of(proposal(List.of()));

        assertThat(select(required, offer(CLASSIC))).isEmpty();
        assertThat(select(optional, offer(CLASSIC)).orElseThrow().suite().additionalKeyExchanges())
                .isEmpty();
        assertThat(select(none, SuiteProposal.offer(required, Bytes.EMPTY))).isEmpty();
        assertThat(select(none, SuiteProposal.offer(optional, Bytes.EMPTY))
                        .orElseThrow()
                        .suite()
                        .additionalKeyExchanges())
                .isEmpty();
        assertThat(select(required, SuiteProposal.offer(optional, Bytes.EMPTY))
                        .orElseThrow()
                        .suite()
                        .additionalKeyExchanges())
                .containsExactly(ML_KEM);
    }

    @Test
    void a_responder_cannot_leave_out_what_an_initiator_requires() {
        List<IkeProposal> required = List.of(proposal(List.of(List.of(ML_KEM))));

        assertThat(ProposalSelection.accept(required, offer(CLASSIC))).isEmpty();
        assertThat(ProposalSelection.accept(required, offer(with(CLASSIC, TransformType.ADDKE2, ML_KEM))))
                .isEmpty();
        assertThat(ProposalSelection.accept(required, offer(with(CLASSIC, TransformType.ADDKE1, ML_KEM))))
                .isPresent();
    }

    @Test
    @Requirement({"RFC 9370 2.2.1", "RFC 9370 2.2.3-1"})
    void no_proposal_of_ours_lets_a_method_be_chosen_twice() {
        refused(List.of(List.of(KeyExchangeMethod.CURVE25519)));
        refused(List.of(List.of(ML_KEM), List.of(ML_KEM)));
        refused(List.of(List.of(ML_KEM, ML_KEM)));
        assertThat(proposal(List.of(
                        List.of(ML_KEM, KeyExchangeMethod.NONE),
                        List.of(KeyExchangeMethod.ECP_521, KeyExchangeMethod.NONE))))
                .isNotNull();
    }

    @Test
    void a_proposal_has_seven_additional_key_exchanges_at_most_and_no_empty_one() {
        refused(Collections.nCopies(8, List.of(KeyExchangeMethod.NONE)));
        refused(List.of(List.of()));
        refused(List.of(List.of(KeyExchangeMethod.ML_KEM_512)));
        assertThat(proposal(Collections.nCopies(7, List.of(KeyExchangeMethod.NONE))))
                .isNotNull();
    }

    @Test
    void a_child_sa_has_additional_key_exchanges_only_after_a_first_one() {
        List<CipherSpec> ciphers = List.of(CipherSpec.AES_GCM_16_256);
        List<SequenceNumbers> esn = List.of(SequenceNumbers.ESN);
        List<List<KeyExchangeMethod>> additional = List.of(List.of(ML_KEM));
        ChildProposal both = new ChildProposal(ciphers, esn, List.of(KeyExchangeMethod.ECP_256), additional);
        SecurityAssociationPayload offer = SuiteProposal.offer(List.of(both), Bytes.ofHex("c0ffee01"));

        assertThat(ProposalSelection.select(List.of(both), offer, Optional.empty()))
                .hasValueSatisfying(chosen -> assertThat(chosen.suite())
                        .isEqualTo(new ChildSuite(
                                CipherSpec.AES_GCM_16_256,
                                SequenceNumbers.ESN,
                                Optional.of(KeyExchangeMethod.ECP_256),
                                List.of(ML_KEM))));
        assertThat(both.withoutKeyExchange().additionalKeyExchanges()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new ChildProposal(ciphers, esn, List.of(), additional));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChildProposal(
                        ciphers, esn, List.of(KeyExchangeMethod.ECP_256, KeyExchangeMethod.NONE), additional));
    }

    private static IkeProposal proposal(List<List<KeyExchangeMethod>> additional) {
        return new IkeProposal(
                List.of(CipherSpec.AES_GCM_16_256),
                List.of(Prf.HMAC_SHA2_256),
                List.of(KeyExchangeMethod.CURVE25519),
                additional);
    }

    private static void refused(List<List<KeyExchangeMethod>> additional) {
        assertThatIllegalArgumentException().isThrownBy(() -> proposal(additional));
    }

    private static Optional<Selected<IkeSuite>> select(List<IkeProposal> own, SecurityAssociationPayload offer) {
        return ProposalSelection.select(own, offer, Optional.empty());
    }

    private static SecurityAssociationPayload offer(Transform... transforms) {
        return SecurityAssociationPayload.of(new Proposal(1, ProtocolId.IKE, Bytes.EMPTY, List.of(transforms)));
    }

    private static Transform[] with(Transform[] transforms, TransformType type, KeyExchangeMethod method) {
        Transform[] more = Arrays.copyOf(transforms, transforms.length + 1);
        more[transforms.length] = Transform.of(type, method.code());
        return more;
    }
}
