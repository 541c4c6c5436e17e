package org.sctpshim.ike.wire;

/**
 * IKEv2 Authentication Method (RFC 7296 section 3.8, RFC 7427, RFC 7619).
 *
 * @param code the number on the wire
 */
public record AuthenticationMethod(int code) {
    // Before the constants, which register their names here.
    private static final CodeNames NAMES = new CodeNames("AUTH_METHOD", 255);

    public static final AuthenticationMethod RSA_SIGNATURE = named(1, "RSA_SIGNATURE");
    /** Shared Key Message Integrity Code. */
    public static final AuthenticationMethod SHARED_KEY = named(2, "SHARED_KEY");

    public static final AuthenticationMethod DSS_SIGNATURE = named(3, "DSS_SIGNATURE");
    public static final AuthenticationMethod ECDSA_SHA2_256_P256 = named(9, "ECDSA_SHA2_256_P256");
    public static final AuthenticationMethod ECDSA_SHA2_384_P384 = named(10, "ECDSA_SHA2_384_P384");
    public static final AuthenticationMethod ECDSA_SHA2_512_P521 = named(11, "ECDSA_SHA2_512_P521");
    public static final AuthenticationMethod NULL_AUTHENTICATION = named(13, "NULL_AUTHENTICATION");
    /** RFC 7427. */
    public static final AuthenticationMethod DIGITAL_SIGNATURE = named(14, "DIGITAL_SIGNATURE");

    public AuthenticationMethod {
        NAMES.requireCode(code);
    }

    private static AuthenticationMethod named(int code, String name) {
        return new AuthenticationMethod(NAMES.name(code, name));
    }

    @Override
    public String toString() {
        return NAMES.of(code);
    }
}
