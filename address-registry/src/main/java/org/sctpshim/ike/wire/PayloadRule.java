package org.sctpshim.ike.wire;

/** One row of a message's table: how often payloads of a type may appear, and which rule is broken where one misses. */
record PayloadRule(PayloadType type, int least, int most, RuleViolation ifMissing) {
    private static final int MANY = WireLimits.PAYLOADS;

    static PayloadRule one(PayloadType type, RuleViolation ifMissing) {
        return new PayloadRule(type, 1, 1, ifMissing);
    }

    static PayloadRule optional(PayloadType type) {
        return upTo(1, type);
    }

    static PayloadRule upTo(int most, PayloadType type) {
        // With a least of 0 none can be missing.
        return new PayloadRule(type, 0, most, RuleViolation.PAYLOAD_OUT_OF_PLACE);
    }

    static PayloadRule any(PayloadType type) {
        return upTo(MANY, type);
    }

    static PayloadRule atLeastOne(PayloadType type, RuleViolation ifMissing) {
        return new PayloadRule(type, 1, MANY, ifMissing);
    }
}
