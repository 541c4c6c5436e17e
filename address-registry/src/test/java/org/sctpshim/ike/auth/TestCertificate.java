package org.sctpshim.ike.auth;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/** A certificate that a test describes and an authority of the test issues. */
public final class TestCertificate {
    private record Added(ASN1ObjectIdentifier type, boolean critical, ASN1Encodable value) {}

    private final X500Name issuer;
    private final KeyPair issuerKeys;
    private final String subject;
    private final List<GeneralName> names = new ArrayList<>();
    private final List<Added> extensions = new ArrayList<>();
    private String signature;
    private Instant from = TestAuthority.BEGIN;
    private Instant until = TestAuthority.END;

    TestCertificate(X500Name issuer, KeyPair issuerKeys, String signature, String subject) {
        this.issuer = issuer;
        this.issuerKeys = issuerKeys;
        this.signature = signature;
        this.subject = subject;
    }

    TestCertificate signedBy(String algorithm) {
        signature = algorithm;
        return this;
    }

    public TestCertificate dns(String name) {
        names.add(new GeneralName(GeneralName.dNSName, name));
        return this;
    }

    public TestCertificate email(String mailbox) {
        names.add(new GeneralName(GeneralName.rfc822Name, mailbox));
        return this;
    }

    public TestCertificate address(String literal) {
        names.add(new GeneralName(GeneralName.iPAddress, literal));
        return this;
    }

    public TestCertificate valid(Instant begin, Instant end) {
        from = begin;
        until = end;
        return this;
    }

    TestCertificate authority() {
        return add(Extension.basicConstraints, true, new BasicConstraints(true))
                .add(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    TestCertificate usage(int bits) {
        return add(Extension.keyUsage, true, new KeyUsage(bits));
    }

    TestCertificate purpose(KeyPurposeId purpose) {
        return add(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
    }

    TestCertificate onlyBelow(String domain) {
        GeneralSubtree permitted = new GeneralSubtree(new GeneralName(GeneralName.dNSName, domain));
        return add(Extension.nameConstraints, true, new NameConstraints(new GeneralSubtree[] {permitted}, null));
    }

    public TestCertificate ocspAt(String url) {
        return add(
                Extension.authorityInfoAccess,
                false,
                new AuthorityInformationAccess(
                        AccessDescription.id_ad_ocsp, new GeneralName(GeneralName.uniformResourceIdentifier, url)));
    }

    public TestCertificate crlAt(String... urls) {
        DistributionPoint[] points = Stream.of(urls)
                .map(url -> new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, url)))
                .map(at -> new DistributionPoint(new DistributionPointName(at), null, null))
                .toArray(DistributionPoint[]::new);
        return add(Extension.cRLDistributionPoints, false, new CRLDistPoint(points));
    }

    private TestCertificate add(ASN1ObjectIdentifier type, boolean critical, ASN1Encodable value) {
        extensions.add(new Added(type, critical, value));
        return this;
    }

    public X509Certificate issue(PublicKey key) {
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                issuer,
                TestAuthority.serial(),
                Date.from(from),
                Date.from(until),
                new X500Name(subject),
                SubjectPublicKeyInfo.getInstance(key.getEncoded()));
        try {
            for (Added each : extensions) {
                builder.addExtension(each.type(), each.critical(), each.value());
            }
            if (!names.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(GeneralName[]::new)));
            }
            byte[] der =
                    builder.build(TestAuthority.signer(issuerKeys, signature)).getEncoded();
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The certificate with a key of that kind, and what leads from it to the root. */
    public CertificateCredential credential(TestKey kind, X509Certificate... leading) {
        KeyPair pair = kind.pair(subject);
        List<X509Certificate> chain = new ArrayList<>(List.of(issue(pair.getPublic())));
        chain.addAll(List.of(leading));
        return CertificateCredential.of(pair.getPrivate(), chain);
    }
}
