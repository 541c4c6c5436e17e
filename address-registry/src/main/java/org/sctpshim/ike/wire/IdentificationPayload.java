package org.sctpshim.ike.wire;

/**
 * Identification payload (RFC 7296 section 3.5), IDi or IDr.
 *
 * @param type {@link PayloadType#IDI} or {@link PayloadType#IDR}
 */
public record IdentificationPayload(PayloadType type, Identification identification) implements Payload {
    public IdentificationPayload {
        if (!type.equals(PayloadType.IDI) && !type.equals(PayloadType.IDR)) {
            throw new IllegalArgumentException(type + " is neither IDi nor IDr");
        }
    }

    public static IdentificationPayload initiator(Identification identification) {
        return new IdentificationPayload(PayloadType.IDI, identification);
    }

    public static IdentificationPayload responder(Identification identification) {
        return new IdentificationPayload(PayloadType.IDR, identification);
    }

    @Override
    public void writeBody(OctetWriter out) {
        identification.write(out);
    }
}
