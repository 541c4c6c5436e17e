package org.sctpshim.ike.auth;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.sctpshim.ike.wire.Bytes;

/** Where a certificate says that its status can be asked (RFC 5280 sections 4.2.1.13 and 4.2.2.1). */
final class RevocationSources {
    private static final String AUTHORITY_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";
    private static final String CRL_DISTRIBUTION_POINTS = "2.5.29.31";

    private static final String SHA_1 = "1.3.14.3.2.26";

    /** Sources of one certificate that are asked at most. */
    private static final int MOST = 3;

    private RevocationSources() {}

    /** OCSP first: its answers are smaller and fresher. Empty where the certificate names none, or cannot be read. */
    static List<RevocationQuery> of(X509Certificate certificate, X509Certificate issuer) {
        List<RevocationQuery> queries = new ArrayList<>();
        try {
            ocspResponders(certificate, issuer, queries);
            distributionPoints(certificate, queries);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            // A certificate whose extensions cannot be read names no source.
            return List.of();
        }
        return queries.subList(0, Math.min(MOST, queries.size()));
    }

    private static void ocspResponders(
            X509Certificate certificate, X509Certificate issuer, List<RevocationQuery> queries)
            throws IOException, GeneralSecurityException {
        Optional<ASN1Primitive> extension = extension(certificate, AUTHORITY_INFORMATION_ACCESS);
        if (extension.isEmpty()) {
            return;
        }
        for (AccessDescription access :
                AuthorityInformationAccess.getInstance(extension.get()).getAccessDescriptions()) {
            if (access.getAccessMethod().equals(AccessDescription.id_ad_ocsp)) {
                Optional<URI> at = uri(access.getAccessLocation());
                if (at.isPresent()) {
                    queries.add(new RevocationQuery.Ocsp(at.get(), request(certificate, issuer)));
                }
            }
        }
    }

    private static void distributionPoints(X509Certificate certificate, List<RevocationQuery> queries)
            throws IOException {
        Optional<ASN1Primitive> extension = extension(certificate, CRL_DISTRIBUTION_POINTS);
        if (extension.isEmpty()) {
            return;
        }
        for (DistributionPoint point : CRLDistPoint.getInstance(extension.get()).getDistributionPoints()) {
            DistributionPointName name = point.getDistributionPoint();
            if (name != null && name.getType() == DistributionPointName.FULL_NAME) {
                for (GeneralName each : GeneralNames.getInstance(name.getName()).getNames()) {
                    uri(each).ifPresent(at -> queries.add(new RevocationQuery.CrlAt(at)));
                }
            }
        }
    }

    private static Optional<ASN1Primitive> extension(X509Certificate certificate, String oid) throws IOException {
        byte[] encoded = certificate.getExtensionValue(oid);
        return encoded == null
                ? Optional.empty()
                : Optional.of(ASN1Primitive.fromByteArray(
                        ASN1OctetString.getInstance(encoded).getOctets()));
    }

    /** Only http: what comes is signed by itself, and anything else a certificate may name is not to be touched. */
    private static Optional<URI> uri(GeneralName name) {
        if (name.getTagNo() != GeneralName.uniformResourceIdentifier) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(name.getName().toString());
            boolean http = uri.getScheme() != null
                    && uri.getScheme().toLowerCase(Locale.ROOT).equals("http")
                    && uri.getHost() != null;
            return http ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * An OCSPRequest for one certificate (RFC 6960 section 4.1.1). SHA-1 only tells the issuer from others here; it is
     * what responders have their answers ready for.
     */
    private static Bytes request(X509Certificate certificate, X509Certificate issuer)
            throws IOException, GeneralSecurityException {
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        byte[] issuerName = sha1.digest(certificate.getIssuerX500Principal().getEncoded());
        byte[] issuerKey = sha1.digest(
                SubjectPublicKeyInfo.getInstance(issuer.getPublicKey().getEncoded())
                        .getPublicKeyData()
                        .getOctets());
        BigInteger serial = certificate.getSerialNumber();
        DERSequence id = new DERSequence(new ASN1Encodable[] {
            new AlgorithmIdentifier(new ASN1ObjectIdentifier(SHA_1), DERNull.INSTANCE),
            new DEROctetString(issuerName),
            new DEROctetString(issuerKey),
            new ASN1Integer(serial)
        });
        DERSequence requests = new DERSequence(new DERSequence(id));
        return Bytes.of(new DERSequence(new DERSequence(requests)).getEncoded(ASN1Encoding.DER));
    }
}
