package org.sctpshim.ike.wire;

/** A rule of RFC 7296 about what a message may consist of, named by how a peer broke it. */
public enum RuleViolation {
    /** An exchange that we do not know. */
    UNKNOWN_EXCHANGE,
    /** A critical payload that we do not know: the only violation with an answer of its own. */
    UNKNOWN_CRITICAL_PAYLOAD,
    /** Content in clear where the exchange protects all of it. */
    CONTENT_IN_CLEAR,
    /** An encrypted payload in IKE_SA_INIT, where there are no keys yet. */
    ENCRYPTED_BEFORE_KEYS,
    /** A payload that has no place in this message. */
    PAYLOAD_OUT_OF_PLACE,
    /** More payloads of one type than may be. */
    PAYLOAD_REPEATED,
    MESSAGE_WITHOUT_SA,
    MESSAGE_WITHOUT_KE,
    MESSAGE_WITHOUT_NONCE,
    AUTH_WITHOUT_IDENTIFICATION,
    AUTH_WITHOUT_AUTHENTICATION,
    CHILD_WITHOUT_SELECTORS,
    /** SA, TSi and TSr come together or not at all. */
    SA_AND_SELECTORS_APART,
    /** A refusal that does not say why. */
    REFUSAL_WITHOUT_NOTIFY,
    /** More notifies of one type than may be. */
    NOTIFY_REPEATED,
    /** An error reported in a request that is no INFORMATIONAL. */
    ERROR_IN_REQUEST;

    /** What the peer is told, once it is authenticated. */
    public NotifyType notifyType() {
        return this == UNKNOWN_CRITICAL_PAYLOAD ? NotifyType.UNSUPPORTED_CRITICAL_PAYLOAD : NotifyType.INVALID_SYNTAX;
    }

    /** The same as it is written, with the type of the payload that is critical and unknown. */
    public NotifyPayload notification(IkeMessage request) {
        return request.all(UnknownPayload.class)
                .filter(UnknownPayload::critical)
                .findFirst()
                .map(critical -> NotifyPayload.unsupportedCriticalPayload(critical.type()))
                .orElseGet(() -> NotifyPayload.of(notifyType()));
    }

    /** Whether only a notify is at fault; where nothing rests on it, such a message can still be used. */
    public boolean isOfNotify() {
        return this == NOTIFY_REPEATED;
    }
}
