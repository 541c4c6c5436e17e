package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.NatTraversal;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;
import org.sctpshim.ike.wire.MessageWriter;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.SecurityAssociationPayload;
import org.sctpshim.ike.wire.VendorIdPayload;
import org.sctpshim.registry.AddressPair;

/** What holds for every message, whatever it is about: flags, SPIs, ports, the order of payloads, its length. */
class MessageRulesTest {
    @Test
    @Requirement({"RFC 7296 3.1-1", "RFC 7296 3.1-2", "RFC 7296 3.1-7", "RFC 7296 3.1-9", "RFC 7296 2.2-2"})
    void theHeaderOfEveryMessageTellsWhoAsksAndWhoBegan() throws MalformedMessageException {
        Ladder ladder = new Ladder();
        List<IkeHeader> ofAlpha = new ArrayList<>();
        List<IkeHeader> ofBeta = new ArrayList<>();
        ladder.carries = datagram -> {
            boolean forAlpha = ladder.alpha.setup.addresses.contains(
                    datagram.endpoints().addresses().local());
            (forAlpha ? ofBeta : ofAlpha).add(header(datagram));
            return true;
        };
        ladder.established();
        ladder.beta.ike.rekeyIkeSa(HostSetup.ALPHA, ladder.beta.nowNs);
        ladder.beta.drain();
        ladder.passMillis(15_000);

        assertThat(ofAlpha.get(0).responderSpi()).isZero();
        assertThat(ofAlpha)
                .allSatisfy(header -> assertThat(header.initiatorSpi()).isNotZero());
        long first = ofAlpha.get(0).initiatorSpi();
        long second = ofBeta.stream()
                .mapToLong(IkeHeader::initiatorSpi)
                .filter(spi -> spi != first)
                .findFirst()
                .orElseThrow(() -> new AssertionError("beta never used the IKE SA that it began"));
        assertThat(ofAlpha)
                .allSatisfy(header -> assertThat(header.initiator()).isEqualTo(header.initiatorSpi() == first));
        assertThat(ofBeta)
                .allSatisfy(header -> assertThat(header.initiator()).isEqualTo(header.initiatorSpi() == second));
        answersWhatWasAsked(ofAlpha, ofBeta);
        answersWhatWasAsked(ofBeta, ofAlpha);
    }

    private static void answersWhatWasAsked(List<IkeHeader> answers, List<IkeHeader> requests) {
        assertThat(answers)
                .filteredOn(IkeHeader::response)
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(requests).anySatisfy(request -> {
                    assertThat(request.response()).isFalse();
                    assertThat(request.messageId()).isEqualTo(answer.messageId());
                    assertThat(request.exchange()).isEqualTo(answer.exchange());
                    assertThat(request.initiatorSpi()).isEqualTo(answer.initiatorSpi());
                }));
    }

    private static IkeHeader header(IkeDatagram datagram) {
        try {
            return MessageReader.readHeader(datagram.content().toArray());
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Requirement({"RFC 7296 2.11-1", "RFC 7296 2.11-2", "RFC 7296 2.11-3"})
    void whateverPortARequestComesFromTheAnswerGoesBackThereFromWhereItCameTo() {
        for (int ownPort : new int[] {HostParameters.IKE_PORT, NatTraversal.NAT_PORT}) {
            HostSetup beta = HostSetup.beta();
            beta.nat = NatTraversal.ALLOW;
            TestHost host = new TestHost(beta, 2).listens();
            UdpEndpoints odd = new UdpEndpoints(new AddressPair(HostSetup.B2, HostSetup.A1), ownPort, 61_234);
            host.receives(new IkeDatagram(odd, first().content()));

            IkeDatagram answer = host.sends("IKE_SA_INIT response 0");
            assertThat(answer.endpoints().turned()).isEqualTo(odd);
        }
    }

    @Test
    @Requirement("RFC 7296 2.5-3")
    void theAnswerHasTheMajorVersionOfTheRequestAndMinorVersionZero() {
        TestHost host = new TestHost(HostSetup.beta(), 2).listens();
        IkeDatagram first = first();
        byte[] later = first.content().toArray();
        later[17] = 0x27;
        host.receives(new IkeDatagram(first.endpoints(), Bytes.of(later)));

        assertThat(host.sends("IKE_SA_INIT response 0").content().toArray()[17]).isEqualTo((byte) 0x20);
    }

    @Test
    @Requirement("RFC 7296 2.5-11")
    void payloadsInAnyOrderMeanTheSame() throws MalformedMessageException {
        TestHost host = new TestHost(HostSetup.beta(), 2).listens();
        IkeMessage first = MessageReader.read(first().content().toArray());
        List<Payload> turned = new ArrayList<>(first.payloads());
        Collections.reverse(turned);
        Bytes content = Bytes.of(MessageWriter.write(new IkeMessage(first.header(), turned)));
        host.receives(new IkeDatagram(first().endpoints(), content));
        IkeMessage answer = MessageReader.read(
                host.sends("IKE_SA_INIT response 0").content().toArray());
        assertThat(answer.first(SecurityAssociationPayload.class)).isPresent();

        ScriptedInitiator peer = new ScriptedInitiator(host);
        peer.turned = true;
        peer.establishWithList(HostSetup.A1);
        assertThat(host.ike.establishedCount()).isEqualTo(1);
        assertThat(peer.ask(ExchangeType.CREATE_CHILD_SA, peer.child(HostSetup.A1, HostSetup.B1, 0x1001))
                        .first(SecurityAssociationPayload.class))
                .isPresent();
    }

    @Test
    @Requirement({"RFC 7296 2-1", "RFC 7296 2-2"})
    void messagesOf3000OctetsAreReadAndAnswered() {
        TestHost host = new TestHost(HostSetup.beta(), 2).listens();
        ScriptedInitiator peer = new ScriptedInitiator(host);
        peer.establishWithList(HostSetup.A1);
        for (int octets : new int[] {1_280, 3_000}) {
            Payload filling = new VendorIdPayload(Bytes.of(new byte[octets - 28 - 4 - 8 - 4 - 1 - 16]));
            IkeDatagram request = peer.request(ExchangeType.INFORMATIONAL, peer.nextId(), filling);
            assertThat(request.content().length()).isEqualTo(octets);
            assertThat(peer.ask(ExchangeType.INFORMATIONAL, filling).payloads()).isEmpty();
        }
    }

    /** The first message of an initiator, as it arrives. */
    private static IkeDatagram first() {
        TestHost alpha = new TestHost(HostSetup.alpha(), 1);
        alpha.opens();
        return alpha.sends("IKE_SA_INIT request 0");
    }
}
