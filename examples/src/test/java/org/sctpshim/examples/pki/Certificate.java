package org.sctpshim.examples.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/** A certificate that is described, until an authority issues it. It holds for a day. */
final class Certificate {
    private static final Duration DAY = Duration.ofDays(1);
    private static final AtomicLong SERIALS = new AtomicLong(0x1000);

    private record Added(ASN1ObjectIdentifier type, boolean critical, ASN1Encodable value) {}

    private final X500Name subject;
    private final PublicKey key;
    private final List<Added> extensions = new ArrayList<>();
    private Instant from = Instant.now().minus(DAY);
    private Instant until = Instant.now().plus(DAY);

    Certificate(String subject, PublicKey key) {
        this.subject = new X500Name(subject);
        this.key = key;
    }

    Certificate expired() {
        from = Instant.now().minus(DAY.multipliedBy(2));
        until = Instant.now().minus(DAY);
        return this;
    }

    Certificate ofAnAuthority() {
        return with(Extension.basicConstraints, true, new BasicConstraints(true))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    Certificate forSignatures() {
        return with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    }

    Certificate names(GeneralName... names) {
        return with(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }

    Certificate ocspAt(String url) {
        GeneralName at = new GeneralName(GeneralName.uniformResourceIdentifier, url);
        return with(
                Extension.authorityInfoAccess, false, new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, at));
    }

    private Certificate with(ASN1ObjectIdentifier type, boolean critical, ASN1Encodable value) {
        extensions.add(new Added(type, critical, value));
        return this;
    }

    X509Certificate issue(X500Name issuer, KeyPair issuerKeys) {
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(SERIALS.incrementAndGet()),
                Date.from(from),
                Date.from(until),
                subject,
                SubjectPublicKeyInfo.getInstance(key.getEncoded()));
        try {
            JcaX509ExtensionUtils keyNames = new JcaX509ExtensionUtils();
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    keyNames.createAuthorityKeyIdentifier(issuerKeys.getPublic()));
            builder.addExtension(Extension.subjectKeyIdentifier, false, keyNames.createSubjectKeyIdentifier(key));
            for (Added each : extensions) {
                builder.addExtension(each.type(), each.critical(), each.value());
            }
            byte[] der = builder.build(Authority.signer(issuerKeys)).getEncoded();
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
