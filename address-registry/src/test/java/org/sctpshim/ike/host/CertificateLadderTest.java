package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.auth.CertificateAuthentication;
import org.sctpshim.ike.auth.CertificateCredential;
import org.sctpshim.ike.auth.MixedAuthentication;
import org.sctpshim.ike.auth.PresharedKey;
import org.sctpshim.ike.auth.RevocationPolicy;
import org.sctpshim.ike.auth.RevocationQuery;
import org.sctpshim.ike.auth.TestAuthority;
import org.sctpshim.ike.auth.TestKey;
import org.sctpshim.ike.crypto.Opening;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.session.Fragmentation;
import org.sctpshim.ike.wire.AuthenticationMethod;
import org.sctpshim.ike.wire.AuthenticationPayload;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.CertificatePayload;
import org.sctpshim.ike.wire.CertificateRequestPayload;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MessageReader;
import org.sctpshim.ike.wire.NotifyType;

/** Handshakes with certificates between two hosts, message by message (RFC 7296 sections 1.2 and 2.15, RFC 7427). */
class CertificateLadderTest {
    private static final TestAuthority ROOT = TestAuthority.root("ladder root");
    private static final CertificateAuthentication TRUSTED = new CertificateAuthentication(
            ROOT.trusted().revocation(RevocationPolicy.OFF).build());

    private static CertificateCredential of(String name, TestKey kind) {
        return ROOT.issue("CN=" + name).dns(name + ".example").credential(kind, ROOT.certificate());
    }

    @ParameterizedTest
    @EnumSource(names = "RSA_1024", mode = EnumSource.Mode.EXCLUDE)
    @Requirement({"RFC 7296 2.15-1", "RFC 7296 3.7-1", "RFC 7296 3.6-3", "RFC 7427 4-1", "RFC 4301 P3"})
    void fourMessagesAuthenticateBothEndsByEveryKindOfKey(TestKey kind) throws Exception {
        HostSetup alpha = HostSetup.alpha().certificates(TRUSTED, of("alpha", kind));
        alpha.fragmentation = Fragmentation.NONE;
        Ladder ladder = new Ladder(alpha, HostSetup.beta().certificates(TRUSTED, of("beta", TestKey.P256)));
        ladder.alpha.opens();
        // alpha -> beta: SAi1, KEi, Ni, N(SIGNATURE_HASH_ALGORITHMS)
        IkeDatagram init = ladder.alpha.sends("IKE_SA_INIT request 0");
        assertThat(MessageReader.read(init.content().toArray()).has(NotifyType.SIGNATURE_HASH_ALGORITHMS))
                .isTrue();
        ladder.beta.receives(init);
        // beta -> alpha: SAr1, KEr, Nr, CERTREQ, N(SIGNATURE_HASH_ALGORITHMS)
        IkeDatagram answer = ladder.beta.sends("IKE_SA_INIT response 0");
        IkeMessage answered = MessageReader.read(answer.content().toArray());
        assertThat(answered.has(NotifyType.SIGNATURE_HASH_ALGORITHMS)).isTrue();
        assertThat(answered.first(CertificateRequestPayload.class)
                        .orElseThrow()
                        .data()
                        .length())
                .isEqualTo(20);
        ladder.alpha.receives(answer);
        // alpha -> beta: SK {IDi, IDr, CERTREQ, CERT, AUTH, SAi2, TSi, TSr, ...}
        IkeDatagram auth = ladder.alpha.sends("IKE_AUTH request 1");
        IkeMessage shown = opened(ladder.alpha, auth);
        assertThat(shown.first(AuthenticationPayload.class).orElseThrow().method())
                .isEqualTo(AuthenticationMethod.DIGITAL_SIGNATURE);
        assertThat(shown.all(CertificatePayload.class)).hasSize(1);
        assertThat(shown.first(CertificateRequestPayload.class)).isPresent();
        ladder.beta.receives(auth);
        // beta -> alpha: SK {IDr, CERT, AUTH, SAr2, TSi, TSr, ...}
        ladder.toAlpha("IKE_AUTH response 1");

        assertThat(ladder.alpha.ike.establishedCount()).isEqualTo(1);
        assertThat(ladder.beta.ike.establishedCount()).isEqualTo(1);
        ladder.agree();
    }

    private static IkeMessage opened(TestHost initiator, IkeDatagram request) {
        Opening opening = initiator
                .keys
                .get(0)
                .opener(Role.RESPONDER)
                .open(request.content().toArray());
        return ((Opening.Opened) opening).message();
    }

    @Test
    void hostsThatUseOnlySharedKeysSayNothingOfCertificates() throws Exception {
        Ladder ladder = new Ladder();
        ladder.alpha.opens();
        IkeDatagram init = ladder.alpha.sends("IKE_SA_INIT request 0");
        assertThat(MessageReader.read(init.content().toArray()).has(NotifyType.SIGNATURE_HASH_ALGORITHMS))
                .isFalse();
        ladder.beta.receives(init);
        IkeDatagram answer = ladder.beta.sends("IKE_SA_INIT response 0");
        assertThat(MessageReader.read(answer.content().toArray()).first(CertificateRequestPayload.class))
                .isEmpty();
    }

    @Test
    void anInitiatorThatIsNotBelievedLearnsNoMoreThanThat() {
        CertificateCredential stranger = TestAuthority.root("stranger root")
                .issue("CN=alpha")
                .dns("alpha.example")
                .credential(TestKey.P256);
        Ladder ladder = new Ladder(
                HostSetup.alpha().certificates(TRUSTED, stranger),
                HostSetup.beta().certificates(TRUSTED, of("beta", TestKey.P256)));
        ladder.alpha.opens();
        ladder.settle();
        assertThat(ladder.alpha.lastEnd()).contains("AUTHENTICATION_FAILED");
        assertThat(ladder.beta.events(HostEvent.AuthenticationFailed.class))
                .singleElement()
                .satisfies(event -> assertThat(event.reason())
                        .startsWith("10.1.0.1 calls itself alpha.example and is refused: nothing leads from its"
                                + " certificate to a trusted authority"));
        assertThat(ladder.beta.ike.sessionCount()).isZero();
    }

    @Test
    @Requirement("RFC 7296 2.21.2-2")
    void aResponderThatIsNotBelievedIsToldAndForgetsTheIkeSa() {
        CertificateCredential stranger = TestAuthority.root("stranger root")
                .issue("CN=beta")
                .dns("beta.example")
                .credential(TestKey.P256);
        Ladder ladder = new Ladder(
                HostSetup.alpha().certificates(TRUSTED, of("alpha", TestKey.P256)),
                HostSetup.beta().certificates(TRUSTED, stranger));
        ladder.alpha.opens();
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT response 0");
        ladder.toBeta("IKE_AUTH request 1");
        assertThat(ladder.beta.ike.establishedCount()).isEqualTo(1);
        ladder.toAlpha("IKE_AUTH response 1");
        assertThat(ladder.alpha.lastEnd()).startsWith("peer \"beta\" is not authentic: nothing leads");
        assertThat(ladder.alpha.installed).isEmpty();
        // alpha -> beta: SK {N(AUTHENTICATION_FAILED)}
        ladder.toBeta("INFORMATIONAL request 2");
        assertThat(ladder.beta.ike.establishedCount()).isZero();
        assertThat(ladder.beta.installed).isEmpty();
        assertThat(ladder.beta.lastEnd()).startsWith("the peer could not authenticate this host");
    }

    @Test
    void anEntryForCertificatesTakesNoSharedKeyAndTheOtherWayRound() {
        Ladder keyToCertificate =
                new Ladder(HostSetup.alpha(), HostSetup.beta().certificates(TRUSTED, of("beta", TestKey.P256)));
        keyToCertificate.alpha.opens();
        keyToCertificate.settle();
        assertThat(keyToCertificate.beta.events(HostEvent.AuthenticationFailed.class))
                .singleElement()
                .satisfies(event -> assertThat(event.reason())
                        .endsWith("it authenticates by SHARED_KEY, and is configured to show a certificate"));
        assertThat(keyToCertificate.alpha.lastEnd()).contains("AUTHENTICATION_FAILED");

        Ladder certificateToKey =
                new Ladder(HostSetup.alpha().certificates(TRUSTED, of("alpha", TestKey.P256)), HostSetup.beta());
        certificateToKey.alpha.opens();
        certificateToKey.settle();
        assertThat(certificateToKey.beta.events(HostEvent.AuthenticationFailed.class))
                .singleElement()
                .satisfies(event -> assertThat(event.reason())
                        .endsWith(
                                "it authenticates by ECDSA_SHA2_256_P256, and is configured to use a pre-shared key"));
        assertThat(certificateToKey.alpha.lastEnd()).contains("AUTHENTICATION_FAILED");
    }

    @Test
    void aHostThatHasNothingToShowSaysSo() {
        Ladder ladder = new Ladder(
                HostSetup.alpha().certificates(TRUSTED),
                HostSetup.beta().certificates(TRUSTED, of("beta", TestKey.P256)));
        ladder.alpha.opens();
        ladder.settle();
        assertThat(ladder.alpha.lastEnd())
                .isEqualTo("this host cannot authenticate to peer \"beta\": it has no certificate of its own: give it"
                        + " credentials, or use a pre-shared key with this peer");
        assertThat(new PresharedKey(HostSetup.alpha().key).toString()).doesNotContain(HostSetup.KEY);
    }

    // ---- Revocation that has to be asked for ----

    private static final CertificateAuthentication ASKS = new CertificateAuthentication(
            ROOT.trusted().revocation(RevocationPolicy.REQUIRE).askOnline().build());

    private final CertificateCredential alpha = ROOT.issue("CN=alpha")
            .dns("alpha.example")
            .ocspAt("http://ocsp.example/")
            .credential(TestKey.P256);
    private final X509Certificate alphas = alpha.certificate();

    private Ladder asking() {
        Ladder ladder = new Ladder(
                HostSetup.alpha().certificates(TRUSTED, alpha),
                HostSetup.beta().certificates(ASKS, of("beta", TestKey.P256)));
        ladder.alpha.opens();
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT response 0");
        ladder.toBeta("IKE_AUTH request 1");
        ladder.beta.sendsNothing();
        assertThat(ladder.beta.ike.establishedCount()).isZero();
        return ladder;
    }

    private static RevocationQuery asked(TestHost host) {
        List<HostEvent.AskRevocation> events = host.events(HostEvent.AskRevocation.class);
        assertThat(events).hasSize(1);
        Set<RevocationQuery> queries = events.get(0).queries();
        assertThat(queries).hasSize(1);
        return queries.iterator().next();
    }

    private static void answers(TestHost host, Optional<Bytes> content) {
        host.ike.revocationAnswered(asked(host), content, host.nowNs);
        host.drain();
    }

    @Test
    void theResponderAnswersOnceTheNetworkHasVouchedForTheCertificate() {
        Ladder ladder = asking();
        assertThat(asked(ladder.beta).at()).hasToString("http://ocsp.example/");
        answers(ladder.beta, Optional.of(ROOT.ocsp(alphas, false)));
        ladder.toAlpha("IKE_AUTH response 1");
        assertThat(ladder.alpha.ike.establishedCount()).isEqualTo(1);
        ladder.agree();
    }

    @Test
    void aCertificateThatTheNetworkSaysIsRevokedIsRefused() {
        Ladder ladder = asking();
        answers(ladder.beta, Optional.of(ROOT.ocsp(alphas, true)));
        ladder.toAlpha("IKE_AUTH response 1");
        assertThat(ladder.alpha.lastEnd()).contains("AUTHENTICATION_FAILED");
        assertThat(ladder.beta.events(HostEvent.AuthenticationFailed.class))
                .singleElement()
                .satisfies(event -> assertThat(event.reason()).endsWith("certificate \"CN=alpha\" is revoked"));
    }

    @Test
    void aFailureOfTheNetworkIsNoGroundToBelieve() {
        Ladder ladder = asking();
        answers(ladder.beta, Optional.empty());
        ladder.toAlpha("IKE_AUTH response 1");
        assertThat(ladder.alpha.lastEnd()).contains("AUTHENTICATION_FAILED");
        assertThat(ladder.beta.ike.sessionCount()).isZero();
    }

    @Test
    void anAnswerByAnybodyElseIsNoAnswer() {
        Ladder ladder = asking();
        answers(ladder.beta, Optional.of(TestAuthority.root("ladder root 2").ocsp(alphas, false)));
        ladder.toAlpha("IKE_AUTH response 1");
        assertThat(ladder.alpha.lastEnd()).contains("AUTHENTICATION_FAILED");
    }

    @Test
    void aDriverThatNeverAnswersEndsTheAttempt() {
        Ladder ladder = asking();
        ladder.waitMillis(10_001);
        assertThat(ladder.beta.ike.sessionCount()).isZero();
        assertThat(ladder.beta.events(HostEvent.AuthenticationFailed.class))
                .singleElement()
                .satisfies(event -> assertThat(event.reason())
                        .endsWith("nobody could tell in time whether its certificate" + " is revoked"));
    }

    @Test
    void whatIsRepeatedMeanwhileIsNotJudgedAgain() {
        Ladder ladder = asking();
        ladder.alpha.nowNs += 1_000_000_000L;
        ladder.alpha.timeout();
        ladder.toBeta("IKE_AUTH request 1");
        assertThat(ladder.beta.events(HostEvent.AskRevocation.class)).hasSize(1);
        answers(ladder.beta, Optional.of(ROOT.ocsp(alphas, false)));
        ladder.toAlpha("IKE_AUTH response 1");
        assertThat(ladder.alpha.ike.establishedCount()).isEqualTo(1);
    }

    @Test
    void theInitiatorWaitsForTheNetworkToo() {
        CertificateCredential beta = ROOT.issue("CN=beta")
                .dns("beta.example")
                .ocspAt("http://ocsp.example/")
                .credential(TestKey.P256);
        Ladder ladder = new Ladder(
                HostSetup.alpha().certificates(ASKS, of("alpha", TestKey.P256)),
                HostSetup.beta().certificates(TRUSTED, beta));
        ladder.alpha.opens();
        ladder.settle();
        assertThat(ladder.alpha.ike.establishedCount()).isZero();
        answers(ladder.alpha, Optional.of(ROOT.ocsp(beta.certificate(), false)));
        ladder.passMillis(3_000);
        assertThat(ladder.alpha.ike.establishedCount()).isEqualTo(1);
        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
    }

    @Test
    @Requirement({"RFC 7296 4-7", "RFC 7296 2.15-5"})
    void oneEndMayShowACertificateAndTheOtherUseAKey() {
        PresharedKey key = new PresharedKey(HostSetup.alpha().key);
        CertificateCredential ofBeta = of("beta", TestKey.RSA_2048);
        Ladder ladder = new Ladder(
                HostSetup.alpha().certificates(new MixedAuthentication(key, TRUSTED)),
                HostSetup.beta().certificates(new MixedAuthentication(TRUSTED, key), ofBeta));
        ladder.established();

        HostSetup stranger = HostSetup.beta()
                .certificates(
                        new MixedAuthentication(TRUSTED, key),
                        TestAuthority.root("stranger root")
                                .issue("CN=beta")
                                .dns("beta.example")
                                .credential(TestKey.P256));
        Ladder refused = new Ladder(HostSetup.alpha().certificates(new MixedAuthentication(key, TRUSTED)), stranger);
        refused.alpha.opens();
        refused.settle();
        assertThat(refused.alpha.installed).isEmpty();
        assertThat(refused.alpha.lastEnd()).contains("is not authentic");

        Ladder wrongKey = new Ladder(
                HostSetup.alpha()
                        .certificates(new MixedAuthentication(
                                new PresharedKey(HostSetup.alpha().key("another").key), TRUSTED)),
                HostSetup.beta().certificates(new MixedAuthentication(TRUSTED, key), ofBeta));
        wrongKey.alpha.opens();
        wrongKey.settle();
        assertThat(wrongKey.alpha.lastEnd()).contains("AUTHENTICATION_FAILED");
    }

    @Test
    @Requirement("RFC 7296 4-4")
    void rsaCertificatesGoWithIdentitiesOfFourTypes() {
        CertificateCredential credential = ROOT.issue("CN=node,O=Operator")
                .dns("node.example")
                .email("node@core.example")
                .credential(TestKey.RSA_2048, ROOT.certificate());
        CertificateAuthentication anyName = new CertificateAuthentication(
                ROOT.trusted().revocation(RevocationPolicy.OFF).build(), false);
        Identification name = Identification.derDn(
                Bytes.of(credential.certificate().getSubjectX500Principal().getEncoded()));
        for (Identification identity :
                List.of(Identification.fqdn("node.example"), Identification.email("node@core.example"), name)) {
            establishes(identity, credential, TRUSTED);
        }
        establishes(Identification.keyId(Bytes.ofHex("beef")), credential, anyName);
    }

    private static void establishes(
            Identification identity, CertificateCredential credential, CertificateAuthentication asked) {
        HostSetup alpha = HostSetup.alpha().certificates(TRUSTED, credential);
        alpha.identification = identity;
        HostSetup beta = HostSetup.beta().certificates(asked, of("beta", TestKey.RSA_2048));
        beta.peerIdentification = identity;
        new Ladder(alpha, beta).established();
    }
}
