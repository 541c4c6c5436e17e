package org.sctpshim.ike.wire;

/** Extensible Authentication Protocol payload (RFC 7296 section 3.16), kept unread. */
public record EapPayload(Bytes data) implements Payload {
    @Override
    public PayloadType type() {
        return PayloadType.EAP;
    }

    static EapPayload read(OctetReader in) {
        return new EapPayload(in.rest());
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.bytes(data);
    }
}
