package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sctpshim.ike.auth.CertificateAuthentication;
import org.sctpshim.ike.auth.CertificateCredential;
import org.sctpshim.ike.auth.RevocationPolicy;
import org.sctpshim.ike.auth.RevocationQuery;
import org.sctpshim.ike.auth.TestAuthority;
import org.sctpshim.ike.auth.TestKey;
import org.sctpshim.ike.auth.TrustAnchors;
import org.sctpshim.ike.session.Lifetimes;
import org.sctpshim.ike.wire.Bytes;

/** What becomes of certificates after the handshake: they expire, and they are revoked. */
class CertificateWatchTest {
    private static final TestAuthority ROOT = TestAuthority.root("watched root");
    private static final CertificateAuthentication UNCHECKED = new CertificateAuthentication(
            ROOT.trusted().revocation(RevocationPolicy.OFF).build());

    private static CertificateCredential of(String name) {
        return ROOT.issue("CN=" + name).dns(name + ".example").credential(TestKey.P256);
    }

    private static CertificateCredential of(String name, Duration left) {
        return ROOT.issue("CN=" + name)
                .dns(name + ".example")
                .valid(TestAuthority.NOW.minus(Duration.ofDays(100)), TestAuthority.NOW.plus(left))
                .credential(TestKey.P256);
    }

    private static Ladder established(HostSetup alpha, HostSetup beta) {
        Ladder ladder = new Ladder(alpha.lifetimes(Lifetimes.UNLIMITED), beta.lifetimes(Lifetimes.UNLIMITED));
        ladder.alpha.opens();
        ladder.passMillis(3_000);
        assertThat(ladder.alpha.ike.establishedCount()).isEqualTo(1);
        assertThat(ladder.beta.ike.establishedCount()).isEqualTo(1);
        return ladder;
    }

    /** Days in which nothing happens but what is looked at here: SAs do not age. */
    private static void passDays(Ladder ladder, int days) {
        for (int hour = 0; hour < 24 * days; hour++) {
            ladder.waitMillis(Duration.ofHours(1).toMillis());
            ladder.settle();
        }
    }

    private static List<String> warnings(TestHost host) {
        return host.events(HostEvent.CertificateExpiring.class).stream()
                .map(HostEvent.CertificateExpiring::sentence)
                .toList();
    }

    // ---- Expiry ----

    @Test
    void certificatesThatExpireShortlyAreToldOnceADayByBothEnds() {
        Instant expiry = TestAuthority.NOW.plus(Duration.ofDays(10));
        Ladder ladder = established(
                HostSetup.alpha().certificates(UNCHECKED, of("alpha", Duration.ofDays(10))),
                HostSetup.beta().certificates(UNCHECKED, of("beta")));
        assertThat(warnings(ladder.alpha))
                .containsExactly(
                        "this host's certificate (CN=alpha) expires in 10 d, on " + expiry + "; have it renewed");
        assertThat(warnings(ladder.beta))
                .containsExactly("the certificate of peer \"alpha\" (CN=alpha) expires in 10 d, on " + expiry
                        + "; have it renewed");

        passDays(ladder, 3);

        assertThat(warnings(ladder.alpha)).hasSize(4);
        assertThat(warnings(ladder.beta)).hasSize(4);
    }

    @Test
    void aPeerThatComesBackAgainAndAgainIsToldOfOnce() {
        Ladder ladder = established(
                HostSetup.alpha().certificates(UNCHECKED, of("alpha", Duration.ofDays(10))),
                HostSetup.beta().certificates(UNCHECKED, of("beta")));
        for (int i = 0; i < 5; i++) {
            ladder.alpha.ike.closeAll("for the test", ladder.alpha.nowNs);
            ladder.alpha.drain();
            ladder.passMillis(60_000);
            assertThat(ladder.beta.ike.establishedCount()).isEqualTo(1);
        }
        assertThat(ladder.beta.events(HostEvent.IkeSaEstablished.class)).hasSizeGreaterThan(5);
        assertThat(warnings(ladder.beta)).hasSize(1);
    }

    @Test
    void whenToWarnIsConfigurable() {
        HostSetup alpha = HostSetup.alpha().certificates(UNCHECKED, of("alpha", Duration.ofDays(40)));
        HostSetup beta = HostSetup.beta().certificates(UNCHECKED, of("beta"));
        alpha.warnBefore(Duration.ofDays(39));
        Ladder ladder = established(alpha, beta);
        assertThat(warnings(ladder.alpha)).isEmpty();
        passDays(ladder, 1);
        assertThat(warnings(ladder.alpha)).hasSize(1);
        assertThat(warnings(ladder.beta)).as("30 days by default").isEmpty();
    }

    @Test
    void anIkeSaDoesNotOutliveItsPeersCertificate() {
        Ladder ladder = established(
                HostSetup.alpha().certificates(UNCHECKED, of("alpha", Duration.ofHours(2))),
                HostSetup.beta().certificates(UNCHECKED, of("beta")));
        ladder.beta.ike.rekeyIkeSa(ladder.beta.setup.peer, ladder.beta.nowNs);
        ladder.beta.drain();
        ladder.passMillis(Duration.ofMinutes(119).toMillis());
        assertThat(ladder.beta.ike.establishedCount()).isEqualTo(1);
        assertThat(ladder.beta.installed).hasSize(4);

        ladder.passMillis(60_000);

        assertThat(ladder.beta.lastEnd())
                .startsWith("peer \"alpha\" is not trusted any more: its certificate \"CN=alpha\", or one that it rests"
                        + " on, expired on 2026-06-01T14:00:00Z: have it renewed");
        assertThat(ladder.beta.ike.establishedCount()).isZero();
        assertThat(ladder.beta.installed).isEmpty();
        assertThat(ladder.alpha.installed).isEmpty();
        assertThat(ladder.alpha.lastEnd()).as("it tries anew, in vain").contains("AUTHENTICATION_FAILED");
        assertThat(warnings(ladder.alpha)).last().asString().contains("expire");
    }

    // ---- Revocation ----

    private static final String OCSP_AT = "http://ocsp.example/";

    private final CertificateCredential alpha =
            ROOT.issue("CN=alpha").dns("alpha.example").ocspAt(OCSP_AT).credential(TestKey.P256);
    private final X509Certificate alphas = alpha.certificate();

    private Ladder asking(RevocationPolicy policy) {
        CertificateAuthentication asks = new CertificateAuthentication(
                ROOT.trusted().revocation(policy).askOnline().build());
        Ladder ladder = new Ladder(
                HostSetup.alpha().certificates(UNCHECKED, alpha),
                HostSetup.beta().certificates(asks, of("beta")));
        ladder.alpha.opens();
        ladder.settle();
        return ladder;
    }

    /** Answers the one query that beta has. */
    private static void answers(Ladder ladder, Optional<Bytes> content) {
        assertThat(ladder.beta.events(HostEvent.AskRevocation.class)).hasSize(1);
        answersAll(ladder, content);
        ladder.passMillis(1_000);
    }

    private static int answersAll(Ladder ladder, Optional<Bytes> content) {
        int count = 0;
        for (HostEvent.AskRevocation asked : ladder.beta.events(HostEvent.AskRevocation.class)) {
            for (RevocationQuery query : asked.queries()) {
                ladder.beta.ike.revocationAnswered(query, content, ladder.beta.nowNs);
                count++;
            }
        }
        ladder.beta.events.removeIf(HostEvent.AskRevocation.class::isInstance);
        ladder.beta.drain();
        return count;
    }

    /** Lets minutes pass in which the network answers so whatever it is asked; the result is how often it is. */
    private static int passMinutes(Ladder ladder, int minutes, Optional<Bytes> content) {
        int count = 0;
        for (int second = 0; second < 60 * minutes; second += 5) {
            ladder.passMillis(5_000);
            count += answersAll(ladder, content);
        }
        return count;
    }

    private Ladder vouchedFor(RevocationPolicy policy) {
        Ladder ladder = asking(policy);
        answers(ladder, Optional.of(ROOT.ocsp(alphas, false)));
        assertThat(ladder.beta.installed).hasSize(4);
        return ladder;
    }

    @Test
    void anAnswerIsAskedForAgainWhenItExpires() {
        Ladder ladder = vouchedFor(RevocationPolicy.REQUIRE);
        ladder.passMillis(Duration.ofMinutes(59).toMillis());
        assertThat(ladder.beta.events(HostEvent.AskRevocation.class)).isEmpty();
        ladder.passMillis(60_000);
        answers(ladder, Optional.of(ROOT.ocsp(alphas, false, TestAuthority.NOW.plus(Duration.ofHours(3)))));
        assertThat(ladder.beta.installed).hasSize(4);
        assertThat(ladder.beta.events(HostEvent.IkeSaEnded.class)).isEmpty();
    }

    @Test
    void aPeerThatIsRevokedMeanwhileLosesItsIkeSaAtOnceAndDoesNotComeBack() {
        Ladder ladder = vouchedFor(RevocationPolicy.PREFER);
        ladder.passMillis(Duration.ofMinutes(60).toMillis());
        ladder.carries = any -> false; // Also where it does not answer the delete.
        answers(ladder, Optional.of(ROOT.ocsp(alphas, true)));
        assertThat(ladder.beta.lastEnd())
                .isEqualTo("peer \"alpha\" is not trusted any more: certificate \"CN=alpha\" is revoked");
        assertThat(ladder.beta.installed).isEmpty();
        assertThat(ladder.beta.ike.sessionCount()).isZero();
        ladder.carries = any -> true;
        ladder.passMillis(600_000);
        assertThat(ladder.beta.installed).isEmpty();
        assertThat(ladder.alpha.installed).isEmpty();
    }

    @Test
    void anAnswerThatSomebodyElseAskedForCountsToo() {
        Ladder ladder = asking(RevocationPolicy.PREFER);
        RevocationQuery query = ladder.beta
                .events(HostEvent.AskRevocation.class)
                .get(0)
                .queries()
                .iterator()
                .next();
        answers(ladder, Optional.of(ROOT.ocsp(alphas, false)));
        assertThat(ladder.beta.installed).hasSize(4);

        ladder.beta.ike.revocationAnswered(query, Optional.of(ROOT.ocsp(alphas, true)), ladder.beta.nowNs);
        ladder.beta.drain();

        assertThat(ladder.beta.installed).isEmpty();
        assertThat(ladder.beta.lastEnd()).endsWith("certificate \"CN=alpha\" is revoked");
    }

    @Test
    void whereTheNetworkFailsTheLastAnswerCountsAsLongAsItIsValid() {
        Ladder ladder = vouchedFor(RevocationPolicy.REQUIRE);
        assertThat(passMinutes(ladder, 70, Optional.empty()))
                .as("once a minute at most")
                .isBetween(1, 15);
        assertThat(ladder.beta.installed)
                .as("the platform lets it be a quarter of an hour late")
                .hasSize(4);

        passMinutes(ladder, 20, Optional.empty());

        assertThat(ladder.beta.installed).isEmpty();
        assertThat(ladder.beta.events(HostEvent.IkeSaEnded.class).get(0).reason())
                .startsWith(
                        "peer \"alpha\" is not trusted any more: nobody can tell whether certificate \"CN=alpha\" is"
                                + " revoked, and \"test\" requires it");
    }

    @Test
    void aPolicyThatOnlyPrefersToKnowGoesOnWithoutAnAnswerAndAsksAgain() {
        Ladder ladder = vouchedFor(RevocationPolicy.PREFER);
        assertThat(passMinutes(ladder, 120, Optional.empty())).isBetween(5, 25);
        assertThat(ladder.beta.installed).hasSize(4);

        passMinutes(ladder, 11, Optional.of(ROOT.ocsp(alphas, true, TestAuthority.NOW.plus(Duration.ofHours(9)))));

        assertThat(ladder.beta.installed).isEmpty();
    }

    @Test
    void aDriverThatNeverAnswersCountsAsANetworkThatFails() {
        Ladder ladder = vouchedFor(RevocationPolicy.REQUIRE);
        ladder.passMillis(Duration.ofMinutes(77).toMillis());
        assertThat(ladder.beta.installed).isEmpty();
        assertThat(ladder.beta.lastEnd()).contains("nobody can tell whether certificate");
    }

    @Test
    void aListThatIsRenewedEndsTheIkeSaOfWhoeverIsOnIt() {
        TrustAnchors anchors = ROOT.trusted().crls(List.of(ROOT.crl())).build();
        Ladder ladder = established(
                HostSetup.alpha().certificates(UNCHECKED, alpha),
                HostSetup.beta().certificates(new CertificateAuthentication(anchors), of("beta")));
        ladder.beta.ike.judgeCertificatesAgain(ladder.beta.nowNs);
        ladder.beta.drain();
        assertThat(ladder.beta.installed).hasSize(4);

        anchors.renewCrls(List.of(ROOT.crl(alphas)));
        ladder.beta.ike.judgeCertificatesAgain(ladder.beta.nowNs);
        ladder.beta.drain();

        assertThat(ladder.beta.installed).isEmpty();
        assertThat(ladder.beta.lastEnd()).endsWith("certificate \"CN=alpha\" is revoked");
    }

    @Test
    void aListThatExpiresEndsTheIkeSaWhereOneIsRequired() {
        TrustAnchors anchors = ROOT.trusted()
                .revocation(RevocationPolicy.REQUIRE)
                .crls(List.of(ROOT.crl()))
                .build();
        Ladder ladder = established(
                HostSetup.alpha().certificates(UNCHECKED, alpha),
                HostSetup.beta().certificates(new CertificateAuthentication(anchors), of("beta")));
        passDays(ladder, 6);
        assertThat(ladder.beta.installed).hasSize(4);
        passDays(ladder, 2);
        assertThat(ladder.beta.installed).isEmpty();
        assertThat(ladder.beta.lastEnd()).contains("configure a current CRL of its issuer");
    }
}
