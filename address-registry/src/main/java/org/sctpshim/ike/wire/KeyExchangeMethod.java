package org.sctpshim.ike.wire;

/**
 * Key Exchange Method Transform IDs, once called Diffie-Hellman groups (transform type 4).
 *
 * @param code the number on the wire
 */
public record KeyExchangeMethod(int code) {
    // Before the constants, which register their names here.
    private static final CodeNames NAMES = new CodeNames("KE", 65535);

    public static final KeyExchangeMethod NONE = named(0, "NONE");
    public static final KeyExchangeMethod MODP_1536 = named(5, "MODP_1536");
    public static final KeyExchangeMethod MODP_2048 = named(14, "MODP_2048");
    public static final KeyExchangeMethod MODP_3072 = named(15, "MODP_3072");
    public static final KeyExchangeMethod MODP_4096 = named(16, "MODP_4096");
    public static final KeyExchangeMethod MODP_6144 = named(17, "MODP_6144");
    public static final KeyExchangeMethod MODP_8192 = named(18, "MODP_8192");
    /** NIST P-256 (RFC 5903). */
    public static final KeyExchangeMethod ECP_256 = named(19, "ECP_256");

    public static final KeyExchangeMethod ECP_384 = named(20, "ECP_384");
    public static final KeyExchangeMethod ECP_521 = named(21, "ECP_521");
    /** X25519 (RFC 8031). */
    public static final KeyExchangeMethod CURVE25519 = named(31, "CURVE25519");

    public static final KeyExchangeMethod CURVE448 = named(32, "CURVE448");
    public static final KeyExchangeMethod ML_KEM_512 = named(35, "ML_KEM_512");
    public static final KeyExchangeMethod ML_KEM_768 = named(36, "ML_KEM_768");
    public static final KeyExchangeMethod ML_KEM_1024 = named(37, "ML_KEM_1024");

    public KeyExchangeMethod {
        NAMES.requireCode(code);
    }

    private static KeyExchangeMethod named(int code, String name) {
        return new KeyExchangeMethod(NAMES.name(code, name));
    }

    @Override
    public String toString() {
        return NAMES.of(code);
    }
}
