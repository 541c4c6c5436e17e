package org.sctpshim.ike.auth;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sctpshim.ike.wire.Bytes;

/** What is asked of any certificate of a path, and how IKE names the key of one. */
final class CertificateFacts {
    /** SHA-2 with RSA (PKCS#1 v1.5) and ECDSA, and Ed25519; SHA-1 and MD5 sign nothing that we believe. */
    private static final Set<String> SIGNATURES = Set.of(
            "1.2.840.113549.1.1.11",
            "1.2.840.113549.1.1.12",
            "1.2.840.113549.1.1.13",
            "1.2.840.10045.4.3.2",
            "1.2.840.10045.4.3.3",
            "1.2.840.10045.4.3.4",
            "1.3.101.112");

    private static final String RSASSA_PSS = "1.2.840.113549.1.1.10";

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;
    private static final String ANY_EXTENDED_KEY_USAGE = "2.5.29.37.0";
    /** id-kp-ipsecIKE (RFC 4945 section 5.1.3.12). */
    private static final String IPSEC_IKE = "1.3.6.1.5.5.7.3.17";

    private CertificateFacts() {}

    /** The SHA-1 hash of the SubjectPublicKeyInfo, by which CERTREQ names an authority (RFC 7296 section 3.7). */
    static Bytes keyHash(PublicKey key) {
        try {
            return Bytes.of(MessageDigest.getInstance("SHA-1").digest(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks SHA-1, which CERTREQ names authorities by", e);
        }
    }

    static String name(X509Certificate certificate) {
        return "\"" + Names.printable(certificate.getSubjectX500Principal()) + "\"";
    }

    /** When the first of them expires. */
    static Instant expiry(List<X509Certificate> certificates) {
        return certificates.stream()
                .map(each -> each.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /** Why a certificate is too weak to be believed, as a sentence's end. */
    static Optional<String> weakness(X509Certificate certificate) {
        Optional<String> key = KeyKind.fault(certificate.getPublicKey());
        if (key.isPresent()) {
            return key;
        }
        return SIGNATURES.contains(certificate.getSigAlgOID()) || isStrongPss(certificate)
                ? Optional.empty()
                : Optional.of("is signed by " + certificate.getSigAlgName() + ", which is not trusted any more");
    }

    /** The hash of RSASSA-PSS is in its parameters, and SHA-1 where there are none. */
    private static boolean isStrongPss(X509Certificate certificate) {
        byte[] encoded = certificate.getSigAlgParams();
        if (!certificate.getSigAlgOID().equals(RSASSA_PSS) || encoded == null) {
            return false;
        }
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(encoded);
            return parameters
                    .getParameterSpec(PSSParameterSpec.class)
                    .getDigestAlgorithm()
                    .matches("SHA-(256|384|512)");
        } catch (GeneralSecurityException | IOException e) {
            return false;
        }
    }

    /** Why a certificate may not be used to authenticate in IKE, as a sentence's end (RFC 4945 section 5.1.3). */
    static Optional<String> misuse(X509Certificate certificate, boolean ignoreExtendedKeyUsage) {
        boolean[] usage = certificate.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE] && !usage[NON_REPUDIATION]) {
            return Optional.of(
                    "is not meant for signatures: its key usage has neither digitalSignature nor" + " nonRepudiation");
        }
        List<String> purposes = purposes(certificate);
        boolean meant = purposes.isEmpty() || purposes.contains(ANY_EXTENDED_KEY_USAGE) || purposes.contains(IPSEC_IKE);
        return meant || ignoreExtendedKeyUsage
                ? Optional.empty()
                : Optional.of("is not meant for IKE: its extended key usage is " + purposes
                        + "; issue it with ipsecIKE (1.3.6.1.5.5.7.3.17) or without, or configure that it is ignored");
    }

    private static List<String> purposes(X509Certificate certificate) {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null ? List.of() : purposes;
        } catch (CertificateParsingException e) {
            return List.of("unreadable");
        }
    }
}
