package org.sctpshim.ike.wire;

/**
 * IKEv2 Certificate Encodings (RFC 7296 section 3.6).
 *
 * @param code the number on the wire
 */
public record CertificateEncoding(int code) {
    // Before the constants, which register their names here.
    private static final CodeNames NAMES = new CodeNames("CERT_ENCODING", 255);

    public static final CertificateEncoding PKCS7_X509 = named(1, "PKCS7_X509");
    /** X.509 Certificate - Signature. */
    public static final CertificateEncoding X509_SIGNATURE = named(4, "X509_SIGNATURE");

    public static final CertificateEncoding CRL = named(7, "CRL");
    public static final CertificateEncoding X509_HASH_AND_URL = named(12, "X509_HASH_AND_URL");
    public static final CertificateEncoding X509_BUNDLE_HASH_AND_URL = named(13, "X509_BUNDLE_HASH_AND_URL");
    public static final CertificateEncoding OCSP_CONTENT = named(14, "OCSP_CONTENT");
    public static final CertificateEncoding RAW_PUBLIC_KEY = named(15, "RAW_PUBLIC_KEY");

    public CertificateEncoding {
        NAMES.requireCode(code);
    }

    private static CertificateEncoding named(int code, String name) {
        return new CertificateEncoding(NAMES.name(code, name));
    }

    @Override
    public String toString() {
        return NAMES.of(code);
    }
}
