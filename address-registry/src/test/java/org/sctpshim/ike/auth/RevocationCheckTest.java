package org.sctpshim.ike.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.CertificateEncoding;
import org.sctpshim.ike.wire.CertificatePayload;

/** Whether a certificate is revoked: from configuration, from the peer, from the network. */
class RevocationCheckTest {
    private static final TestAuthority ROOT = TestAuthority.root("revoking root");
    private static final TestAuthority LOWER = ROOT.below("lower");

    private final CertificateCredential alpha = LOWER.issue("CN=alpha")
            .dns("alpha.example")
            .ocspAt("http://ocsp.example/x")
            .crlAt("http://crl.example/lower.crl", "ldap://crl.example/lower")
            .credential(TestKey.P256, LOWER.certificate());
    private final X509Certificate certificate = alpha.certificate();

    private static CertificateAuthentication entry(TrustAnchors.Builder anchors) {
        return new CertificateAuthentication(anchors.build());
    }

    private static TrustAnchors.Builder required() {
        return ROOT.trusted().revocation(RevocationPolicy.REQUIRE);
    }

    private SampleProof proof() {
        return SampleProof.by(alpha, entry(required()));
    }

    private static CertificatePayload inBand(X509CRL crl) throws CRLException {
        return new CertificatePayload(CertificateEncoding.CRL, Bytes.of(crl.getEncoded()));
    }

    @Test
    void aRevokedCertificateIsRefusedWhereverThatIsKnownFrom() throws CRLException {
        X509CRL revoked = LOWER.crl(certificate);
        assertThat(proof().refusalBy(entry(ROOT.trusted().crls(List.of(revoked)))))
                .isEqualTo("certificate \"CN=alpha\" is revoked");
        assertThat(proof().with(inBand(revoked)).refusalBy(entry(ROOT.trusted())))
                .isEqualTo("certificate \"CN=alpha\" is revoked");
    }

    @Test
    void aRevokedAuthorityTakesItsCertificatesWithIt() {
        X509CRL revoked = ROOT.crl(LOWER.certificate());
        assertThat(proof().refusalBy(entry(ROOT.trusted().crls(List.of(revoked)))))
                .isEqualTo("certificate \"CN=lower,O=Test\" is revoked");
    }

    @Test
    void requiringMeansThatEveryCertificateOfThePathIsKnownToBeGood() {
        assertThat(proof().judgedBy(entry(required().crls(List.of(ROOT.crl(), LOWER.crl())))))
                .isInstanceOf(Judgement.Authentic.class);
        assertThat(proof().refusalBy(entry(required().crls(List.of(LOWER.crl())))))
                .isEqualTo(
                        "nobody can tell whether certificate \"CN=lower,O=Test\" is revoked, and \"test\" requires it:"
                                + " configure a current CRL of its issuer, or let it be asked online");
        assertThat(proof().judgedBy(entry(ROOT.trusted()))).isInstanceOf(Judgement.Authentic.class);
    }

    @Test
    void aListThatIsOutOfDateOrForgedTellsNothing() {
        X509CRL old = LOWER.crl(TestAuthority.BEGIN, TestAuthority.NOW.minusSeconds(7200));
        assertThat(proof().refusalBy(entry(required().crls(List.of(ROOT.crl(), old)))))
                .startsWith("nobody can tell whether certificate \"CN=alpha\"");
        TestAuthority impostor = TestAuthority.root("lower");
        assertThat(proof().refusalBy(entry(required().crls(List.of(ROOT.crl(), impostor.crl())))))
                .startsWith("nobody can tell whether certificate \"CN=alpha\"");
        assertThat(proof().judgedBy(entry(ROOT.trusted().crls(List.of(impostor.crl(certificate))))))
                .as("nor does a forged list revoke")
                .isInstanceOf(Judgement.Authentic.class);
    }

    @Test
    void offMeansThatNobodyLooks() {
        TrustAnchors.Builder off =
                ROOT.trusted().revocation(RevocationPolicy.OFF).crls(List.of(LOWER.crl(certificate)));
        assertThat(proof().judgedBy(entry(off))).isInstanceOf(Judgement.Authentic.class);
    }

    @Test
    void anOcspResponseInBandIsBelieved() {
        CertificateAuthentication entry = entry(required().crls(List.of(ROOT.crl())));
        CertificatePayload good =
                new CertificatePayload(CertificateEncoding.OCSP_CONTENT, LOWER.ocsp(certificate, false));
        CertificatePayload bad =
                new CertificatePayload(CertificateEncoding.OCSP_CONTENT, LOWER.ocsp(certificate, true));
        assertThat(proof().with(good).judgedBy(entry)).isInstanceOf(Judgement.Authentic.class);
        assertThat(proof().with(bad).refusalBy(entry)).isEqualTo("certificate \"CN=alpha\" is revoked");
        CertificatePayload forged =
                new CertificatePayload(CertificateEncoding.OCSP_CONTENT, ROOT.ocsp(certificate, false));
        assertThat(proof().with(forged).refusalBy(entry)).startsWith("nobody can tell");
        CertificatePayload garbage = new CertificatePayload(CertificateEncoding.OCSP_CONTENT, Bytes.ofHex("3003"));
        assertThat(proof().with(garbage).refusalBy(entry)).startsWith("nobody can tell");
    }

    @Test
    void theNetworkIsAskedOneSourceAfterTheOther() throws CRLException {
        CertificateAuthentication entry = entry(required().askOnline().crls(List.of(ROOT.crl())));
        Judgement first =
                proof().answered(query -> RevocationAnswers.Answer.NOT_ASKED).judgedBy(entry);
        RevocationQuery.Ocsp ocsp = (RevocationQuery.Ocsp)
                ((Judgement.Undecided) first).queries().iterator().next();
        assertThat(ocsp.at()).isEqualTo(URI.create("http://ocsp.example/x"));

        RevocationQuery crl = new RevocationQuery.CrlAt(URI.create("http://crl.example/lower.crl"));
        SampleProof ocspFailed = proof().answered(query -> query instanceof RevocationQuery.Ocsp
                ? RevocationAnswers.Answer.FAILED
                : RevocationAnswers.Answer.NOT_ASKED);
        assertThat(ocspFailed.judgedBy(entry)).isEqualTo(new Judgement.Undecided(Set.of(crl)));

        Map<RevocationQuery, RevocationAnswers.Answer> known = Map.of(
                ocsp,
                RevocationAnswers.Answer.FAILED,
                crl,
                new RevocationAnswers.Answer.Came(Bytes.of(LOWER.crl().getEncoded())));
        SampleProof answered = proof().answered(query -> known.getOrDefault(query, RevocationAnswers.Answer.FAILED));
        assertThat(answered.judgedBy(entry)).isInstanceOf(Judgement.Authentic.class);
        assertThat(proof().refusalBy(entry)).endsWith("gave a valid answer");
    }

    @Test
    void nobodyIsAskedUnlessConfigured() {
        SampleProof proof = proof().answered(query -> {
            throw new AssertionError("asked " + query);
        });
        assertThat(proof.judgedBy(entry(ROOT.trusted()))).isInstanceOf(Judgement.Authentic.class);
    }
}
