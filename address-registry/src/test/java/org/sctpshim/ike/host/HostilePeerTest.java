package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.DeletePayload;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.PayloadType;
import org.sctpshim.ike.wire.SecurityAssociationPayload;
import org.sctpshim.ike.wire.UnknownPayload;

/** What a peer may do to a host when its key is right and nothing else. */
class HostilePeerTest {
    private static final long MILLISECOND_NS = 1_000_000L;

    private final TestHost victim = new TestHost(HostSetup.beta(), 2).listens();
    private final ScriptedInitiator peer = new ScriptedInitiator(victim);

    @Test
    @Requirement("RFC 4555 M16")
    void anotherCookie2ThanTheOneSentClosesTheIkeSa() {
        peer.establishWithList(HostSetup.A1, HostSetup.A2);
        IkeMessage check = checks().get(0);
        peer.answer(check, NotifyPayload.of(NotifyType.COOKIE2, Bytes.utf8("not what was sent")));

        assertThat(victim.ike.sessionCount()).isZero();
        assertThat(victim.lastEnd()).contains("COOKIE2");
        assertThat(victim.keys).allSatisfy(HandshakeLadderTest::isWiped);
    }

    @Test
    @Requirement("RFC 4555 M16")
    void theCookie2OfARequestIsCopiedVerbatim() {
        peer.establishWithList(HostSetup.A1);
        NotifyPayload cookie = NotifyPayload.of(NotifyType.COOKIE2, Bytes.utf8("sixteen octets.."));
        assertThat(peer.ask(ExchangeType.INFORMATIONAL, cookie).payloads()).containsExactly(cookie);
    }

    @Test
    @Requirement({"RFC 4555 M27", "RFC 4555 M17"})
    void listsOfEverNewAddressesDoNotMakeTheHostFloodThirdParties() {
        peer.establishWithList(HostSetup.A1);
        int datagrams = 0;
        int seconds = 30;
        for (int i = 0; i < seconds * 10; i++) {
            InetAddress[] fresh = new InetAddress[16];
            for (int j = 0; j < fresh.length; j++) {
                fresh[j] = HostSetup.address("10.9." + i % 250 + "." + (1 + j + (i / 250) * 20));
            }
            peer.isAnswered(ExchangeType.INFORMATIONAL, peer.list(fresh));
            victim.nowNs += 100 * MILLISECOND_NS;
            victim.timeout();
            datagrams += toThirdParties(victim.sendsAll());
            datagrams += toThirdParties(peer.unasked);
            peer.unasked.clear();
        }
        assertThat(datagrams).as("datagrams to addresses that never answer").isLessThan(seconds * 20);
        assertThat(victim.ike.registry().addresses(HostSetup.ALPHA)).hasSizeLessThanOrEqualTo(17);
    }

    @Test
    @Requirement("RFC 4555 M27")
    void updatesFasterThanTheirPaceAreDroppedAndTheNewestIsHeardWhenItComesAgain() {
        peer.establishWithList(HostSetup.A1);
        int answered = 0;
        for (int i = 0; i < 500; i++) {
            boolean toA2 = i % 2 == 0;
            peer.from = toA2 ? HostSetup.A2 : HostSetup.A1;
            answered += peer.isAnswered(ExchangeType.INFORMATIONAL, NotifyPayload.of(NotifyType.UPDATE_SA_ADDRESSES))
                    ? 1
                    : 0;
        }
        assertThat(answered).isEqualTo(32);
        assertThat(victim.drops(DropReason.TOO_MANY_UPDATES)).isEqualTo(468);
        // Other requests are answered, and an update again after a while.
        peer.ask(ExchangeType.INFORMATIONAL);
        victim.nowNs += 300 * MILLISECOND_NS;
        peer.from = HostSetup.A2;
        assertThat(peer.isAnswered(ExchangeType.INFORMATIONAL, NotifyPayload.of(NotifyType.UPDATE_SA_ADDRESSES)))
                .isTrue();
        assertThat(victim.current().remote()).isEqualTo(HostSetup.A2);
    }

    @Test
    @Requirement("RFC 4555 M2")
    void aPeerWithoutMobikeIsSentNothingOfItAndMovesNothing() {
        peer.establish();
        peer.from = HostSetup.A2;
        IkeMessage answer = peer.ask(
                ExchangeType.INFORMATIONAL,
                NotifyPayload.of(NotifyType.UPDATE_SA_ADDRESSES),
                NotifyPayload.of(NotifyType.COOKIE2, Bytes.utf8("sixteen octets..")));

        assertThat(answer.payloads()).isEmpty();
        assertThat(victim.current().remote()).isEqualTo(HostSetup.A1);
        assertThat(checks()).isEmpty();
    }

    @Test
    @Requirement({"RFC 4555 M5", "RFC 4555 M6"})
    void theListOfAStrictInitiatorIsStoredAndNothingElseIsDoneWithIt() {
        peer.establish(NotifyPayload.of(NotifyType.MOBIKE_SUPPORTED), peer.list(HostSetup.A2)[0]);

        assertThat(victim.ike.registry().addresses(HostSetup.ALPHA)).hasSize(2);
        assertThat(Stream.concat(peer.unasked.stream(), victim.sendsAll().stream()))
                .extracting(sent -> sent.endpoints().addresses().local())
                .doesNotContain(HostSetup.A2);
        IkeMessage answer = peer.ask(ExchangeType.CREATE_CHILD_SA, peer.child(HostSetup.A2, HostSetup.B2, 0x1001));
        assertThat(answer.has(NotifyType.TS_UNACCEPTABLE)).isTrue();
    }

    @Test
    @Requirement({"RFC 4555 M10", "RFC 4555 M16", "RFC 4555 M21"})
    void aBrokenVowIsAnsweredWithTheCookieAndNothingOfTheRequestIsUsed() {
        peer.establishWithList(HostSetup.A1);
        NotifyPayload cookie = NotifyPayload.of(NotifyType.COOKIE2, Bytes.utf8("sixteen octets.."));
        Payload[] vowOfA1 = peer.list(HostSetup.A1, HostSetup.A2);
        peer.from = HostSetup.A2;
        IkeMessage answer = peer.ask(
                ExchangeType.INFORMATIONAL,
                NotifyPayload.of(NotifyType.UPDATE_SA_ADDRESSES),
                cookie,
                vowOfA1[1],
                vowOfA1[2]);

        assertThat(answer.has(NotifyType.UNEXPECTED_NAT_DETECTED)).isTrue();
        assertThat(answer.payloads()).contains(cookie);
        assertThat(victim.current().remote()).isEqualTo(HostSetup.A1);
        assertThat(victim.ike.registry().addresses(HostSetup.ALPHA)).hasSize(1);
    }

    @Test
    void anAddressOfAFamilyThatThisHostHasNotDoesNotKeepItFromSleeping() {
        HostSetup setup = HostSetup.beta().permits("10.0.0.0/8", "fd00::/16");
        TestHost host = new TestHost(setup, 2).listens();
        new ScriptedInitiator(host).establishWithList(HostSetup.A1, HostSetup.address("fd00::1"));
        host.timeout();

        assertThat(host.ike.deadlineNs()).isGreaterThan(host.nowNs);
    }

    @Test
    @Requirement("RFC 4555 M26")
    void anAddressThatWasLeftAndIsListedAgainIsCheckedAgain() {
        peer.establishWithList(HostSetup.A1, HostSetup.A2);
        answerChecks();
        peer.ask(ExchangeType.INFORMATIONAL, peer.list(HostSetup.A1));
        peer.ask(ExchangeType.INFORMATIONAL, peer.list(HostSetup.A1, HostSetup.A2));

        assertThat(checks()).as("somebody else may have the address by now").isNotEmpty();
    }

    @Test
    void oneSpiForTwoChildrenIsRefusedSoThatNoneIsLostSightOf() {
        peer.establishWithList(HostSetup.A1);
        answerChecks();
        assertThat(child(HostSetup.B1, 0x1001)).isTrue();
        assertThat(child(HostSetup.B2, 0x1001)).isFalse();
        assertThat(victim.installed).hasSize(1);
        peer.ask(ExchangeType.INFORMATIONAL, DeletePayload.ikeSa());

        assertThat(victim.installed).isEmpty();
    }

    @Test
    @Requirement("RFC 4555 M26")
    void everyChildOfAPathGoesWhenItsAddressIsLeftHoweverManyThereAre() {
        peer.establishWithList(HostSetup.A1, HostSetup.A2);
        answerChecks();
        for (int i = 0; i < 5; i++) {
            assertThat(peer.ask(ExchangeType.CREATE_CHILD_SA, peer.child(HostSetup.A2, HostSetup.B2, 0x1001 + i))
                            .first(SecurityAssociationPayload.class))
                    .isPresent();
        }
        assertThat(victim.installed)
                .as("one in use, the one before and the one to come")
                .hasSizeLessThanOrEqualTo(3);
        peer.ask(ExchangeType.INFORMATIONAL, peer.list(HostSetup.A1));

        assertThat(victim.installed).isEmpty();
    }

    @Test
    void aPeerThatMakesWorkAndAnswersNothingIsGivenUpOnBeforeWhatWaitsGrowsWithoutBound() {
        peer.establishWithList(HostSetup.A1);
        int asked = 0;
        while (victim.ike.sessionCount() > 0 && asked < 5_000) {
            peer.ask(ExchangeType.CREATE_CHILD_SA, peer.child(HostSetup.A1, HostSetup.B1, 0x1001 + asked));
            peer.unasked.clear();
            asked++;
        }
        assertThat(victim.ike.sessionCount()).isZero();
        assertThat(victim.lastEnd()).contains("requests wait");
        assertThat(victim.installed).isEmpty();
    }

    @Test
    @Requirement({"RFC 7296 2.9-1", "RFC 7296 5.1-1"})
    void aSelectorThatIsNobodysToAskForIsRefused() {
        peer.establishWithList(HostSetup.A1);
        for (String foreign : List.of("10.2.0.1", "10.77.0.1", "192.0.2.1")) {
            IkeMessage answer = peer.ask(
                    ExchangeType.CREATE_CHILD_SA, peer.child(HostSetup.address(foreign), HostSetup.B1, 0x1001));
            assertThat(answer.has(NotifyType.TS_UNACCEPTABLE)).as(foreign).isTrue();
        }
        IkeMessage notOurs =
                peer.ask(ExchangeType.CREATE_CHILD_SA, peer.child(HostSetup.A1, HostSetup.address("10.1.0.9"), 0x1001));
        assertThat(notOurs.has(NotifyType.TS_UNACCEPTABLE)).isTrue();
        assertThat(victim.installed).isEmpty();
    }

    @Test
    @Requirement("RFC 4555 M11")
    void aMoveToAnAddressThatPolicyExcludesIsUnacceptableAndMovesNothing() {
        peer.establishWithList(HostSetup.A1);
        peer.from = HostSetup.address("192.0.2.9");
        IkeMessage answer = peer.ask(ExchangeType.INFORMATIONAL, NotifyPayload.of(NotifyType.UPDATE_SA_ADDRESSES));

        assertThat(answer.has(NotifyType.UNACCEPTABLE_ADDRESSES)).isTrue();
        assertThat(victim.current().remote()).isEqualTo(HostSetup.A1);
    }

    @Test
    @Requirement("RFC 4555 M18")
    void natDetectionInAnInformationalIsAnsweredWithOnesOwn() {
        peer.establishWithList(HostSetup.A1);
        IkeMessage answer = peer.ask(
                ExchangeType.INFORMATIONAL,
                NotifyPayload.of(NotifyType.NAT_DETECTION_SOURCE_IP, Bytes.of(new byte[20])),
                NotifyPayload.of(NotifyType.NAT_DETECTION_DESTINATION_IP, Bytes.of(new byte[20])));

        assertThat(answer.has(NotifyType.NAT_DETECTION_SOURCE_IP)).isTrue();
        assertThat(answer.has(NotifyType.NAT_DETECTION_DESTINATION_IP)).isTrue();
    }

    @Test
    @Requirement({"RFC 7296 2.3-7", "RFC 7296 2.3-9", "RFC 7296 2.3-8"})
    void aRequestBeyondTheWindowIsDroppedAndOneWithinItIsAnswered() {
        peer.establishWithList(HostSetup.A1);
        int window = victim.setup.window;
        victim.sendsAll();
        victim.receives(peer.request(ExchangeType.INFORMATIONAL, 2 + window));
        assertThat(victim.drops(DropReason.OUTSIDE_WINDOW)).isEqualTo(1);
        victim.sendsNothing();
        victim.receives(peer.request(ExchangeType.INFORMATIONAL, 1 + window));
        victim.sends("INFORMATIONAL response " + (1 + window));
    }

    @Test
    @Requirement({"RFC 7296 2.5-7", "RFC 7296 2.5-8"})
    void aCriticalPayloadThatIsUnknownIsNamedInTheAnswer() {
        peer.establishWithList(HostSetup.A1);
        PayloadType unknown = new PayloadType(200);
        IkeMessage answer = peer.ask(ExchangeType.INFORMATIONAL, new UnknownPayload(unknown, true, Bytes.EMPTY));
        assertThat(answer.payloads()).containsExactly(NotifyPayload.unsupportedCriticalPayload(unknown));
    }

    @Test
    void authenticPayloadsMadeUpAtRandomNeverThrowAndNeverInstallAnything() {
        SplittableRandom random = new SplittableRandom(4);
        int asked = 0;
        for (int round = 0; round < 150; round++) {
            TestHost host = new TestHost(HostSetup.beta(), round).listens();
            ScriptedInitiator attacker = new ScriptedInitiator(host);
            attacker.establishWithList(HostSetup.A1);
            for (int i = 0; i < 50 && host.ike.sessionCount() > 0; i++) {
                ExchangeType type = List.of(
                                ExchangeType.INFORMATIONAL,
                                ExchangeType.CREATE_CHILD_SA,
                                ExchangeType.IKE_AUTH,
                                new ExchangeType(40))
                        .get(random.nextInt(4));
                attacker.ask(type, randomPayloads(random));
                asked++;
            }
            assertThat(host.installed).isEmpty();
        }
        assertThat(asked).isGreaterThan(100);
    }

    private static Payload[] randomPayloads(SplittableRandom random) {
        List<Payload> payloads = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            byte[] body = new byte[random.nextInt(24)];
            random.nextBytes(body);
            payloads.add(
                    switch (random.nextInt(4)) {
                        case 0 -> DeletePayload.esp(List.of(Bytes.of(Arrays.copyOf(body, 4))));
                        case 1 -> new UnknownPayload(new PayloadType(200), random.nextInt(8) == 0, Bytes.of(body));
                        case 2 -> NotifyPayload.of(new NotifyType(random.nextInt(50)), Bytes.of(body));
                        default -> NotifyPayload.of(new NotifyType(16_384 + random.nextInt(60)), Bytes.of(body));
                    });
        }
        return payloads.toArray(Payload[]::new);
    }

    private boolean child(InetAddress far, int spi) {
        return peer.ask(ExchangeType.CREATE_CHILD_SA, peer.child(HostSetup.A1, far, spi))
                .first(SecurityAssociationPayload.class)
                .isPresent();
    }

    /** The reachability checks that the host sent, opened. */
    private List<IkeMessage> checks() {
        List<IkeDatagram> all = new ArrayList<>(peer.unasked);
        peer.unasked.clear();
        all.addAll(victim.sendsAll());
        return all.stream()
                .filter(datagram -> TestHost.header(datagram).contains(" request "))
                .map(peer::open)
                .filter(message -> message.has(NotifyType.COOKIE2))
                .toList();
    }

    private void answerChecks() {
        List<IkeDatagram> all = new ArrayList<>(peer.unasked);
        peer.unasked.clear();
        all.addAll(victim.sendsAll());
        Set<Integer> answered = new LinkedHashSet<>();
        for (IkeDatagram datagram : all) {
            IkeMessage request = peer.open(datagram);
            if (!request.header().response() && answered.add(request.header().messageId())) {
                peer.from = datagram.endpoints().addresses().local();
                peer.to = datagram.endpoints().addresses().remote();
                peer.answer(
                        request,
                        request.notification(NotifyType.COOKIE2)
                                .map(cookie -> new Payload[] {cookie})
                                .orElseGet(() -> new Payload[0]));
            }
        }
        peer.from = HostSetup.A1;
        peer.to = HostSetup.B1;
    }

    private static int toThirdParties(List<IkeDatagram> datagrams) {
        return (int) datagrams.stream()
                .filter(datagram -> datagram.endpoints()
                        .addresses()
                        .local()
                        .getHostAddress()
                        .startsWith("10.9."))
                .count();
    }
}
