package org.sctpshim.ike.wire;

/**
 * Integrity Algorithm Transform IDs (transform type 3).
 *
 * @param code the number on the wire
 */
public record IntegrityAlgorithm(int code) {
    // Before the constants, which register their names here.
    private static final CodeNames NAMES = new CodeNames("AUTH", 65535);

    public static final IntegrityAlgorithm NONE = named(0, "NONE");
    public static final IntegrityAlgorithm AUTH_HMAC_SHA1_96 = named(2, "AUTH_HMAC_SHA1_96");
    public static final IntegrityAlgorithm AUTH_AES_XCBC_96 = named(5, "AUTH_AES_XCBC_96");
    public static final IntegrityAlgorithm AUTH_AES_CMAC_96 = named(8, "AUTH_AES_CMAC_96");
    public static final IntegrityAlgorithm AUTH_AES_128_GMAC = named(9, "AUTH_AES_128_GMAC");
    public static final IntegrityAlgorithm AUTH_AES_192_GMAC = named(10, "AUTH_AES_192_GMAC");
    public static final IntegrityAlgorithm AUTH_AES_256_GMAC = named(11, "AUTH_AES_256_GMAC");
    public static final IntegrityAlgorithm AUTH_HMAC_SHA2_256_128 = named(12, "AUTH_HMAC_SHA2_256_128");
    public static final IntegrityAlgorithm AUTH_HMAC_SHA2_384_192 = named(13, "AUTH_HMAC_SHA2_384_192");
    public static final IntegrityAlgorithm AUTH_HMAC_SHA2_512_256 = named(14, "AUTH_HMAC_SHA2_512_256");

    public IntegrityAlgorithm {
        NAMES.requireCode(code);
    }

    private static IntegrityAlgorithm named(int code, String name) {
        return new IntegrityAlgorithm(NAMES.name(code, name));
    }

    @Override
    public String toString() {
        return NAMES.of(code);
    }
}
