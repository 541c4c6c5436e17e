package org.sctpshim.ike.wire;

/**
 * IKEv2 Security Protocol Identifiers (RFC 7296 section 3.3.1).
 *
 * @param code the number on the wire
 */
public record ProtocolId(int code) {
    // Before the constants, which register their names here.
    private static final CodeNames NAMES = new CodeNames("PROTOCOL", 255);

    /** In a notify that concerns no SA, or the IKE SA that carries it. */
    public static final ProtocolId NONE = named(0, "NONE");

    public static final ProtocolId IKE = named(1, "IKE");
    public static final ProtocolId AH = named(2, "AH");
    public static final ProtocolId ESP = named(3, "ESP");

    public ProtocolId {
        NAMES.requireCode(code);
    }

    private static ProtocolId named(int code, String name) {
        return new ProtocolId(NAMES.name(code, name));
    }

    @Override
    public String toString() {
        return NAMES.of(code);
    }
}
