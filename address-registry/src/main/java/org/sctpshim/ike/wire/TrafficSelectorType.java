package org.sctpshim.ike.wire;

/**
 * IKEv2 Traffic Selector Types (RFC 7296 section 3.13.1).
 *
 * @param code the number on the wire
 */
public record TrafficSelectorType(int code) {
    // Before the constants, which register their names here.
    private static final CodeNames NAMES = new CodeNames("TS_TYPE", 255);

    public static final TrafficSelectorType TS_IPV4_ADDR_RANGE = named(7, "TS_IPV4_ADDR_RANGE");
    public static final TrafficSelectorType TS_IPV6_ADDR_RANGE = named(8, "TS_IPV6_ADDR_RANGE");

    public TrafficSelectorType {
        NAMES.requireCode(code);
    }

    private static TrafficSelectorType named(int code, String name) {
        return new TrafficSelectorType(NAMES.name(code, name));
    }

    @Override
    public String toString() {
        return NAMES.of(code);
    }
}
