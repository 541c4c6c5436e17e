package org.sctpshim.ike.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Checks messages against the tables of {@link MessageKind} and of the notifies. The order of payloads is not looked at:
 * RFC 7296 section 1.2 has recipients accept any.
 */
public final class ExchangeRules {
    private ExchangeRules() {}

    /**
     * Checks a message as it stands on the wire, before anything is opened: IKE_SA_INIT is in clear, and any other is
     * one encrypted payload and nothing else. What it says of an unauthenticated message is for counters, not for an
     * answer.
     */
    public static Optional<RuleViolation> checkEnvelope(IkeMessage message) {
        if (MessageKind.of(message).isEmpty()) {
            return Optional.of(RuleViolation.UNKNOWN_EXCHANGE);
        }
        if (message.header().exchange().equals(ExchangeType.IKE_SA_INIT)) {
            return message.isSealed() ? Optional.of(RuleViolation.ENCRYPTED_BEFORE_KEYS) : Optional.empty();
        }
        return message.isSealed() && message.payloads().size() == 1
                ? Optional.empty()
                : Optional.of(RuleViolation.CONTENT_IN_CLEAR);
    }

    /** Checks the content of a message: that of IKE_SA_INIT as it came, any other's opened. */
    public static Optional<RuleViolation> check(IkeMessage message) {
        Optional<MessageKind> kind = MessageKind.of(message);
        if (kind.isEmpty()) {
            return Optional.of(RuleViolation.UNKNOWN_EXCHANGE);
        }
        return checkPayloads(kind.get(), message)
                .or(() -> checkCompany(kind.get(), message))
                .or(() -> checkNotifies(kind.get(), message));
    }

    private static Optional<RuleViolation> checkPayloads(MessageKind kind, IkeMessage message) {
        Map<PayloadType, Integer> counts = new HashMap<>();
        for (Payload payload : message.payloads()) {
            if (payload instanceof UnknownPayload unknown) {
                if (unknown.critical()) {
                    return Optional.of(RuleViolation.UNKNOWN_CRITICAL_PAYLOAD);
                }
            } else {
                counts.merge(payload.type(), 1, Integer::sum);
            }
        }
        for (PayloadRule rule : kind.rules()) {
            Integer found = counts.remove(rule.type());
            int count = found == null ? 0 : found;
            if (count < rule.least()) {
                return Optional.of(rule.ifMissing());
            }
            if (count > rule.most()) {
                return Optional.of(RuleViolation.PAYLOAD_REPEATED);
            }
        }
        return counts.isEmpty() ? Optional.empty() : Optional.of(RuleViolation.PAYLOAD_OUT_OF_PLACE);
    }

    /** Where the table leaves a Child SA to choice, it is negotiated as a whole. */
    private static Optional<RuleViolation> checkCompany(MessageKind kind, IkeMessage message) {
        if (kind != MessageKind.IKE_AUTH_REQUEST && kind != MessageKind.IKE_AUTH_RESPONSE) {
            return Optional.empty();
        }
        boolean sa = message.first(SecurityAssociationPayload.class).isPresent();
        boolean together = sa == message.trafficSelectors(PayloadType.TSI).isPresent()
                && sa == message.trafficSelectors(PayloadType.TSR).isPresent();
        return together ? Optional.empty() : Optional.of(RuleViolation.SA_AND_SELECTORS_APART);
    }

    private static Optional<RuleViolation> checkNotifies(MessageKind kind, IkeMessage message) {
        boolean errorsAllowed = message.header().response() || kind == MessageKind.INFORMATIONAL_REQUEST;
        Map<NotifyType, Integer> counts = new HashMap<>();
        for (NotifyPayload notify : message.notifies().toList()) {
            // An error type that nobody knows is ignored in a request (RFC 7296 section 3.10.1).
            if (notify.kind().isError() && notify.kind().isKnown() && !errorsAllowed) {
                return Optional.of(RuleViolation.ERROR_IN_REQUEST);
            }
            NotifyRule rule = NotifyRule.of(notify.kind());
            // One that has no place there means nothing there: status notifies may be added to any message.
            if (rule.allowedIn(kind) && counts.merge(notify.kind(), 1, Integer::sum) > rule.most()) {
                return Optional.of(RuleViolation.NOTIFY_REPEATED);
            }
        }
        return Optional.empty();
    }
}
