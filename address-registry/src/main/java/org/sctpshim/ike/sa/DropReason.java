package org.sctpshim.ike.sa;

/** Why an IKE message was dropped without an answer and without any change of state. */
public enum DropReason {
    /** The octets are no IKE message. */
    MALFORMED,
    /** The message claims another major version than 2. */
    OTHER_VERSION,
    /** No IKE SA has these SPIs. */
    UNKNOWN_SPI,
    /** It is not authentic, or its decryption failed for any cause. */
    NOT_AUTHENTIC,
    /** Its message id is beyond the window, or it answers nothing that was asked. */
    OUTSIDE_WINDOW,
    /** The exchange has no place in the state of the IKE SA. */
    UNEXPECTED_EXCHANGE,
    /** Payloads are missing or too many. */
    RULE_BROKEN,
    /** The initiator was asked to show by a cookie that it is where it says (RFC 7296 section 2.6). */
    COOKIE_DEMANDED,
    /** Too many IKE SAs are half open. */
    HALF_OPEN_LIMIT,
    /** The peer updates addresses faster than it may; it sends the update again. */
    TOO_MANY_UPDATES,
    /** No policy lets this host talk to the peer's address. */
    NO_POLICY
}
