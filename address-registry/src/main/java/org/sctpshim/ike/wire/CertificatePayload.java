package org.sctpshim.ike.wire;

/**
 * Certificate payload (RFC 7296 section 3.6): an octet of encoding, then the data.
 */
public record CertificatePayload(CertificateEncoding encoding, Bytes data) implements Payload {
    @Override
    public PayloadType type() {
        return PayloadType.CERT;
    }

    static CertificatePayload read(OctetReader in) throws MalformedMessageException {
        CertificateEncoding encoding = new CertificateEncoding(in.u8("certificate encoding"));
        return new CertificatePayload(encoding, in.rest());
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(encoding.code()).bytes(data);
    }
}
