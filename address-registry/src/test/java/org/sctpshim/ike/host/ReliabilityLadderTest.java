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
import org.sctpshim.registry.AddressPair;

/** Retransmission, replies sent again, message ids, liveness (RFC 7296 sections 2.1 to 2.4). */
class ReliabilityLadderTest {
    private final Ladder ladder = new Ladder();

    @Test
    @Requirement({"RFC 7296 2.1-3", "RFC 7296 2.1-6", "RFC 7296 2.1-8", "RFC 7296 2.3-5"})
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
}
