package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.crypto.IkeProposal;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;
import org.sctpshim.ike.wire.MessageWriter;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.registry.AddressPair;

/** Further key exchanges between IKE_SA_INIT and IKE_AUTH (RFC 9242, RFC 9370). */
class IntermediateLadderTest {
    private static final IkeProposal HYBRID =
            IkeProposal.DEFAULT.withAdditionalKeyExchanges(List.of(List.of(KeyExchangeMethod.ML_KEM_768)));

    @Test
    @Requirement({
        "RFC 9242 3.1-1",
        "RFC 9242 3.2-1",
        "RFC 9242 3.3.1-1",
        "RFC 9370 2.2.2-1",
        "RFC 9370 2.2.2-2",
        "RFC 9370 5-1"
    })
    void aPostQuantumKeyExchangeFollowsTheClassicOne() {
        Ladder ladder = ladder(List.of(HYBRID), List.of(HYBRID));
        ladder.alpha.opens();
        // alpha -> beta: SAi1 (ADDKE1), KEi, Ni, INTERMEDIATE_EXCHANGE_SUPPORTED
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT response 0");
        // alpha -> beta: SK {KEi(1)}, too long for one datagram
        ladder.toBeta("IKE_INTERMEDIATE request 1");
        ladder.toBeta("IKE_INTERMEDIATE request 1");
        // beta -> alpha: SK {KEr(1)}
        ladder.toAlpha("IKE_INTERMEDIATE response 1");
        // alpha -> beta: SK {IDi, AUTH, ...} under the keys that both secrets went into
        ladder.toBeta("IKE_AUTH request 2");
        ladder.passMillis(100);

        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
        ladder.agree();
        assertThat(ladder.alpha.keys).as("keys before and after").hasSize(2);
        assertThat(ladder.alpha.keys.get(0)).satisfies(HandshakeLadderTest::isWiped);
        assertThat(ladder.beta.keys.get(0)).satisfies(HandshakeLadderTest::isWiped);
    }

    @Test
    @Requirement("RFC 9370 2.2.2-1")
    void severalFollowOneAfterTheOther() {
        IkeProposal three = IkeProposal.DEFAULT.withAdditionalKeyExchanges(
                List.of(List.of(KeyExchangeMethod.ML_KEM_768), List.of(KeyExchangeMethod.ECP_384)));
        Ladder ladder = ladder(List.of(three), List.of(three));
        List<String> sent = new ArrayList<>();
        ladder.carries = datagram -> sent.add(TestHost.header(datagram));
        ladder.established();

        assertThat(sent).anyMatch(header -> header.startsWith("IKE_INTERMEDIATE request 2"));
        assertThat(sent).anyMatch(header -> header.startsWith("IKE_AUTH request 3"));
    }

    @Test
    void twoEndsThatNeedNotAgreeOnAFurtherOneDoWithout() {
        ladder(List.of(HYBRID, IkeProposal.DEFAULT), List.of(IkeProposal.DEFAULT))
                .established();
        ladder(List.of(IkeProposal.DEFAULT), List.of(HYBRID, IkeProposal.DEFAULT))
                .established();
    }

    @Test
    void anEndThatInsistsOnAFurtherOneMakesNothingWithout() {
        for (Ladder ladder : List.of(
                ladder(List.of(HYBRID), List.of(IkeProposal.DEFAULT)),
                ladder(List.of(IkeProposal.DEFAULT), List.of(HYBRID)))) {
            ladder.alpha.opens();
            ladder.settle();
            ladder.waitMillis(500);
            assertThat(ladder.alpha.lastEnd()).contains("NO_PROPOSAL_CHOSEN");
            assertThat(ladder.beta.ike.sessionCount()).isZero();
        }
    }

    @Test
    @Requirement("RFC 9370 2.2.1-1")
    void nobodyBetweenTakesTheFurtherOneAwayUnseen() {
        List<IkeProposal> both = List.of(HYBRID, IkeProposal.DEFAULT);
        Ladder ladder = ladder(both, both);
        ladder.alpha.opens();
        IkeDatagram request = ladder.alpha.sends("IKE_SA_INIT request 0");
        ladder.beta.receives(without(request, NotifyType.INTERMEDIATE_EXCHANGE_SUPPORTED));
        ladder.settle();
        assertThat(ladder.alpha.ike.establishedCount()).isZero();
        assertThat(ladder.beta.ike.establishedCount()).isZero();
    }

    @Test
    void whatIsLostIsSentAgainAtEveryStep() {
        Ladder ladder = ladder(List.of(HYBRID), List.of(HYBRID));
        List<String> seen = new ArrayList<>();
        ladder.carries = datagram -> {
            // The first copy of everything before IKE_AUTH is lost.
            String header = TestHost.header(datagram);
            boolean before = seen.contains(header) || header.startsWith("IKE_AUTH");
            seen.add(header);
            return before;
        };
        ladder.alpha.opens();
        ladder.passMillis(9_000);
        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
        ladder.agree();
    }

    @Test
    void theLastAnswerIsGivenAgainEvenWhileAuthenticationIsAwaited() {
        Ladder ladder = ladder(List.of(HYBRID), List.of(HYBRID));
        ladder.alpha.opens();
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT response 0");
        List<IkeDatagram> request = ladder.alpha.sendsAll();
        request.forEach(ladder.beta::receives);
        List<IkeDatagram> answer = ladder.beta.sendsAll();
        assertThat(answer).isNotEmpty();
        request.forEach(ladder.beta::receives);
        assertThat(ladder.beta.sendsAll()).isEqualTo(answer);
    }

    @Test
    void authenticationBeforeTheFurtherKeyExchangeIsIgnored() {
        Ladder ladder = ladder(List.of(HYBRID), List.of(HYBRID));
        ladder.alpha.opens();
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT response 0");
        byte[] early = ladder.alpha.sendsAll().get(0).content().toArray();
        early[18] = 35; // IKE_AUTH
        long drops = ladder.beta.drops(DropReason.UNEXPECTED_EXCHANGE);
        ladder.beta.receives(new IkeDatagram(
                new UdpEndpoints(new AddressPair(HostSetup.B1, HostSetup.A1), 500, 500), Bytes.of(early)));
        assertThat(ladder.beta.drops(DropReason.UNEXPECTED_EXCHANGE)).isEqualTo(drops + 1);
        ladder.beta.sendsNothing();
    }

    @Test
    void damagedMessagesOfTheFurtherExchangeChangeNothing() {
        Ladder ladder = ladder(List.of(HYBRID), List.of(HYBRID));
        ladder.alpha.opens();
        ladder.toBeta("IKE_SA_INIT request 0");
        ladder.toAlpha("IKE_SA_INIT response 0");
        List<IkeDatagram> request = ladder.alpha.sendsAll();
        request.forEach(datagram -> damage(datagram, ladder.beta));
        ladder.beta.sendsNothing();
        request.forEach(ladder.beta::receives);
        List<IkeDatagram> answer = ladder.beta.sendsAll();
        answer.forEach(datagram -> damage(datagram, ladder.alpha));
        ladder.alpha.sendsNothing();
        answer.forEach(ladder.alpha::receives);
        ladder.passMillis(100);
        assertThat(ladder.alpha.protectedPaths()).isEqualTo(4);
    }

    private static void damage(IkeDatagram datagram, TestHost receiver) {
        byte[] octets = datagram.content().toArray();
        for (int bit = 0; bit < octets.length * 8; bit += 3) {
            byte[] flipped = octets.clone();
            flipped[bit >> 3] ^= (byte) (1 << (bit & 7));
            receiver.receives(new IkeDatagram(datagram.endpoints(), Bytes.of(flipped)));
        }
        for (int length = 0; length < octets.length; length += 3) {
            receiver.receives(new IkeDatagram(datagram.endpoints(), Bytes.of(octets, 0, length)));
        }
    }

    private static IkeDatagram without(IkeDatagram request, NotifyType notify) {
        try {
            IkeMessage message = MessageReader.read(request.content().toArray());
            List<Payload> payloads = new ArrayList<>(message.payloads());
            payloads.removeIf(payload -> payload instanceof NotifyPayload found && found.is(notify));
            return new IkeDatagram(
                    request.endpoints(), Bytes.of(MessageWriter.write(new IkeMessage(message.header(), payloads))));
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    private static SecurityProfile profile(List<IkeProposal> proposals) {
        return new SecurityProfile(
                "test", proposals, SecurityProfile.MODERN.childProposals(), SecurityProfile.MODERN.childKeyExchanges());
    }

    private static Ladder ladder(List<IkeProposal> ofAlpha, List<IkeProposal> ofBeta) {
        HostSetup alpha = HostSetup.alpha();
        alpha.profile(profile(ofAlpha));
        HostSetup beta = HostSetup.beta();
        beta.profile(profile(ofBeta));
        return new Ladder(alpha, beta);
    }
}
