package org.sctpshim.ike.auth;

import java.io.ByteArrayInputStream;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.CertificateEncoding;
import org.sctpshim.ike.wire.CertificatePayload;
import org.sctpshim.ike.wire.IkeMessage;

/**
 * What a peer's CERT payloads hold: its own certificate first, then what may lead from it to an authority, revocation
 * lists and OCSP responses, in any order (RFC 7296 section 3.6, RFC 4806). What cannot be read is left out, and so are
 * keys that would be dear to use.
 */
final class PresentedCertificates {
    /** Octets of one certificate that are plenty: those of today's largest post-quantum signatures included. */
    private static final int MOST_OCTETS = 16_384;

    private final List<X509Certificate> certificates = new ArrayList<>();
    private final List<X509CRL> crls = new ArrayList<>();
    private final List<Bytes> ocspResponses = new ArrayList<>();

    private PresentedCertificates() {}

    static PresentedCertificates read(IkeMessage message) {
        PresentedCertificates presented = new PresentedCertificates();
        message.all(CertificatePayload.class).forEach(presented::take);
        return presented;
    }

    private void take(CertificatePayload payload) {
        CertificateEncoding encoding = payload.encoding();
        if (encoding.equals(CertificateEncoding.X509_SIGNATURE)
                && payload.data().length() <= MOST_OCTETS) {
            certificate(payload.data()).ifPresent(certificates::add);
        } else if (encoding.equals(CertificateEncoding.CRL)) {
            crl(payload.data()).ifPresent(crls::add);
        } else if (encoding.equals(CertificateEncoding.OCSP_CONTENT)) {
            ocspResponses.add(payload.data());
        }
    }

    private static Optional<X509Certificate> certificate(Bytes der) {
        try {
            X509Certificate certificate =
                    (X509Certificate) factory().generateCertificate(new ByteArrayInputStream(der.toArray()));
            return Optional.of(certificate);
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }

    static Optional<X509CRL> crl(Bytes der) {
        try {
            return Optional.of((X509CRL) factory().generateCRL(new ByteArrayInputStream(der.toArray())));
        } catch (CRLException | CertificateException e) {
            return Optional.empty();
        }
    }

    static CertificateFactory factory() throws CertificateException {
        return CertificateFactory.getInstance("X.509");
    }

    /** The peer's own certificate, which has to be the first one. */
    Optional<X509Certificate> own() {
        return certificates.stream().findFirst();
    }

    /** The others, those that are too weak left out. */
    List<X509Certificate> others() {
        return certificates.stream()
                .skip(1)
                .filter(certificate -> CertificateFacts.weakness(certificate).isEmpty())
                .toList();
    }

    List<X509CRL> crls() {
        return crls;
    }

    List<Bytes> ocspResponses() {
        return ocspResponses;
    }
}
