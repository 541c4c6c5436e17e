package org.sctpshim.ike.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.wire.AuthenticationMethod;
import org.sctpshim.ike.wire.AuthenticationPayload;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.CertificatePayload;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.ike.wire.IpAddress;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;

/** What of a peer's certificates and signatures is believed, and what is said of the rest. */
class CertificateAuthenticationTest {
    private static final TestAuthority ROOT = TestAuthority.root("root");
    private static final CertificateAuthentication TRUSTED = new CertificateAuthentication(
            ROOT.trusted().revocation(RevocationPolicy.OFF).build());

    private static CertificateCredential alpha(TestKey kind) {
        return ROOT.issue("CN=alpha").dns("alpha.example").credential(kind, ROOT.certificate());
    }

    @ParameterizedTest
    @EnumSource(names = "RSA_1024", mode = EnumSource.Mode.EXCLUDE)
    @Requirement({"RFC 7427 3-1", "RFC 8420 2-1", "RFC 8420 2-2", "RFC 4301 P3"})
    void everyKindOfKeySignsByMethod14AndIsBelieved(TestKey kind) {
        SampleProof proof = SampleProof.by(alpha(kind), TRUSTED);
        assertThat(proof.authentication().method()).isEqualTo(AuthenticationMethod.DIGITAL_SIGNATURE);
        assertThat(proof.judgedBy(TRUSTED)).isInstanceOf(Judgement.Authentic.class);
    }

    @Test
    @Requirement("RFC 7427 A-1")
    void rsaSignsWithPssUnlessConfiguredOtherwise() {
        SampleProof pss = SampleProof.by(alpha(TestKey.RSA_2048), TRUSTED);
        assertThat(pss.authentication().data().slice(1, 14).toHex()).isEqualTo("304106092a864886f70d01010a");
        SampleProof pkcs1 = SampleProof.by(alpha(TestKey.RSA_2048).signingWith(RsaPadding.PKCS1), TRUSTED);
        assertThat(pkcs1.authentication().data().slice(1, 16).toHex()).isEqualTo("300d06092a864886f70d01010b0500");
        assertThat(pkcs1.judgedBy(TRUSTED)).isInstanceOf(Judgement.Authentic.class);
    }

    @ParameterizedTest
    @CsvSource({"RSA_2048, 1", "P256, 9", "P384, 10", "P521, 11"})
    @Requirement({"RFC 7296 3.8-1", "RFC 7427 3-2"})
    void peersWithoutHashAlgorithmsGetTheOlderMethods(TestKey kind, int method) {
        SampleProof proof = SampleProof.by(alpha(kind), TRUSTED, SampleProof.verifier());
        assertThat(proof.authentication().method()).isEqualTo(new AuthenticationMethod(method));
        assertThat(proof.judgedBy(TRUSTED)).isInstanceOf(Judgement.Authentic.class);
    }

    @Test
    void anEcdsaSignatureOfTheOlderMethodsIsTwoNumbers() {
        SampleProof proof = SampleProof.by(alpha(TestKey.P521), TRUSTED, SampleProof.verifier());
        assertThat(proof.authentication().data().length()).isEqualTo(2 * 66);
    }

    @Test
    void ed25519HasNothingForPeersWithoutHashAlgorithms() {
        Credentials own = new Credentials(List.of(alpha(TestKey.ED25519)), WallClock.STOPPED);
        Proof proof =
                TRUSTED.prove(new ProofRequest(SampleProof.signed(SampleProof.ALPHA), own, SampleProof::verifier));
        assertThat(proof)
                .isEqualTo(new Proof.Impossible(
                        "the peer can verify no signature by the keys of" + " [CertificateCredential(\"CN=alpha\")]"));
    }

    @Test
    @Requirement({"RFC 7427 4-2", "RFC 7427 4-3"})
    void onlyHashesThatThePeerAnnouncedAreUsed() {
        VerifierAbilities only384 =
                SampleProof.verifier(NotifyPayload.of(NotifyType.SIGNATURE_HASH_ALGORITHMS, Bytes.ofHex("00010003")));
        SampleProof proof = SampleProof.by(alpha(TestKey.P256), TRUSTED, only384);
        assertThat(proof.authentication().data().slice(1, 13).toHex())
                .as("ecdsa-with-SHA384")
                .isEqualTo("300a06082a8648ce3d040303");
        VerifierAbilities onlySha1 =
                SampleProof.verifier(NotifyPayload.of(NotifyType.SIGNATURE_HASH_ALGORITHMS, Bytes.ofHex("0001")));
        Credentials own = new Credentials(List.of(alpha(TestKey.P256)), WallClock.STOPPED);
        assertThat(TRUSTED.prove(new ProofRequest(SampleProof.signed(SampleProof.ALPHA), own, () -> onlySha1)))
                .isInstanceOf(Proof.Impossible.class);
    }

    @ParameterizedTest
    @EnumSource(names = "RSA_1024", mode = EnumSource.Mode.EXCLUDE)
    @Requirement("RFC 7427 5-1")
    void aSignatureWithAnyOctetChangedIsRefused(TestKey kind) {
        SampleProof right = SampleProof.by(alpha(kind), TRUSTED);
        AuthenticationPayload signature = right.authentication();
        for (int at = 0; at < signature.data().length(); at += 7) {
            byte[] changed = signature.data().toArray();
            changed[at] ^= 1;
            SampleProof wrong = replaced(right, new AuthenticationPayload(signature.method(), Bytes.of(changed)));
            assertThat(wrong.judgedBy(TRUSTED)).isInstanceOf(Judgement.NotAuthentic.class);
        }
        for (int length = 0; length < signature.data().length(); length += 5) {
            SampleProof cut = replaced(
                    right,
                    new AuthenticationPayload(
                            signature.method(), signature.data().slice(0, length)));
            assertThat(cut.refusalBy(TRUSTED)).startsWith("its signature is wrong, or of an algorithm");
        }
    }

    private static SampleProof replaced(SampleProof proof, AuthenticationPayload authentication) {
        SampleProof other = new SampleProof();
        List<Payload> payloads = new ArrayList<>(proof.payloads());
        payloads.removeIf(AuthenticationPayload.class::isInstance);
        payloads.forEach(other::with);
        return other.with(authentication);
    }

    @Test
    @Requirement({"RFC 7427 7-1", "RFC 8247 3.2-1"})
    void aSignatureWithSha1IsRefusedThoughItIsRight() throws Exception {
        CertificateCredential alpha = alpha(TestKey.RSA_2048);
        java.security.Signature sha1 = java.security.Signature.getInstance("SHA1withRSA");
        sha1.initSign(TestKey.RSA_2048.pair("CN=alpha").getPrivate());
        sha1.update(SampleProof.signed(SampleProof.ALPHA).octets().toArray());
        Bytes signature = Bytes.of(sha1.sign());
        SampleProof right = SampleProof.by(alpha, TRUSTED);
        SampleProof classic = replaced(right, new AuthenticationPayload(AuthenticationMethod.RSA_SIGNATURE, signature));
        assertThat(classic.refusalBy(TRUSTED)).startsWith("its signature is wrong");
        Bytes named = Bytes.concat(Bytes.ofHex("0f300d06092a864886f70d0101050500"), signature);
        SampleProof modern = replaced(right, new AuthenticationPayload(AuthenticationMethod.DIGITAL_SIGNATURE, named));
        assertThat(modern.refusalBy(TRUSTED)).startsWith("its signature is wrong");
    }

    @Test
    void aPeerThatIsToShowACertificateIsNotLetInByAnotherMethod() {
        SampleProof proof = replaced(
                SampleProof.by(alpha(TestKey.P256), TRUSTED),
                new AuthenticationPayload(AuthenticationMethod.SHARED_KEY, Bytes.EMPTY));
        assertThat(proof.refusalBy(TRUSTED))
                .isEqualTo("it authenticates by SHARED_KEY, and is configured to show a certificate");
        assertThat(new SampleProof().refusalBy(TRUSTED)).startsWith("it asks for authentication by EAP");
    }

    @Test
    void aPeerWithoutACertificateIsToldOf() {
        SampleProof proof = new SampleProof()
                .with(SampleProof.by(alpha(TestKey.P256), TRUSTED).authentication());
        assertThat(proof.refusalBy(TRUSTED)).startsWith("it sent no certificate that can be read");
    }

    // ---- Paths ----

    @Test
    void aChainOverTwoAuthoritiesLeadsToTheRoot() {
        TestAuthority upper = ROOT.below("upper");
        TestAuthority lower = upper.below("lower");
        CertificateCredential alpha = lower.issue("CN=alpha")
                .dns("alpha.example")
                .credential(TestKey.P256, ROOT.certificate(), upper.certificate(), lower.certificate());
        SampleProof proof = SampleProof.by(alpha, TRUSTED);
        assertThat(proof.payloads().stream().filter(CertificatePayload.class::isInstance))
                .as("the root is not sent")
                .hasSize(3);
        assertThat(proof.judgedBy(TRUSTED)).isInstanceOf(Judgement.Authentic.class);
        CertificateAuthentication shorter = new CertificateAuthentication(
                ROOT.trusted().revocation(RevocationPolicy.OFF).maxPath(2).build());
        assertThat(proof.refusalBy(shorter)).isEqualTo("its certificate chain is longer than the 2 that are accepted");
    }

    @Test
    void anIntermediateThatThePeerDoesNotSendMayBeConfigured() {
        TestAuthority lower = ROOT.below("lower");
        SampleProof proof =
                SampleProof.by(lower.issue("CN=alpha").dns("alpha.example").credential(TestKey.P256), TRUSTED);
        assertThat(proof.refusalBy(TRUSTED))
                .isEqualTo("nothing leads from its certificate to a trusted authority: \"CN=alpha\" was issued by"
                        + " \"CN=lower,O=Test\", which is none of the authorities of \"test\" and no certificate for it"
                        + " was sent");
        CertificateAuthentication knowing = new CertificateAuthentication(ROOT.trusted()
                .revocation(RevocationPolicy.OFF)
                .intermediates(List.of(lower.certificate()))
                .build());
        assertThat(proof.judgedBy(knowing)).isInstanceOf(Judgement.Authentic.class);
    }

    @Test
    void anotherAuthorityOfTheSameNameIsNotTheOneThatIsTrusted() {
        TestAuthority impostor = TestAuthority.root("root", TestKey.P384);
        SampleProof proof =
                SampleProof.by(impostor.issue("CN=alpha").dns("alpha.example").credential(TestKey.P256), TRUSTED);
        assertThat(proof.refusalBy(TRUSTED)).contains("\"CN=alpha\" is refused").contains("signature");
    }

    @Test
    void anEndEntityIssuesNothing() {
        CertificateCredential end = ROOT.issue("CN=end").dns("end.example").credential(TestKey.P256);
        TestCertificate forged = new TestCertificate(
                        new org.bouncycastle.asn1.x500.X500Name("CN=end"),
                        TestKey.P256.pair("CN=end"),
                        "SHA256withECDSA",
                        "CN=alpha")
                .dns("alpha.example");
        SampleProof proof = SampleProof.by(forged.credential(TestKey.P256, end.certificate()), TRUSTED);
        assertThat(proof.refusalBy(TRUSTED)).contains("\"CN=end\" is refused").contains("basic constraints");
    }

    @Test
    void certificatesHaveTheirTime() {
        CertificateCredential alpha = alpha(TestKey.P256);
        SampleProof late = SampleProof.by(alpha, TRUSTED).at(TestAuthority.END.plusSeconds(1));
        assertThat(late.refusalBy(TRUSTED))
                .isEqualTo("certificate \"CN=alpha\" expired on 2027-01-01T00:00:00Z (it is 2027-01-01T00:00:01Z):"
                        + " have it renewed");
        SampleProof early = SampleProof.by(alpha, TRUSTED).at(TestAuthority.BEGIN.minusSeconds(1));
        assertThat(early.refusalBy(TRUSTED)).contains("is not valid before 2026-01-01T00:00:00Z");
    }

    @Test
    void nameConstraintsHold() {
        TestAuthority confined = ROOT.below(ROOT.issue("CN=confined").onlyBelow("operator.example"), TestKey.P256);
        CertificateCredential outside =
                confined.issue("CN=alpha").dns("alpha.example").credential(TestKey.P256, confined.certificate());
        assertThat(SampleProof.by(outside, TRUSTED).refusalBy(TRUSTED)).contains("name constraints");
        Identification inside = Identification.fqdn("hss.operator.example");
        CertificateCredential hss =
                confined.issue("CN=hss").dns("hss.operator.example").credential(TestKey.P256, confined.certificate());
        SampleProof proof = SampleProof.by(hss, TRUSTED, SampleProof.modern(TRUSTED), inside);
        assertThat(proof.judgedBy(TRUSTED)).isInstanceOf(Judgement.Authentic.class);
    }

    @Test
    @Requirement({"RFC 4945 5.1.3.2-1", "RFC 4945 5.1.3.12-1"})
    void theUsageMustFit() {
        CertificateCredential server = ROOT.issue("CN=alpha")
                .dns("alpha.example")
                .usage(KeyUsage.digitalSignature)
                .purpose(KeyPurposeId.id_kp_serverAuth)
                .credential(TestKey.P256);
        SampleProof proof = SampleProof.by(server, TRUSTED);
        assertThat(proof.refusalBy(TRUSTED))
                .contains("is not meant for IKE: its extended key usage is [1.3.6.1.5.5.7.3.1]");
        CertificateAuthentication lenient = new CertificateAuthentication(ROOT.trusted()
                .revocation(RevocationPolicy.OFF)
                .ignoreExtendedKeyUsage()
                .build());
        assertThat(proof.judgedBy(lenient)).isInstanceOf(Judgement.Authentic.class);

        CertificateCredential encipher = ROOT.issue("CN=ike")
                .dns("alpha.example")
                .purpose(KeyPurposeId.id_kp_ipsecIKE)
                .credential(TestKey.P256);
        assertThat(SampleProof.by(encipher, TRUSTED).judgedBy(TRUSTED)).isInstanceOf(Judgement.Authentic.class);
    }

    @Test
    void aWeakKeyOrSignatureIsRefusedWhereverItIsInThePath() {
        TestAuthority weak = ROOT.below(ROOT.issue("CN=weak"), TestKey.RSA_1024);
        SampleProof below = SampleProof.by(
                weak.issue("CN=alpha").dns("alpha.example").credential(TestKey.P256, weak.certificate()), TRUSTED);
        assertThat(below.refusalBy(TRUSTED)).startsWith("nothing leads from its certificate");

        TestAuthority rsa = TestAuthority.root("rsa", TestKey.RSA_2048);
        CertificateAuthentication trustsRsa = new CertificateAuthentication(
                rsa.trusted().revocation(RevocationPolicy.OFF).build());
        X509Certificate old = rsa.issue("CN=old")
                .signedBy("SHA1withRSA")
                .issue(TestKey.P256.pair("CN=old").getPublic());
        assertThat(CertificateFacts.weakness(old).orElseThrow()).startsWith("is signed by SHA1withRSA");
        assertThat(trustsRsa.anchors().authorities()).hasSize(1);
    }

    @Test
    void aPeersOwnCertificateMayBeTrustedByItself() {
        CertificateCredential alpha = alpha(TestKey.P256);
        CertificateAuthentication pinned = new CertificateAuthentication(
                TrustAnchors.named("pinned").trust(List.of(alpha.certificate())).build());
        assertThat(SampleProof.by(alpha, pinned).judgedBy(pinned)).isInstanceOf(Judgement.Authentic.class);
        assertThat(SampleProof.by(alpha, pinned)
                        .at(TestAuthority.END.plusSeconds(1))
                        .refusalBy(pinned))
                .contains("expired");
    }

    // ---- Identities ----

    @Test
    @Requirement({"RFC 4301 P4", "RFC 3554 S5"})
    void whatThePeerCallsItselfMustBeInItsCertificateUnlessConfiguredOtherwise() {
        CertificateCredential alpha = ROOT.issue("O=Test,CN=alpha")
                .dns("Alpha.Example")
                .dns("second.example")
                .email("ops@Alpha.example")
                .address("10.1.0.1")
                .address("fd00:1::1")
                .credential(TestKey.P256);
        List<Identification> its = List.of(
                Identification.fqdn("alpha.example"),
                Identification.fqdn("second.example"),
                Identification.email("ops@alpha.example"),
                Identification.address(IpAddress.parse("10.1.0.1")),
                Identification.address(IpAddress.parse("fd00:1::1")),
                Names.distinguishedName("CN=alpha,O=Test"));
        for (Identification each : its) {
            SampleProof proof = SampleProof.by(alpha, TRUSTED, SampleProof.modern(TRUSTED), each);
            assertThat(proof.judgedBy(TRUSTED)).as("%s", each).isInstanceOf(Judgement.Authentic.class);
        }
        List<Identification> notIts = List.of(
                Identification.fqdn("beta.example"),
                Identification.fqdn("10.1.0.1"),
                Identification.email("OPS@alpha.example"),
                Identification.address(IpAddress.parse("10.1.0.2")),
                Names.distinguishedName("CN=alpha"),
                Identification.keyId(Bytes.utf8("alpha.example")));
        CertificateAuthentication any = new CertificateAuthentication(TRUSTED.anchors(), false);
        for (Identification each : notIts) {
            SampleProof proof = SampleProof.by(alpha, TRUSTED, SampleProof.modern(TRUSTED), each);
            assertThat(proof.refusalBy(TRUSTED)).as("%s", each).contains("is not for " + each);
            assertThat(proof.judgedBy(any)).as("%s", each).isInstanceOf(Judgement.Authentic.class);
        }
    }

    @Test
    void anAuthenticPeersCertificateTellsItsAddressesAndWhenItExpires() {
        CertificateCredential alpha =
                ROOT.issue("CN=alpha").dns("alpha.example").address("10.1.0.1").credential(TestKey.P256);
        Judgement.Authentic judgement =
                (Judgement.Authentic) SampleProof.by(alpha, TRUSTED).judgedBy(TRUSTED);
        CertifiedPeer certified = judgement.certificate().orElseThrow();
        assertThat(certified.subject()).isEqualTo("CN=alpha");
        assertThat(certified.expires()).isEqualTo(TestAuthority.END);
        assertThat(certified.addresses())
                .containsExactly(IpAddress.parse("10.1.0.1").toInetAddress());
    }

    // ---- Which certificate is shown ----

    @Test
    @Requirement("RFC 7296 3.7-2")
    void theCertificateThatLeadsToARequestedAuthorityIsShown() {
        TestAuthority other = TestAuthority.root("other");
        CertificateCredential ofOther = other.issue("CN=alpha of other").credential(TestKey.P256, other.certificate());
        CertificateCredential ofRoot = ROOT.issue("CN=alpha of root").credential(TestKey.P256, ROOT.certificate());
        Credentials own = new Credentials(List.of(ofOther, ofRoot), WallClock.STOPPED);
        assertThat(shown(own, SampleProof.modern(TRUSTED))).isEqualTo(first(ofRoot));
        assertThat(shown(own, SampleProof.verifier()))
                .as("nothing is asked for")
                .isEqualTo(first(ofOther));
    }

    private static Payload shown(Credentials own, VerifierAbilities verifier) {
        Proof proof = TRUSTED.prove(new ProofRequest(SampleProof.signed(SampleProof.ALPHA), own, () -> verifier));
        return ((Proof.Given) proof).payloads().get(0);
    }

    private static Payload first(CertificateCredential credential) {
        return credential.payloads().get(0);
    }

    @Test
    void aHostWithoutACertificateIsToldSo() {
        Proof proof = TRUSTED.prove(
                new ProofRequest(SampleProof.signed(SampleProof.ALPHA), Credentials.NONE, SampleProof::verifier));
        assertThat(proof)
                .isEqualTo(new Proof.Impossible("it has no certificate of its own: give it credentials, or use a"
                        + " pre-shared key with this peer"));
    }

    @Test
    @Requirement("RFC 7296 3.6-1")
    void fourCertificatesAreSentAndAccepted() {
        TestAuthority upper = ROOT.below("upper of four");
        TestAuthority middle = upper.below("middle of four");
        TestAuthority lower = middle.below("lower of four");
        CertificateCredential alpha = lower.issue("CN=alpha")
                .dns("alpha.example")
                .credential(TestKey.P256, upper.certificate(), middle.certificate(), lower.certificate());
        SampleProof proof = SampleProof.by(alpha, TRUSTED);
        assertThat(proof.payloads().stream().filter(CertificatePayload.class::isInstance))
                .hasSize(4);
        assertThat(proof.judgedBy(TRUSTED)).isInstanceOf(Judgement.Authentic.class);
    }
}
