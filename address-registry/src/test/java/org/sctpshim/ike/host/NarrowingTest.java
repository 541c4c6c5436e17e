package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.IpAddress;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.PayloadType;
import org.sctpshim.ike.wire.TrafficSelector;
import org.sctpshim.ike.wire.TrafficSelectorPayload;

/** A responder takes the one path that it wants out of wider selectors (RFC 7296 section 2.9). */
class NarrowingTest {
    private static final TrafficSelector OF_A1 =
            TrafficSelector.of(TrafficSelector.SCTP, IpAddress.of(HostSetup.A1), HostSetup.ALPHA_PORT);
    private static final TrafficSelector OF_B1 =
            TrafficSelector.of(TrafficSelector.SCTP, IpAddress.of(HostSetup.B1), HostSetup.BETA_PORT);

    @Test
    @Requirement({"RFC 7296 2.9-2", "RFC 7296 2.9-7"})
    void rangesOfAddressesPortsAndProtocolsAreNarrowedToTheFirstPathInThem() {
        IkeMessage answer = answer(true, range(0, HostSetup.A1, HostSetup.A2), range(0, HostSetup.B1, HostSetup.B2));
        narrowed(answer);
        narrowed(answer(
                true,
                TrafficSelector.of(TrafficSelector.SCTP, IpAddress.of(HostSetup.A1)),
                TrafficSelector.of(0, IpAddress.of(HostSetup.B1))));
    }

    @Test
    @Requirement("RFC 7296 2.9-3")
    void theSelectorsOfThePacketThatWasToBeSentComeBeforeWiderOnes() {
        IkeMessage answer = answer(
                false,
                TrafficSelectorPayload.initiator(OF_A1, range(0, HostSetup.A1, HostSetup.A2)),
                TrafficSelectorPayload.responder(OF_B1, range(0, HostSetup.B1, HostSetup.B2)));
        narrowed(answer);
    }

    @Test
    @Requirement("RFC 7296 2.9-1")
    void selectorsThatHoldNoPathOfThisHostAreRefused() {
        assertThat(answer(true, range(17, HostSetup.A1, HostSetup.A2), range(17, HostSetup.B1, HostSetup.B2))
                        .has(NotifyType.SINGLE_PAIR_REQUIRED))
                .isTrue();
        assertThat(answer(false, range(0, HostSetup.A1, HostSetup.A2), range(0, HostSetup.B1, HostSetup.B2))
                        .has(NotifyType.SINGLE_PAIR_REQUIRED))
                .as("any port, and no association that tells which")
                .isTrue();
        assertThat(answer(
                                true,
                                TrafficSelector.of(17, IpAddress.of(HostSetup.A1)),
                                TrafficSelector.of(17, IpAddress.of(HostSetup.B1)))
                        .has(NotifyType.TS_UNACCEPTABLE))
                .isTrue();
    }

    private static void narrowed(IkeMessage answer) {
        assertThat(answer.trafficSelectors(PayloadType.TSI).orElseThrow()).containsExactly(OF_A1);
        assertThat(answer.trafficSelectors(PayloadType.TSR).orElseThrow()).containsExactly(OF_B1);
    }

    private static TrafficSelector range(int protocol, InetAddress from, InetAddress to) {
        return new TrafficSelector(protocol, 0, 65_535, IpAddress.of(from), IpAddress.of(to));
    }

    private static IkeMessage answer(boolean associated, TrafficSelector ofInitiator, TrafficSelector ofResponder) {
        return answer(
                associated,
                TrafficSelectorPayload.initiator(ofInitiator),
                TrafficSelectorPayload.responder(ofResponder));
    }

    /** What beta answers to a Child SA with these selectors, with an association of its own to alpha or listening only. */
    private static IkeMessage answer(boolean associated, Payload ofInitiator, Payload ofResponder) {
        TestHost beta = new TestHost(HostSetup.beta(), 2).listens();
        if (associated) {
            beta.ike.open(HostSetup.ALPHA, beta.setup.end(), HostSetup.ALPHA_PORT, 0);
            beta.drain();
            beta.sendsAll();
        }
        ScriptedInitiator alpha = new ScriptedInitiator(beta);
        alpha.establishWithList(HostSetup.A1);
        Payload[] payloads = alpha.child(HostSetup.A1, HostSetup.B1, 0x1234_5678);
        payloads[2] = ofInitiator;
        payloads[3] = ofResponder;
        return alpha.ask(ExchangeType.CREATE_CHILD_SA, payloads);
    }
}
