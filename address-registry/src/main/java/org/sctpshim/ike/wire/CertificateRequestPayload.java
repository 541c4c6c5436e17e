package org.sctpshim.ike.wire;

/**
 * Certificate Request payload (RFC 7296 section 3.7): an octet of encoding, then for X.509 the SHA-1 hashes of the
 * trusted authorities' public keys.
 */
public record CertificateRequestPayload(CertificateEncoding encoding, Bytes data) implements Payload {
    @Override
    public PayloadType type() {
        return PayloadType.CERTREQ;
    }

    static CertificateRequestPayload read(OctetReader in) throws MalformedMessageException {
        CertificateEncoding encoding = new CertificateEncoding(in.u8("certificate encoding"));
        return new CertificateRequestPayload(encoding, in.rest());
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(encoding.code()).bytes(data);
    }
}
