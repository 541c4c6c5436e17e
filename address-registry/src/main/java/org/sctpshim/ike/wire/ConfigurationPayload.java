package org.sctpshim.ike.wire;

/** Configuration payload (RFC 7296 section 3.15), kept unread: we neither ask for nor hand out addresses. */
public record ConfigurationPayload(Bytes data) implements Payload {
    @Override
    public PayloadType type() {
        return PayloadType.CP;
    }

    static ConfigurationPayload read(OctetReader in) {
        return new ConfigurationPayload(in.rest());
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.bytes(data);
    }
}
