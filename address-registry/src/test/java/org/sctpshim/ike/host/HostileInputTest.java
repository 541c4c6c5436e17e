package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.registry.AddressPair;

/** What anybody may send without a key: it is dropped and counted, changes nothing, and stops nothing. */
@Requirement("RFC 7296 2.21")
class HostileInputTest {
    /** One message of a run that went well, with who received it. */
    private record Recorded(boolean toBeta, IkeDatagram datagram) {}

    /** Every message of a handshake and of the first exchanges, in order. */
    private static List<Recorded> recording() {
        List<Recorded> all = new ArrayList<>();
        Ladder ladder = new Ladder();
        ladder.carries = datagram -> {
            boolean toBeta = ladder.beta.setup.addresses.contains(
                    datagram.endpoints().addresses().local());
            all.add(new Recorded(toBeta, datagram));
            return true;
        };
        ladder.established();
        return all;
    }

    /** Two hosts that are where they were before the message of this number was delivered. */
    private static Ladder upTo(List<Recorded> run, int number) {
        Ladder ladder = new Ladder();
        ladder.alpha.opens();
        for (int i = 0; i < number; i++) {
            Recorded message = run.get(i);
            TestHost sender = message.toBeta() ? ladder.alpha : ladder.beta;
            TestHost receiver = message.toBeta() ? ladder.beta : ladder.alpha;
            sender.sendsAll();
            receiver.receives(message.datagram());
        }
        return ladder;
    }

    private static List<Bytes> damaged(Bytes content, boolean everyBit) {
        List<Bytes> all = new ArrayList<>();
        for (int length = 0; length < content.length(); length++) {
            all.add(content.slice(0, length));
        }
        for (int bit = 0; bit < content.length() * 8; bit += everyBit ? 1 : 7) {
            byte[] flipped = content.toArray();
            flipped[bit >> 3] ^= (byte) (1 << (bit & 7));
            all.add(Bytes.of(flipped));
        }
        return all;
    }

    @Test
    void theRecordedRunIsTheSameEachTime() {
        List<Recorded> run = recording();
        assertThat(run).hasSizeGreaterThan(10).isEqualTo(recording());
    }

    @Test
    @Requirement("RFC 7296 3.14-7")
    void damagedProtectedMessagesChangeNothingAndTheHandshakeCompletesAfterwards() {
        List<Recorded> run = recording();
        for (int i = 2; i < Math.min(run.size(), 12); i++) {
            Ladder ladder = upTo(run, i);
            Recorded message = run.get(i);
            TestHost receiver = message.toBeta() ? ladder.beta : ladder.alpha;
            State before = State.of(receiver);
            receiver.sendsAll();
            int sent = 0;
            for (Bytes content : damaged(message.datagram().content(), i < 4)) {
                long drops = receiver.dropped();
                receiver.receives(new IkeDatagram(message.datagram().endpoints(), content));
                List<IkeDatagram> answers = receiver.sendsAll();
                sent += answers.size();
                assertThat(State.of(receiver)).isEqualTo(before);
                assertThat(receiver.dropped()).as("counted").isEqualTo(drops + 1);
            }
            assertThat(sent).as("answers to damaged message %s", i).isZero();
        }
    }

    @Test
    void aDamagedFirstMessageNeverGetsMoreOctetsThanItHadAndChangesNothingThatIsAuthenticated() {
        Recorded first = recording().get(0);
        TestHost host = new TestHost(HostSetup.beta(), 2).listens();
        for (Bytes content : damaged(first.datagram().content(), true)) {
            host.nowNs += 11_000_000_000L;
            host.timeout();
            assertThat(host.ike.sessionCount())
                    .as("what was half open has expired")
                    .isZero();
            host.receives(new IkeDatagram(first.datagram().endpoints(), content));
            int octets = host.sendsAll().stream()
                    .mapToInt(datagram -> datagram.content().length())
                    .sum();
            assertThat(octets).isLessThanOrEqualTo(content.length());
            assertThat(host.ike.establishedCount()).isZero();
            assertThat(host.events)
                    .as("a refusal at most, whose rate is limited")
                    .allMatch(HostEvent.InitiationRefused.class::isInstance);
            assertThat(host.ike.registry().addresses(HostSetup.ALPHA)).isEmpty();
        }
    }

    @Test
    @Requirement("RFC 7296 2.1-9")
    void aDamagedFirstMessageThatArrivesBeforeTheRealOneDoesNotKeepItOut() {
        Recorded first = recording().get(0);
        int answered = 0;
        for (Bytes content : damaged(first.datagram().content(), false)) {
            Ladder ladder = new Ladder();
            ladder.alpha.opens();
            ladder.beta.receives(new IkeDatagram(first.datagram().endpoints(), content));
            answered += ladder.beta.sendsAll().isEmpty() ? 0 : 1;
            ladder.passMillis(100);
            assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
        }
        assertThat(answered)
                .as("some were good enough for an answer, which was lost")
                .isPositive();
    }

    @Test
    void aDamagedAnswerToTheFirstMessageDelaysTheHandshakeAtMost() {
        List<Recorded> run = recording();
        Recorded answer = run.get(1);
        List<Bytes> all = damaged(answer.datagram().content(), false);
        for (int i = 0; i < all.size(); i += 5) {
            Ladder ladder = upTo(run, 1);
            ladder.alpha.receives(new IkeDatagram(answer.datagram().endpoints(), all.get(i)));
            assertThat(ladder.alpha.ike.establishedCount()).isZero();
            ladder.passMillis(60_000);
            assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
        }
    }

    @Test
    @Requirement("RFC 7296 2.4-1")
    void tenThousandDatagramsOfGarbageAreCountedAndChangeNothing() {
        Ladder ladder = new Ladder();
        ladder.established();
        State before = State.of(ladder.beta);
        SplittableRandom random = new SplittableRandom(20_261_124L);
        UdpEndpoints from = new UdpEndpoints(new AddressPair(HostSetup.B1, HostSetup.A1), 500, 500);
        long drops = ladder.beta.dropped();
        for (int i = 0; i < 10_000; i++) {
            byte[] octets = new byte[random.nextInt(300)];
            random.nextBytes(octets);
            if (octets.length >= 28 && random.nextInt(2) == 0) {
                // As good a header as garbage can have: version 2, a known exchange, the right length.
                octets[17] = 0x20;
                octets[18] = (byte) (34 + random.nextInt(4));
                octets[24] = 0;
                octets[25] = 0;
                octets[26] = (byte) (octets.length >> 8);
                octets[27] = (byte) octets.length;
            }
            ladder.beta.receives(new IkeDatagram(from, Bytes.of(octets)));
        }
        assertThat(ladder.beta.dropped() - drops).isEqualTo(10_000);
        ladder.beta.sendsNothing();
        assertThat(State.of(ladder.beta)).isEqualTo(before);
    }

    @Test
    void aSourceThatNoPolicyPermitsGetsNoAnswerAndNoWork() {
        Recorded first = recording().get(0);
        TestHost host = new TestHost(HostSetup.beta(), 2).listens();
        UdpEndpoints stranger =
                new UdpEndpoints(new AddressPair(HostSetup.B1, HostSetup.address("198.51.100.7")), 500, 500);
        host.receives(new IkeDatagram(stranger, first.datagram().content()));

        host.sendsNothing();
        assertThat(host.ike.sessionCount()).isZero();
        assertThat(host.drops(DropReason.NO_POLICY)).isEqualTo(1);
    }

    /** What must not change by what is not authenticated. */
    private record State(int sessions, int established, int installed, int events, String addresses, String paths) {
        static State of(TestHost host) {
            return new State(
                    host.ike.sessionCount(),
                    host.ike.establishedCount(),
                    host.installed.size(),
                    host.events.size(),
                    host.ike.registry().addresses(host.peer()).toString(),
                    host.ike.registry().paths(host.peer()).toString());
        }
    }
}
