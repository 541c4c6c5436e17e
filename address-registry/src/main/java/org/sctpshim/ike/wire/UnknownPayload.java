package org.sctpshim.ike.wire;

/**
 * A payload of a type that we do not know. Skipped unless its critical flag is set; then the whole message is refused
 * with UNSUPPORTED_CRITICAL_PAYLOAD (RFC 7296 section 2.5).
 */
public record UnknownPayload(PayloadType type, boolean critical, Bytes data) implements Payload {
    public UnknownPayload {
        if (type.isKnown() || type.equals(PayloadType.NONE)) {
            throw new IllegalArgumentException(type + " is not an unknown payload");
        }
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.bytes(data);
    }
}
