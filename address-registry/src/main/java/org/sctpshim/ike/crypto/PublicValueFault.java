package org.sctpshim.ike.crypto;

/** What can be wrong with a peer's public value. */
public enum PublicValueFault {
    /** Not the length that the method prescribes. */
    WRONG_LENGTH,
    /** Coordinates that are not those of a point of the curve (RFC 5903 section 9). */
    NOT_ON_CURVE,
    /** A point that makes the result zero whatever our key (RFC 8031 section 3.2). */
    LOW_ORDER,
    /** A number that is not in 2..p-2, which makes the result one of few (RFC 6989 section 2.1). */
    OUT_OF_RANGE,
    /** An encapsulation key with a coefficient beyond the modulus (FIPS 203 section 7.2). */
    NOT_REDUCED
}
