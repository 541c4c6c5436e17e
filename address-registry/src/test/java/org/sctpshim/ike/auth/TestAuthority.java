package org.sctpshim.ike.auth;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.sctpshim.ike.wire.Bytes;

/** A certificate authority that a test makes up. Its certificates hold throughout 2026 unless a test says otherwise. */
public final class TestAuthority {
    /** When the tests take place. */
    public static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant END = Instant.parse("2027-01-01T00:00:00Z");
    private static final AtomicLong SERIALS = new AtomicLong(1);

    private final X509Certificate certificate;
    private final KeyPair keys;
    private final String signature;

    private TestAuthority(X509Certificate certificate, KeyPair keys, String signature) {
        this.certificate = certificate;
        this.keys = keys;
        this.signature = signature;
    }

    /** A root with a P-256 key. */
    public static TestAuthority root(String commonName) {
        return root(commonName, TestKey.P256);
    }

    static TestAuthority root(String commonName, TestKey key) {
        KeyPair keys = key.pair("root " + commonName);
        X500Name name = new X500Name("O=Test,CN=" + commonName);
        X509Certificate self = new TestCertificate(name, keys, key.signature(), "O=Test,CN=" + commonName)
                .authority()
                .issue(keys.getPublic());
        return new TestAuthority(self, keys, key.signature());
    }

    /** The description of a certificate for that subject. */
    public TestCertificate issue(String subject) {
        return new TestCertificate(name(), keys, signature, subject);
    }

    /** An authority below this one. */
    TestAuthority below(TestCertificate description, TestKey key) {
        KeyPair own = key.pair("authority " + SERIALS.incrementAndGet());
        return new TestAuthority(description.authority().issue(own.getPublic()), own, key.signature());
    }

    TestAuthority below(String commonName) {
        return below(issue("O=Test,CN=" + commonName), TestKey.P256);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    private X500Name name() {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    /** A list of those that are revoked, good for a week around {@link #NOW}. */
    public X509CRL crl(X509Certificate... revoked) {
        return crl(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(7)), revoked);
    }

    X509CRL crl(Instant from, Instant until, X509Certificate... revoked) {
        X509v2CRLBuilder builder = new X509v2CRLBuilder(name(), Date.from(from));
        builder.setNextUpdate(Date.from(until));
        for (X509Certificate each : revoked) {
            builder.addCRLEntry(each.getSerialNumber(), Date.from(from), CRLReason.keyCompromise);
        }
        try {
            byte[] der = builder.build(signer()).getEncoded();
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** An OCSP response about one certificate, signed by the authority itself. */
    public Bytes ocsp(X509Certificate about, boolean revoked) {
        return ocsp(about, revoked, NOW.plus(Duration.ofHours(1)));
    }

    /** The same, to be believed until then. */
    public Bytes ocsp(X509Certificate about, boolean revoked, Instant until) {
        try {
            DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
            CertificateID id = new CertificateID(
                    digests.get(CertificateID.HASH_SHA1),
                    new X509CertificateHolder(certificate.getEncoded()),
                    about.getSerialNumber());
            BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(
                    SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()),
                    digests.get(CertificateID.HASH_SHA1));
            CertificateStatus status = revoked
                    ? new RevokedStatus(Date.from(NOW.minus(Duration.ofDays(2))), CRLReason.keyCompromise)
                    : CertificateStatus.GOOD;
            builder.addResponse(id, status, Date.from(NOW.minus(Duration.ofHours(1))), Date.from(until), null);
            return Bytes.of(new OCSPRespBuilder()
                    .build(
                            OCSPRespBuilder.SUCCESSFUL,
                            builder.build(signer(), new X509CertificateHolder[0], Date.from(NOW)))
                    .getEncoded());
        } catch (IOException | GeneralSecurityException | OperatorCreationException | OCSPException e) {
            throw new AssertionError(e);
        }
    }

    private ContentSigner signer() {
        return signer(keys, signature);
    }

    static ContentSigner signer(KeyPair keys, String signature) {
        try {
            return new JcaContentSignerBuilder(signature).build(keys.getPrivate());
        } catch (OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    static BigInteger serial() {
        return BigInteger.valueOf(SERIALS.incrementAndGet());
    }

    /** Trust in this authority alone. */
    public TrustAnchors.Builder trusted() {
        return TrustAnchors.named("test").trust(List.of(certificate));
    }
}
