package org.sctpshim.ike.wire;

/**
 * Sequence Numbers Transform IDs (transform type 5, RFC 4303 section 2.2.1).
 *
 * @param code the number on the wire
 */
public record SequenceNumbers(int code) {
    // Before the constants, which register their names here.
    private static final CodeNames NAMES = new CodeNames("ESN", 65535);

    /** 32-bit sequence numbers. */
    public static final SequenceNumbers NO_ESN = named(0, "NO_ESN");
    /** 64-bit extended sequence numbers. */
    public static final SequenceNumbers ESN = named(1, "ESN");

    public SequenceNumbers {
        NAMES.requireCode(code);
    }

    private static SequenceNumbers named(int code, String name) {
        return new SequenceNumbers(NAMES.name(code, name));
    }

    @Override
    public String toString() {
        return NAMES.of(code);
    }
}
