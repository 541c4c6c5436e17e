package org.sctpshim.ike.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.auth.CertificateAuthentication;
import org.sctpshim.ike.auth.CertificateCredential;
import org.sctpshim.ike.auth.RevocationPolicy;
import org.sctpshim.ike.auth.TestAuthority;
import org.sctpshim.ike.auth.TestKey;
import org.sctpshim.ike.auth.TrustAnchors;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.NatTraversal;
import org.sctpshim.ike.sa.PostquantumKey;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;
import org.sctpshim.ike.wire.NotifyType;

/**
 * Whoever is not authenticated never gets more octets than it sent, in any handshake, until it has shown by a cookie
 * that it is where it seems to be: nobody can use a host to flood somebody else.
 */
class NoMoreThanWasSentTest {
    private static final int RUNS = 300;
    private static final List<TestAuthority> AUTHORITIES =
            IntStream.range(0, 8).mapToObj(i -> TestAuthority.root("root " + i)).toList();
    private static final CertificateCredential OF_ALPHA = credential("alpha");
    private static final CertificateCredential OF_BETA = credential("beta");

    private static CertificateCredential credential(String name) {
        TestAuthority root = AUTHORITIES.get(0);
        return root.issue("CN=" + name).dns(name + ".example").credential(TestKey.P256, root.certificate());
    }

    private static CertificateAuthentication trusting(int authorities) {
        TrustAnchors.Builder anchors = AUTHORITIES.get(0).trusted().revocation(RevocationPolicy.OFF);
        anchors.trust(AUTHORITIES.subList(1, authorities).stream()
                .map(TestAuthority::certificate)
                .toList());
        return new CertificateAuthentication(anchors.build());
    }

    /** What beta has been sent and what it has answered since it last answered something. */
    private static final class Account {
        private final TestHost beta;
        private final Map<String, Integer> whole = new HashMap<>();
        private int received;
        private int answers;
        private final List<IkeDatagram> back = new ArrayList<>();

        Account(TestHost beta) {
            this.beta = beta;
        }

        void hand(IkeDatagram datagram) {
            received += datagram.content().length();
            boolean authenticated = beta.ike.establishedCount() > 0;
            beta.receives(datagram);
            List<IkeDatagram> sent = beta.sendsAll();
            int octets = sent.stream().mapToInt(each -> each.content().length()).sum();
            back.addAll(sent);
            if (octets > 0 && !authenticated && beta.ike.establishedCount() == 0) {
                answers++;
                // Of fragments that come again the first one alone is answered, as the whole message was.
                int asked = whole.merge(TestHost.header(datagram), received, Math::max);
                if (!showsCookie(datagram)) {
                    assertThat(octets).as(TestHost.header(datagram)).isLessThanOrEqualTo(asked);
                }
            }
            received = octets > 0 ? 0 : received;
        }

        List<IkeDatagram> takeBack() {
            List<IkeDatagram> all = List.copyOf(back);
            back.clear();
            return all;
        }
    }

    private static boolean showsCookie(IkeDatagram datagram) {
        try {
            IkeMessage message = MessageReader.read(datagram.content().toArray());
            return message.has(NotifyType.COOKIE);
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    @Test
    @Requirement("RFC 7296 2.6")
    void noHandshakeAnswersWithMoreThanItWasAskedWith() {
        int answers = 0;
        int cookies = 0;
        int established = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            HostSetup alpha = setup(HostSetup.alpha(), random);
            HostSetup beta = setup(HostSetup.beta(), random);
            if (random.nextInt(2) == 0) {
                alpha.certificates(trusting(1 + random.nextInt(8)), OF_ALPHA);
                beta.certificates(trusting(1 + random.nextInt(8)), OF_BETA);
            } else if (random.nextInt(8) == 0) {
                beta.key("another pre-shared key");
            }
            Ladder ladder = new Ladder(alpha, beta);
            Account account = new Account(ladder.beta);
            ladder.alpha.opens();
            for (int round = 0; round < 40 && ladder.beta.ike.establishedCount() == 0; round++) {
                for (IkeDatagram datagram : ladder.alpha.sendsAll()) {
                    deliver(account, datagram, random);
                }
                account.takeBack().stream()
                        .filter(any -> random.nextInt(8) != 0)
                        .forEach(ladder.alpha::receives);
                ladder.waitMillis(250);
            }
            answers += account.answers;
            cookies += ladder.beta.drops(DropReason.COOKIE_DEMANDED) > 0 ? 1 : 0;
            established += ladder.beta.ike.establishedCount();
        }
        assertThat(answers).as("answers before authentication").isGreaterThan(RUNS);
        assertThat(cookies)
                .as("runs in which a longer answer waited for a cookie")
                .isGreaterThan(RUNS / 20);
        assertThat(established).as("runs that came to an IKE SA").isGreaterThan(RUNS / 2);
    }

    /** As it is, doubled, lost, or with damage before or after it. */
    private static void deliver(Account account, IkeDatagram datagram, SplittableRandom random) {
        int fate = random.nextInt(12);
        if (fate < 3) {
            byte[] octets = datagram.content().toArray();
            octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(8));
            int length = fate == 0 ? random.nextInt(octets.length) : octets.length;
            account.hand(new IkeDatagram(datagram.endpoints(), Bytes.of(octets).slice(0, length)));
        }
        if (fate != 3) {
            account.hand(datagram);
        }
        if (fate == 4) {
            account.hand(datagram);
        }
    }

    private static HostSetup setup(HostSetup setup, SplittableRandom random) {
        if (random.nextInt(3) == 0) {
            setup.profile(SecurityProfile.HYBRID);
        }
        if (random.nextInt(6) == 0) {
            setup.keyExchanges(KeyExchangeMethod.ECP_256);
        }
        if (random.nextInt(3) == 0) {
            setup.postquantumKey = Optional.of(new PostquantumKey(
                    Bytes.utf8("winter"), SecretBytes.copyOf("a secret".getBytes(UTF_8)), random.nextInt(4) == 0));
        }
        if (random.nextInt(4) == 0) {
            setup.halfOpen = new HalfOpenLimits(0, 3, 100);
        }
        setup.nat = random.nextBoolean() ? NatTraversal.ALLOW : NatTraversal.FORBID;
        return setup;
    }
}
