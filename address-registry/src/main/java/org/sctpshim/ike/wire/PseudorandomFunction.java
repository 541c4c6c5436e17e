package org.sctpshim.ike.wire;

/**
 * Pseudorandom Function Transform IDs (transform type 2).
 *
 * @param code the number on the wire
 */
public record PseudorandomFunction(int code) {
    // Before the constants, which register their names here.
    private static final CodeNames NAMES = new CodeNames("PRF", 65535);

    public static final PseudorandomFunction PRF_HMAC_SHA1 = named(2, "PRF_HMAC_SHA1");
    public static final PseudorandomFunction PRF_AES128_XCBC = named(4, "PRF_AES128_XCBC");
    public static final PseudorandomFunction PRF_HMAC_SHA2_256 = named(5, "PRF_HMAC_SHA2_256");
    public static final PseudorandomFunction PRF_HMAC_SHA2_384 = named(6, "PRF_HMAC_SHA2_384");
    public static final PseudorandomFunction PRF_HMAC_SHA2_512 = named(7, "PRF_HMAC_SHA2_512");
    public static final PseudorandomFunction PRF_AES128_CMAC = named(8, "PRF_AES128_CMAC");

    public PseudorandomFunction {
        NAMES.requireCode(code);
    }

    private static PseudorandomFunction named(int code, String name) {
        return new PseudorandomFunction(NAMES.name(code, name));
    }

    @Override
    public String toString() {
        return NAMES.of(code);
    }
}
