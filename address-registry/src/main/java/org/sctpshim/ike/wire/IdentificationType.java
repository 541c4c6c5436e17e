package org.sctpshim.ike.wire;

/**
 * IKEv2 Identification Payload ID Types (RFC 7296 section 3.5).
 *
 * @param code the number on the wire
 */
public record IdentificationType(int code) {
    // Before the constants, which register their names here.
    private static final CodeNames NAMES = new CodeNames("ID", 255);

    public static final IdentificationType ID_IPV4_ADDR = named(1, "ID_IPV4_ADDR");
    public static final IdentificationType ID_FQDN = named(2, "ID_FQDN");
    public static final IdentificationType ID_RFC822_ADDR = named(3, "ID_RFC822_ADDR");
    public static final IdentificationType ID_IPV6_ADDR = named(5, "ID_IPV6_ADDR");
    public static final IdentificationType ID_DER_ASN1_DN = named(9, "ID_DER_ASN1_DN");
    public static final IdentificationType ID_DER_ASN1_GN = named(10, "ID_DER_ASN1_GN");
    public static final IdentificationType ID_KEY_ID = named(11, "ID_KEY_ID");
    public static final IdentificationType ID_FC_NAME = named(12, "ID_FC_NAME");
    public static final IdentificationType ID_NULL = named(13, "ID_NULL");

    public IdentificationType {
        NAMES.requireCode(code);
    }

    private static IdentificationType named(int code, String name) {
        return new IdentificationType(NAMES.name(code, name));
    }

    @Override
    public String toString() {
        return NAMES.of(code);
    }
}
