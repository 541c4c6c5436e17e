package org.sctpshim.ike.wire;

/** Vendor ID payload (RFC 7296 section 3.12): octets that only those who know them understand. */
public record VendorIdPayload(Bytes vendorId) implements Payload {
    @Override
    public PayloadType type() {
        return PayloadType.V;
    }

    static VendorIdPayload read(OctetReader in) {
        return new VendorIdPayload(in.rest());
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.bytes(vendorId);
    }
}
