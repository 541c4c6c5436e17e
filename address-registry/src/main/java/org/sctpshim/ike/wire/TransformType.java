package org.sctpshim.ike.wire;

/**
 * Transform Type Values (RFC 7296 section 3.3.2, RFC 9370).
 *
 * @param code the number on the wire
 */
public record TransformType(int code) {
    // Before the constants, which register their names here.
    private static final CodeNames NAMES = new CodeNames("TRANSFORM_TYPE", 255);

    /** Encryption algorithm. */
    public static final TransformType ENCR = named(1, "ENCR");
    /** Pseudorandom function. */
    public static final TransformType PRF = named(2, "PRF");
    /** Integrity algorithm. */
    public static final TransformType INTEG = named(3, "INTEG");
    /** Key exchange method. */
    public static final TransformType KE = named(4, "KE");
    /** Sequence numbers. */
    public static final TransformType ESN = named(5, "ESN");
    /** Additional key exchange 1. */
    public static final TransformType ADDKE1 = named(6, "ADDKE1");
    /** Additional key exchange 2. */
    public static final TransformType ADDKE2 = named(7, "ADDKE2");
    /** Additional key exchange 3. */
    public static final TransformType ADDKE3 = named(8, "ADDKE3");
    /** Additional key exchange 4. */
    public static final TransformType ADDKE4 = named(9, "ADDKE4");
    /** Additional key exchange 5. */
    public static final TransformType ADDKE5 = named(10, "ADDKE5");
    /** Additional key exchange 6. */
    public static final TransformType ADDKE6 = named(11, "ADDKE6");
    /** Additional key exchange 7. */
    public static final TransformType ADDKE7 = named(12, "ADDKE7");

    public TransformType {
        NAMES.requireCode(code);
    }

    private static TransformType named(int code, String name) {
        return new TransformType(NAMES.name(code, name));
    }

    @Override
    public String toString() {
        return NAMES.of(code);
    }
}
