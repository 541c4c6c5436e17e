package org.sctpshim.ike.wire;

/**
 * IKEv2 Payload Types (RFC 7296 section 3.2, RFC 7383).
 *
 * @param code the number on the wire
 */
public record PayloadType(int code) {
    // Before the constants, which register their names here.
    private static final CodeNames NAMES = new CodeNames("PAYLOAD", 255);

    /** No next payload. */
    public static final PayloadType NONE = named(0, "NONE");

    public static final PayloadType SA = named(33, "SA");
    public static final PayloadType KE = named(34, "KE");
    public static final PayloadType IDI = named(35, "IDi");
    public static final PayloadType IDR = named(36, "IDr");
    public static final PayloadType CERT = named(37, "CERT");
    public static final PayloadType CERTREQ = named(38, "CERTREQ");
    public static final PayloadType AUTH = named(39, "AUTH");
    public static final PayloadType NONCE = named(40, "NONCE");
    public static final PayloadType N = named(41, "N");
    public static final PayloadType D = named(42, "D");
    public static final PayloadType V = named(43, "V");
    public static final PayloadType TSI = named(44, "TSi");
    public static final PayloadType TSR = named(45, "TSr");
    /** Encrypted and Authenticated. */
    public static final PayloadType SK = named(46, "SK");

    public static final PayloadType CP = named(47, "CP");
    public static final PayloadType EAP = named(48, "EAP");
    /** Encrypted and Authenticated Fragment. */
    public static final PayloadType SKF = named(53, "SKF");

    public PayloadType {
        NAMES.requireCode(code);
    }

    /** Whether this implementation reads the payload's body; where not, its critical flag decides. */
    public boolean isKnown() {
        return NAMES.knows(code) && code != 0;
    }

    private static PayloadType named(int code, String name) {
        return new PayloadType(NAMES.name(code, name));
    }

    @Override
    public String toString() {
        return NAMES.of(code);
    }
}
