package org.sctpshim.ike.wire;

import static org.sctpshim.ike.wire.PayloadRule.any;
import static org.sctpshim.ike.wire.PayloadRule.atLeastOne;
import static org.sctpshim.ike.wire.PayloadRule.one;
import static org.sctpshim.ike.wire.PayloadRule.optional;
import static org.sctpshim.ike.wire.PayloadRule.upTo;
import static org.sctpshim.ike.wire.PayloadType.AUTH;
import static org.sctpshim.ike.wire.PayloadType.CERT;
import static org.sctpshim.ike.wire.PayloadType.CERTREQ;
import static org.sctpshim.ike.wire.PayloadType.CP;
import static org.sctpshim.ike.wire.PayloadType.D;
import static org.sctpshim.ike.wire.PayloadType.IDI;
import static org.sctpshim.ike.wire.PayloadType.IDR;
import static org.sctpshim.ike.wire.PayloadType.KE;
import static org.sctpshim.ike.wire.PayloadType.N;
import static org.sctpshim.ike.wire.PayloadType.NONCE;
import static org.sctpshim.ike.wire.PayloadType.SA;
import static org.sctpshim.ike.wire.PayloadType.TSI;
import static org.sctpshim.ike.wire.PayloadType.TSR;
import static org.sctpshim.ike.wire.PayloadType.V;
import static org.sctpshim.ike.wire.RuleViolation.AUTH_WITHOUT_AUTHENTICATION;
import static org.sctpshim.ike.wire.RuleViolation.AUTH_WITHOUT_IDENTIFICATION;
import static org.sctpshim.ike.wire.RuleViolation.CHILD_WITHOUT_SELECTORS;
import static org.sctpshim.ike.wire.RuleViolation.MESSAGE_WITHOUT_KE;
import static org.sctpshim.ike.wire.RuleViolation.MESSAGE_WITHOUT_NONCE;
import static org.sctpshim.ike.wire.RuleViolation.MESSAGE_WITHOUT_SA;
import static org.sctpshim.ike.wire.RuleViolation.REFUSAL_WITHOUT_NOTIFY;

import java.util.List;
import java.util.Optional;

/**
 * The kinds of message that there are, each with the table of its payloads (RFC 7296 sections 1.2 to 1.4 and appendix
 * C). A response that refuses is a kind of its own: it has notifies in place of what was asked for.
 */
public enum MessageKind {
    IKE_SA_INIT_REQUEST(
            one(SA, MESSAGE_WITHOUT_SA),
            one(KE, MESSAGE_WITHOUT_KE),
            one(NONCE, MESSAGE_WITHOUT_NONCE),
            any(N),
            any(V)),
    IKE_SA_INIT_RESPONSE(
            one(SA, MESSAGE_WITHOUT_SA),
            one(KE, MESSAGE_WITHOUT_KE),
            one(NONCE, MESSAGE_WITHOUT_NONCE),
            upTo(Most.CERTIFICATE_REQUESTS, CERTREQ),
            any(N),
            any(V)),
    IKE_SA_INIT_REFUSAL(atLeastOne(N, REFUSAL_WITHOUT_NOTIFY), any(V)),
    IKE_AUTH_REQUEST(
            one(IDI, AUTH_WITHOUT_IDENTIFICATION),
            upTo(Most.CERTIFICATES, CERT),
            upTo(Most.CERTIFICATE_REQUESTS, CERTREQ),
            optional(IDR),
            one(AUTH, AUTH_WITHOUT_AUTHENTICATION),
            optional(CP),
            optional(SA),
            optional(TSI),
            optional(TSR),
            any(N),
            any(V)),
    IKE_AUTH_RESPONSE(
            one(IDR, AUTH_WITHOUT_IDENTIFICATION),
            upTo(Most.CERTIFICATES, CERT),
            one(AUTH, AUTH_WITHOUT_AUTHENTICATION),
            optional(CP),
            optional(SA),
            optional(TSI),
            optional(TSR),
            any(N),
            any(V)),
    IKE_AUTH_REFUSAL(atLeastOne(N, REFUSAL_WITHOUT_NOTIFY), any(V)),
    CREATE_CHILD_SA_REQUEST(
            one(SA, MESSAGE_WITHOUT_SA),
            one(NONCE, MESSAGE_WITHOUT_NONCE),
            optional(KE),
            one(TSI, CHILD_WITHOUT_SELECTORS),
            one(TSR, CHILD_WITHOUT_SELECTORS),
            optional(CP),
            any(N),
            any(V)),
    CREATE_CHILD_SA_RESPONSE(
            one(SA, MESSAGE_WITHOUT_SA),
            one(NONCE, MESSAGE_WITHOUT_NONCE),
            optional(KE),
            one(TSI, CHILD_WITHOUT_SELECTORS),
            one(TSR, CHILD_WITHOUT_SELECTORS),
            optional(CP),
            any(N),
            any(V)),
    REKEY_IKE_SA_REQUEST(
            one(SA, MESSAGE_WITHOUT_SA),
            one(NONCE, MESSAGE_WITHOUT_NONCE),
            one(KE, MESSAGE_WITHOUT_KE),
            any(N),
            any(V)),
    REKEY_IKE_SA_RESPONSE(
            one(SA, MESSAGE_WITHOUT_SA),
            one(NONCE, MESSAGE_WITHOUT_NONCE),
            one(KE, MESSAGE_WITHOUT_KE),
            any(N),
            any(V)),
    CREATE_CHILD_SA_REFUSAL(atLeastOne(N, REFUSAL_WITHOUT_NOTIFY), any(V)),
    INFORMATIONAL_REQUEST(any(N), upTo(Most.DELETES, D), optional(CP), any(V)),
    INFORMATIONAL_RESPONSE(any(N), upTo(Most.DELETES, D), optional(CP), any(V)),
    IKE_INTERMEDIATE_REQUEST(optional(KE), any(N), any(V)),
    IKE_INTERMEDIATE_RESPONSE(optional(KE), any(N), any(V)),
    IKE_FOLLOWUP_KE_REQUEST(one(KE, MESSAGE_WITHOUT_KE), any(N), any(V)),
    IKE_FOLLOWUP_KE_RESPONSE(one(KE, MESSAGE_WITHOUT_KE), any(N), any(V)),
    IKE_FOLLOWUP_KE_REFUSAL(atLeastOne(N, REFUSAL_WITHOUT_NOTIFY), any(V));

    @SuppressWarnings("ImmutableEnumChecker") // a list of records, never changed
    private final List<PayloadRule> rules;

    MessageKind(PayloadRule... rules) {
        this.rules = List.of(rules);
    }

    /** The table's rows. */
    List<PayloadRule> rules() {
        return rules;
    }

    /** Which kind a message is, its content opened; none for an exchange that we do not know. */
    public static Optional<MessageKind> of(IkeMessage message) {
        boolean response = message.header().response();
        return Optional.ofNullable(
                switch (message.header().exchange().code()) {
                    case 34 ->
                        response ? answer(message, IKE_SA_INIT_RESPONSE, IKE_SA_INIT_REFUSAL) : IKE_SA_INIT_REQUEST;
                    case 35 -> response ? answer(message, IKE_AUTH_RESPONSE, IKE_AUTH_REFUSAL) : IKE_AUTH_REQUEST;
                    case 36 -> createChildSa(message, response);
                    case 37 -> response ? INFORMATIONAL_RESPONSE : INFORMATIONAL_REQUEST;
                    case 43 -> response ? IKE_INTERMEDIATE_RESPONSE : IKE_INTERMEDIATE_REQUEST;
                    case 44 ->
                        response
                                ? answer(message, IKE_FOLLOWUP_KE_RESPONSE, IKE_FOLLOWUP_KE_REFUSAL)
                                : IKE_FOLLOWUP_KE_REQUEST;
                    default -> null;
                });
    }

    private static MessageKind createChildSa(IkeMessage message, boolean response) {
        boolean ikeSa = message.first(SecurityAssociationPayload.class)
                .map(sa -> sa.proposals().get(0).protocol().equals(ProtocolId.IKE))
                .orElse(false);
        if (response) {
            return answer(message, ikeSa ? REKEY_IKE_SA_RESPONSE : CREATE_CHILD_SA_RESPONSE, CREATE_CHILD_SA_REFUSAL);
        }
        return ikeSa ? REKEY_IKE_SA_REQUEST : CREATE_CHILD_SA_REQUEST;
    }

    /** A response that has nothing but notifies and vendor ids refuses. */
    private static MessageKind answer(IkeMessage message, MessageKind response, MessageKind refusal) {
        boolean bare = message.payloads().stream()
                .allMatch(
                        p -> p instanceof NotifyPayload || p instanceof VendorIdPayload || p instanceof UnknownPayload);
        return bare ? refusal : response;
    }

    /** How many of what comes from certificate stores and SA tables is plenty. */
    private static final class Most {
        static final int CERTIFICATES = 8;
        static final int CERTIFICATE_REQUESTS = 5;
        static final int DELETES = 20;
    }
}
