package org.sctpshim.ike.crypto;

/** What came of combining our private key with the peer's public value. */
public sealed interface Agreement {
    /** The secret that both now share. */
    record Agreed(SharedSecret secret) implements Agreement {}

    /** The peer's value must not be used; answered with INVALID_SYNTAX. */
    record Refused(PublicValueFault fault) implements Agreement {}
}
