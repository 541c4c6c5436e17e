package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.session.Fragmentation;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.EncryptedFragmentPayload;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;
import org.sctpshim.ike.wire.NotifyType;

/** Messages that are longer than a datagram may be (RFC 7383), with datagrams so short that all are. */
class FragmentationLadderTest {
    private static final Fragmentation SHORT = new Fragmentation(true, 300, 256);
    private static final int SHORT_OCTETS = 300 - 52;

    @Test
    @Requirement({"RFC 7383 2.3-1", "RFC 7383 2.4-1", "RFC 7383 2.5-1", "RFC 7383 2.5.1-1"})
    void everyProtectedMessageGoesInPiecesThatFit() throws MalformedMessageException {
        Ladder ladder = ladder(SHORT, SHORT);
        List<IkeDatagram> all = new ArrayList<>();
        ladder.carries = all::add;
        ladder.established();

        for (IkeDatagram datagram : all) {
            IkeMessage message = read(datagram);
            if (!message.header().exchange().equals(ExchangeType.IKE_SA_INIT)) {
                assertThat(datagram.content().length()).isLessThanOrEqualTo(SHORT_OCTETS);
            } else {
                assertThat(message.has(NotifyType.IKEV2_FRAGMENTATION_SUPPORTED))
                        .isTrue();
            }
        }
        assertThat(all.stream().filter(FragmentationLadderTest::isFragment).count())
                .isGreaterThanOrEqualTo(4);
        ladder.agree();
    }

    @Test
    @Requirement("RFC 7383 2.3-2")
    void onlyWhereBothTakeThemAreFragmentsSent() {
        for (Ladder ladder : List.of(ladder(SHORT, Fragmentation.NONE), ladder(Fragmentation.NONE, SHORT))) {
            List<IkeDatagram> all = new ArrayList<>();
            ladder.carries = all::add;
            ladder.established();
            assertThat(all).noneMatch(FragmentationLadderTest::isFragment);
        }
    }

    @Test
    @Requirement({"RFC 7383 2.6-4", "RFC 7383 2.6-6"})
    void theOrderOfFragmentsDoesNotMatterNorThatSomeComeTwice() {
        Ladder ladder = ladder(SHORT, SHORT);
        SplittableRandom random = new SplittableRandom(5);
        ladder.alpha.opens();
        for (int round = 0; round < 50; round++) {
            List<IkeDatagram> toBeta = twiceInDisorder(ladder.alpha.sendsAll(), random);
            List<IkeDatagram> toAlpha = twiceInDisorder(ladder.beta.sendsAll(), random);
            toBeta.forEach(ladder.beta::receives);
            toAlpha.forEach(ladder.alpha::receives);
        }
        ladder.passMillis(500);
        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
        ladder.agree();
    }

    @Test
    @Requirement("RFC 7383 2.6-6")
    void whenAFragmentIsLostAllAreSentAgain() {
        Ladder ladder = ladder(SHORT, SHORT);
        ladder.alpha.opens();
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT response 0");
        List<IkeDatagram> first = ladder.alpha.sendsAll();
        first.subList(1, first.size()).forEach(ladder.beta::receives);
        ladder.beta.sendsNothing();
        ladder.waitMillis(260);
        List<IkeDatagram> again = ladder.alpha.sendsAll();
        assertThat(again).isEqualTo(first);
        ladder.beta.receives(again.get(0));
        assertThat(ladder.beta.ike.establishedCount())
                .as("the others are kept from the first time")
                .isEqualTo(1);
    }

    @Test
    @Requirement({"RFC 7383 2.5.2-1", "RFC 7383 2.5.2-2", "RFC 7383 2.6-2", "RFC 7383 2.6-3"})
    void fragmentsThatDoNotGetThroughAreMadeSmallerAndReplaceTheOnesBefore() {
        Fragmentation wide = new Fragmentation(true, 400, 256);
        Ladder ladder = ladder(wide, SHORT);
        ladder.alpha.opens();
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT response 0");
        List<IkeDatagram> first = ladder.alpha.sendsAll();
        ladder.beta.receives(first.get(0));
        ladder.waitMillis(260);
        assertThat(ladder.alpha.sendsAll()).isEqualTo(first);
        ladder.waitMillis(400);
        List<IkeDatagram> smaller = ladder.alpha.sendsAll();
        assertThat(smaller).hasSizeGreaterThan(first.size());
        ladder.beta.receives(smaller.get(0));
        // What is left of the larger ones comes late, and is of no use.
        first.subList(1, first.size()).forEach(ladder.beta::receives);
        assertThat(ladder.beta.ike.establishedCount()).isZero();
        smaller.forEach(ladder.beta::receives);
        assertThat(ladder.beta.ike.establishedCount()).isEqualTo(1);
    }

    @Test
    @Requirement({"RFC 7383 2.6.1-1", "RFC 7383 2.6.1-2"})
    void onlyTheFirstFragmentOfARepeatedRequestIsAnsweredAgain() {
        Ladder ladder = ladder(SHORT, SHORT);
        ladder.alpha.opens();
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT response 0");
        List<IkeDatagram> request = ladder.alpha.sendsAll();
        request.forEach(ladder.beta::receives);
        List<IkeDatagram> answer = ladder.beta.sendsAll().stream()
                .filter(datagram -> TestHost.header(datagram).startsWith("IKE_AUTH response"))
                .toList();
        assertThat(answer).hasSizeGreaterThan(1);
        request.subList(1, request.size()).forEach(ladder.beta::receives);
        ladder.beta.sendsNothing();
        ladder.beta.receives(request.get(0));
        assertThat(ladder.beta.sendsAll()).isEqualTo(answer);
    }

    @Test
    @Requirement({"RFC 7383 2.5-2", "RFC 7383 2.6-5"})
    void damagedFragmentsChangeNothingAndAreNotAnswered() {
        Ladder ladder = ladder(SHORT, SHORT);
        ladder.alpha.opens();
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT response 0");
        List<IkeDatagram> fragments = ladder.alpha.sendsAll();
        for (IkeDatagram fragment : fragments) {
            byte[] octets = fragment.content().toArray();
            for (int bit = 0; bit < octets.length * 8; bit++) {
                byte[] flipped = octets.clone();
                flipped[bit >> 3] ^= (byte) (1 << (bit & 7));
                ladder.beta.receives(new IkeDatagram(fragment.endpoints(), Bytes.of(flipped)));
            }
            for (int length = 0; length < octets.length; length++) {
                ladder.beta.receives(new IkeDatagram(fragment.endpoints(), Bytes.of(octets, 0, length)));
            }
        }
        ladder.beta.sendsNothing();
        assertThat(ladder.beta.ike.establishedCount()).isZero();
        assertThat(ladder.beta.ike.sessionCount()).isEqualTo(1);
        fragments.forEach(ladder.beta::receives);
        assertThat(ladder.beta.ike.establishedCount()).isEqualTo(1);
    }

    private static List<IkeDatagram> twiceInDisorder(List<IkeDatagram> datagrams, SplittableRandom random) {
        List<IkeDatagram> all = new ArrayList<>(datagrams);
        all.addAll(datagrams);
        for (int i = all.size() - 1; i > 0; i--) {
            Collections.swap(all, i, random.nextInt(i + 1));
        }
        return all;
    }

    private static boolean isFragment(IkeDatagram datagram) {
        return read(datagram).first(EncryptedFragmentPayload.class).isPresent();
    }

    private static IkeMessage read(IkeDatagram datagram) {
        try {
            return MessageReader.read(datagram.content().toArray());
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    private static Ladder ladder(Fragmentation ofAlpha, Fragmentation ofBeta) {
        HostSetup alpha = HostSetup.alpha();
        alpha.fragmentation = ofAlpha;
        HostSetup beta = HostSetup.beta();
        beta.fragmentation = ofBeta;
        return new Ladder(alpha, beta);
    }
}
