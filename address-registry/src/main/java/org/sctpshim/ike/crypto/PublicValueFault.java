package org.sctpshim.ike.crypto;

/** What can be wrong with a peer's public value. */
public enum PublicValueFault {
    /** Not the length that the method prescribes. */
    WRONG_LENGTH,
    /** Coordinates that are not those of a point of the curve (RFC 5903 section 9). */
    NOT_ON_CURVE,
    /** A point that makes the result zero whatever our key (RFC 8031 section 3.2). */
    LOW_ORDER
}
