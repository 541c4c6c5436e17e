package org.sctpshim.ike.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;

class ExchangeRulesTest {
    private static final NotifyPayload TRANSPORT = NotifyPayload.of(NotifyType.USE_TRANSPORT_MODE);

    @Test
    void the_messages_of_a_plain_negotiation_break_no_rule() {
        assertThat(ExchangeRules.check(SampleMessages.ikeSaInitRequest())).isEmpty();
        assertThat(ExchangeRules.check(SampleMessages.ikeSaInitResponse())).isEmpty();
        assertThat(ExchangeRules.check(SampleMessages.ikeAuthRequest())).isEmpty();
        assertThat(ExchangeRules.check(SampleMessages.ikeAuthResponse())).isEmpty();
        assertThat(ExchangeRules.check(SampleMessages.createChildSaRequest())).isEmpty();
        assertThat(ExchangeRules.check(SampleMessages.rekeyIkeSaRequest())).isEmpty();
        assertThat(ExchangeRules.check(SampleMessages.informationalRequest())).isEmpty();
    }

    @Test
    void every_payload_that_must_be_there_is_missed() {
        IkeMessage init = SampleMessages.ikeSaInitRequest();
        breaks(without(init, SecurityAssociationPayload.class), RuleViolation.MESSAGE_WITHOUT_SA);
        breaks(without(init, KeyExchangePayload.class), RuleViolation.MESSAGE_WITHOUT_KE);
        breaks(without(init, NoncePayload.class), RuleViolation.MESSAGE_WITHOUT_NONCE);

        IkeMessage auth = SampleMessages.ikeAuthRequest();
        breaks(without(auth, IdentificationPayload.class), RuleViolation.AUTH_WITHOUT_IDENTIFICATION);
        breaks(without(auth, AuthenticationPayload.class), RuleViolation.AUTH_WITHOUT_AUTHENTICATION);
        breaks(without(auth, TrafficSelectorPayload.class), RuleViolation.SA_AND_SELECTORS_APART);
        breaks(without(auth, SecurityAssociationPayload.class), RuleViolation.SA_AND_SELECTORS_APART);

        IkeMessage child = SampleMessages.createChildSaRequest();
        breaks(without(child, SecurityAssociationPayload.class), RuleViolation.MESSAGE_WITHOUT_SA);
        breaks(without(child, NoncePayload.class), RuleViolation.MESSAGE_WITHOUT_NONCE);
        breaks(without(child, TrafficSelectorPayload.class), RuleViolation.CHILD_WITHOUT_SELECTORS);

        breaks(without(SampleMessages.rekeyIkeSaRequest(), KeyExchangePayload.class), RuleViolation.MESSAGE_WITHOUT_KE);
    }

    @Test
    void every_payload_that_may_come_once_may_not_come_twice() {
        for (IkeMessage message : List.of(
                SampleMessages.ikeSaInitRequest(),
                SampleMessages.ikeAuthRequest(),
                SampleMessages.createChildSaRequest(),
                SampleMessages.rekeyIkeSaRequest())) {
            for (Payload payload : message.payloads()) {
                if (!(payload instanceof NotifyPayload) && !(payload instanceof VendorIdPayload)) {
                    breaks(with(message, payload), RuleViolation.PAYLOAD_REPEATED);
                }
            }
        }
    }

    @Test
    void a_payload_in_an_exchange_without_a_place_for_it_is_seen() {
        breaks(with(SampleMessages.ikeSaInitRequest(), DeletePayload.ikeSa()), RuleViolation.PAYLOAD_OUT_OF_PLACE);
        breaks(
                with(SampleMessages.ikeAuthRequest(), new NoncePayload(SampleMessages.NONCE)),
                RuleViolation.PAYLOAD_OUT_OF_PLACE);
        breaks(
                with(SampleMessages.informationalRequest(), new NoncePayload(SampleMessages.NONCE)),
                RuleViolation.PAYLOAD_OUT_OF_PLACE);
        breaks(
                with(
                        SampleMessages.rekeyIkeSaRequest(),
                        TrafficSelectorPayload.initiator(TrafficSelector.of(132, SampleMessages.ALPHA_1))),
                RuleViolation.PAYLOAD_OUT_OF_PLACE);
    }

    @Test
    void a_response_of_nothing_but_notifies_is_a_refusal() {
        IkeMessage cookie = IkeMessage.of(
                IkeHeader.response(SampleMessages.SPI_I, 0, ExchangeType.IKE_SA_INIT, false, 0),
                NotifyPayload.of(NotifyType.COOKIE, Bytes.ofHex("01020304")));
        assertThat(MessageKind.of(cookie)).contains(MessageKind.IKE_SA_INIT_REFUSAL);
        assertThat(ExchangeRules.check(cookie)).isEmpty();

        breaks(new IkeMessage(cookie.header(), List.of()), RuleViolation.REFUSAL_WITHOUT_NOTIFY);
        IkeMessage failed = IkeMessage.of(
                IkeHeader.response(SampleMessages.SPI_I, SampleMessages.SPI_R, ExchangeType.IKE_AUTH, false, 1),
                NotifyPayload.of(NotifyType.AUTHENTICATION_FAILED));
        assertThat(MessageKind.of(failed)).contains(MessageKind.IKE_AUTH_REFUSAL);
        assertThat(ExchangeRules.check(failed)).isEmpty();
    }

    @Test
    @Requirement({"RFC 7296 2.5-7", "RFC 7296 2.5-9"})
    void a_critical_payload_that_is_unknown_breaks_a_rule_and_another_unknown_does_not() {
        PayloadType type = new PayloadType(200);

        assertThat(ExchangeRules.check(
                        with(SampleMessages.informationalRequest(), new UnknownPayload(type, false, Bytes.EMPTY))))
                .isEmpty();
        breaks(
                with(SampleMessages.informationalRequest(), new UnknownPayload(type, true, Bytes.EMPTY)),
                RuleViolation.UNKNOWN_CRITICAL_PAYLOAD);
        assertThat(RuleViolation.UNKNOWN_CRITICAL_PAYLOAD.notifyType())
                .isEqualTo(NotifyType.UNSUPPORTED_CRITICAL_PAYLOAD);
        assertThat(RuleViolation.PAYLOAD_REPEATED.notifyType()).isEqualTo(NotifyType.INVALID_SYNTAX);
    }

    @Test
    @Requirement("RFC 7296 3.10.1-3")
    void status_notifies_may_be_anywhere_and_count_where_they_have_a_place() {
        assertThat(ExchangeRules.check(with(SampleMessages.ikeSaInitRequest(), TRANSPORT)))
                .isEmpty();
        assertThat(ExchangeRules.check(
                        with(SampleMessages.ikeAuthRequest(), NotifyPayload.of(NotifyType.UPDATE_SA_ADDRESSES))))
                .isEmpty();
        assertThat(ExchangeRules.check(with(SampleMessages.ikeAuthRequest(), NotifyPayload.of(new NotifyType(40_960)))))
                .isEmpty();
        breaks(with(SampleMessages.createChildSaRequest(), TRANSPORT), RuleViolation.NOTIFY_REPEATED);
    }

    @Test
    @Requirement("RFC 7296 3.10.1-2")
    void an_error_has_no_place_in_a_request_unless_nobody_knows_it() {
        IkeMessage request = SampleMessages.createChildSaRequest();
        breaks(with(request, NotifyPayload.of(NotifyType.INVALID_SYNTAX)), RuleViolation.ERROR_IN_REQUEST);
        assertThat(ExchangeRules.check(with(request, NotifyPayload.of(new NotifyType(8_191)))))
                .isEmpty();
        assertThat(ExchangeRules.check(with(
                        SampleMessages.informationalRequest(), NotifyPayload.of(NotifyType.AUTHENTICATION_FAILED))))
                .isEmpty();
    }

    @Test
    void an_unknown_exchange_is_seen_inside_and_outside() {
        IkeMessage unknown = IkeMessage.of(IkeHeader.request(1, 2, new ExchangeType(99), true, 0));

        breaks(unknown, RuleViolation.UNKNOWN_EXCHANGE);
        assertThat(ExchangeRules.checkEnvelope(unknown)).contains(RuleViolation.UNKNOWN_EXCHANGE);
    }

    @Test
    @Requirement("RFC 7296 1.4-1")
    void only_ike_sa_init_is_in_clear() {
        assertThat(ExchangeRules.checkEnvelope(SampleMessages.ikeSaInitRequest()))
                .isEmpty();
        assertThat(ExchangeRules.checkEnvelope(SampleMessages.sealed())).isEmpty();
        assertThat(ExchangeRules.checkEnvelope(SampleMessages.fragment())).isEmpty();
        assertThat(ExchangeRules.checkEnvelope(SampleMessages.informationalRequest()))
                .contains(RuleViolation.CONTENT_IN_CLEAR);
        assertThat(ExchangeRules.checkEnvelope(new IkeMessage(
                        SampleMessages.sealed().header(),
                        List.of(TRANSPORT, SampleMessages.sealed().payloads().get(0)))))
                .contains(RuleViolation.CONTENT_IN_CLEAR);
        assertThat(ExchangeRules.checkEnvelope(new IkeMessage(
                        SampleMessages.ikeSaInitRequest().header(),
                        SampleMessages.sealed().payloads())))
                .contains(RuleViolation.ENCRYPTED_BEFORE_KEYS);
    }

    private static void breaks(IkeMessage message, RuleViolation violation) {
        assertThat(ExchangeRules.check(message)).contains(violation);
    }

    private static IkeMessage without(IkeMessage message, Class<? extends Payload> kind) {
        return new IkeMessage(
                message.header(),
                message.payloads().stream()
                        .filter(Predicate.not(kind::isInstance))
                        .toList());
    }

    private static IkeMessage with(IkeMessage message, Payload payload) {
        List<Payload> payloads = new ArrayList<>(message.payloads());
        payloads.add(payload);
        return new IkeMessage(message.header(), payloads);
    }
}
