package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.VendorIdPayload;
import org.sctpshim.registry.AddressPair;

/** Retransmission, replies sent again, message ids, liveness (RFC 7296 sections 2.1 to 2.4). */
class ReliabilityLadderTest {
    private final Ladder ladder = new Ladder();

    @Test
    @Requirement({"RFC 7296 2.1-3", "RFC 7296 2.1-6", "RFC 7296 2.1-8", "RFC 7296 2.2-4", "RFC 7296 2.3-5"})
    void aRequestIsSentAgainWithTheSameOctetsUntilItIsAnswered() {
        ladder.alpha.opens();
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT response 0");
        Set<Bytes> contents = new LinkedHashSet<>();
        contents.add(ladder.alpha.sends("IKE_AUTH request 1").content());
        for (int i = 0; i < 3; i++) {
            ladder.waitMillis(1_000);
            IkeDatagram again = ladder.alpha.sends("IKE_AUTH request 1");
            contents.add(again.content());
            if (i == 2) {
                ladder.beta.receives(again);
            }
        }
        assertThat(contents).hasSize(1);
        ladder.passMillis(100);
        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
    }

    @Test
    @Requirement({"RFC 7296 2.1-1", "RFC 7296 2.1-2", "RFC 7296 2.3-6"})
    void aRequestThatComesAgainIsAnsweredWithTheSameOctetsAndActedOnOnce() {
        ladder.alpha.opens();
        IkeDatagram init = ladder.alpha.sends("IKE_SA_INIT request 0");
        ladder.beta.receives(init);
        IkeDatagram initAnswer = ladder.beta.sends("IKE_SA_INIT response 0");
        ladder.beta.receives(init);
        assertThat(ladder.beta.sends("IKE_SA_INIT response 0").content()).isEqualTo(initAnswer.content());
        assertThat(ladder.beta.ike.sessionCount()).isEqualTo(1);
        ladder.alpha.receives(initAnswer);

        IkeDatagram auth = ladder.alpha.sends("IKE_AUTH request 1");
        ladder.beta.receives(auth);
        IkeDatagram authAnswer = ladder.beta.sends("IKE_AUTH response 1");
        ladder.beta.sendsAll();
        ladder.beta.receives(auth);
        assertThat(ladder.beta.sends("IKE_AUTH response 1").content()).isEqualTo(authAnswer.content());
        assertThat(ladder.beta.events(HostEvent.InstallChild.class)).hasSize(1);
        assertThat(ladder.beta.events(HostEvent.IkeSaEstablished.class)).hasSize(1);
        ladder.alpha.receives(authAnswer);
        int installed = ladder.alpha.installed.size();
        ladder.alpha.receives(authAnswer);
        assertThat(ladder.alpha.installed).hasSize(installed);
    }

    @Test
    @Requirement({"RFC 7296 2.3", "RFC 7296 2.1-2"})
    void everyMessageOfARunDeliveredAgainChangesNothing() {
        List<IkeDatagram> toAlpha = new ArrayList<>();
        List<IkeDatagram> toBeta = new ArrayList<>();
        ladder.carries = datagram -> {
            boolean forAlpha = ladder.alpha.setup.addresses.contains(
                    datagram.endpoints().addresses().local());
            (forAlpha ? toAlpha : toBeta).add(datagram);
            return true;
        };
        ladder.established();
        int sessions = ladder.beta.ike.sessionCount();
        List<IkeDatagram> again = List.copyOf(toBeta);
        again.forEach(ladder.beta::receives);
        List.copyOf(toAlpha).forEach(ladder.alpha::receives);

        assertThat(ladder.alpha.events).isEmpty();
        assertThat(ladder.beta.events).isEmpty();
        assertThat(ladder.beta.ike.sessionCount()).isEqualTo(sessions);
        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
        assertThat(ladder.beta.drops(DropReason.OUTSIDE_WINDOW) + ladder.alpha.drops(DropReason.OUTSIDE_WINDOW))
                .as("answers to what was answered")
                .isPositive();
    }

    @Test
    @Requirement({"RFC 7296 2.4-2", "RFC 7296 2.4-3", "RFC 7296 2.1-7"})
    void aSilentPeerIsAskedWhetherItIsThereAndGivenUpOnAfterAMinute() {
        ladder.established();
        // Nothing to say for ten seconds; then the initiator asks.
        ladder.waitMillis(9_000);
        ladder.alpha.sendsNothing();
        ladder.waitMillis(1_000);
        assertThat(ladder.alpha.outgoing()).anyMatch(header -> header.startsWith("INFORMATIONAL request"));
        ladder.settle();
        assertThat(ladder.alpha.ike.establishedCount()).isEqualTo(1);

        ladder.carries = any -> false;
        ladder.passMillis(75_000);
        assertThat(ladder.alpha.lastEnd()).contains("did not answer");
        assertThat(ladder.alpha.installed).as("fail closed").isEmpty();
    }

    @Test
    @Requirement("RFC 4555 M23")
    void theResponderIsPatientForFiveMinutes() {
        ladder.established();
        ladder.carries = any -> false;
        ladder.passMillis(300_000);
        assertThat(ladder.beta.events(HostEvent.IkeSaEnded.class)).isEmpty();
        ladder.passMillis(30_000);
        assertThat(ladder.beta.events(HostEvent.IkeSaEnded.class)).hasSize(1);
        assertThat(ladder.beta.installed).isEmpty();
    }

    @Test
    @Requirement({"RFC 4555 M9", "RFC 4555 M14"})
    void anUnansweredRequestGoesOverEveryOtherPairAsWell() {
        ladder.established();
        ladder.waitMillis(10_000);
        Set<AddressPair> used = new LinkedHashSet<>();
        for (int i = 0; i < 5; i++) {
            ladder.alpha
                    .sendsAll()
                    .forEach(datagram -> used.add(datagram.endpoints().addresses()));
            ladder.waitMillis(1_000);
        }
        assertThat(used).hasSize(4);
    }

    @Test
    @Requirement("RFC 7296 2.4-5")
    void theWaitBetweenRepetitionsGrowsByHalfUntilItIsFourSeconds() {
        ladder.established();
        ladder.carries = any -> false;
        List<Long> sentNs = new ArrayList<>();
        ladder.alpha.nowNs += 10_000_000_000L;
        ladder.alpha.timeout();
        while (sentNs.size() < 12) {
            boolean asked = ladder.alpha.sendsAll().stream()
                    .anyMatch(datagram -> TestHost.header(datagram).startsWith("INFORMATIONAL request"));
            if (asked) {
                sentNs.add(ladder.alpha.nowNs);
            }
            ladder.alpha.nowNs = ladder.alpha.ike.deadlineNs();
            ladder.alpha.timeout();
        }
        long before = 0;
        for (int i = 1; i < sentNs.size(); i++) {
            long wait = sentNs.get(i) - sentNs.get(i - 1);
            assertThat(wait)
                    .as("wait %s", i)
                    .isEqualTo(i == 1 ? 250_000_000L : Math.min(before * 3 / 2, 4_000_000_000L));
            before = wait;
        }
        assertThat(before).isEqualTo(4_000_000_000L);
    }

    @Test
    @Requirement({"RFC 7296 2.1-4", "RFC 7296 2.1-5", "RFC 7296 1.4-2", "RFC 7296 4-2"})
    void anAnswerIsKeptForAWholeWindowAndARequestOlderThanThatIsIgnored() {
        TestHost host = new TestHost(HostSetup.beta(), 2).listens();
        ScriptedInitiator peer = new ScriptedInitiator(host);
        peer.establishWithList(HostSetup.A1);
        int first = peer.nextId();
        IkeDatagram oldest = peer.request(ExchangeType.INFORMATIONAL, first);
        host.sendsAll();
        host.receives(oldest);
        Bytes answer = host.sends("INFORMATIONAL response " + first).content();
        for (int id = first + 1; id < first + host.setup.window; id++) {
            host.receives(peer.request(ExchangeType.INFORMATIONAL, id));
            host.sends("INFORMATIONAL response " + id);
            host.receives(oldest);
            assertThat(host.sends("INFORMATIONAL response " + first).content()).isEqualTo(answer);
        }
        host.receives(peer.request(ExchangeType.INFORMATIONAL, first + host.setup.window));
        host.sends("INFORMATIONAL response " + (first + host.setup.window));
        host.receives(oldest);
        host.sendsNothing();
        assertThat(host.drops(DropReason.OUTSIDE_WINDOW)).isEqualTo(1);
    }

    @Test
    @Requirement("RFC 7296 2.3-1")
    void aRequestIsAnsweredWhileOnesOwnIsOpen() {
        ladder.established();
        ladder.waitMillis(10_000);
        IkeDatagram ofAlpha = ladder.alpha.sends("INFORMATIONAL request");
        ladder.toAlpha("INFORMATIONAL request");
        ladder.toBeta("INFORMATIONAL response");
        ladder.beta.receives(ofAlpha);
        ladder.toAlpha("INFORMATIONAL response");
        ladder.alpha.sendsNothing();
        ladder.beta.sendsNothing();
    }

    @Test
    @Requirement({"RFC 7296 2.3-2", "RFC 7296 2.3-11"})
    void aPeerThatNamesNoWindowIsAskedOneThingAtATime() {
        TestHost host = new TestHost(HostSetup.beta(), 2).listens();
        ScriptedInitiator peer = new ScriptedInitiator(host);
        List<Payload> extras = new ArrayList<>(List.of(
                NotifyPayload.of(NotifyType.MOBIKE_SUPPORTED),
                new VendorIdPayload(Bytes.utf8("draft-dupont-mobike-transport-00/sctp-shim"))));
        extras.addAll(List.of(peer.list(HostSetup.A1, HostSetup.A2)));
        peer.establish(extras.toArray(Payload[]::new));

        List<IkeDatagram> asked = new ArrayList<>(peer.unasked);
        asked.addAll(host.sendsAll());
        assertThat(asked).as("a check of one pair, of several").hasSize(1);
        ScriptedInitiator other = new ScriptedInitiator(new TestHost(HostSetup.beta(), 2).listens());
        other.establishWithList(HostSetup.A1, HostSetup.A2);
        assertThat(other.unasked.size() + other.victim.sendsAll().size()).isGreaterThan(1);
    }

    @Test
    @Requirement("RFC 7296 2.2-3")
    void anIkeSaWhoseMessageIdsRunOutIsReplacedAndOneThatCannotBeIsClosed() {
        ladder.established();
        MessageIds.of(ladder.alpha).skipTo(0xffff_fff0L);
        MessageIds.of(ladder.beta).expect(0xffff_fff0L);
        ladder.waitMillis(10_000);
        ladder.passMillis(5_000);
        assertThat(ladder.alpha.events(HostEvent.IkeSaRekeyed.class)).hasSize(1);
        assertThat(ladder.alpha.installed).hasSize(4);
        assertThat(ladder.alpha.ike.establishedCount()).isEqualTo(1);

        MessageIds.of(ladder.alpha).skipTo(0x1_0000_0000L);
        ladder.waitMillis(10_000);
        assertThat(ladder.alpha.lastEnd()).contains("message ids are used up");
        assertThat(ladder.alpha.installed).isEmpty();
    }
}
