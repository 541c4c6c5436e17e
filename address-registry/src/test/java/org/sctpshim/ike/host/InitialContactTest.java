package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.wire.DeletePayload;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.IkeSaPerPair;

/** INITIAL_CONTACT drops older IKE SAs of the same peer; without it they live beside each other (RFC 7296 section 2.4). */
class InitialContactTest {
    private static final NotifyPayload INITIAL_CONTACT = NotifyPayload.of(NotifyType.INITIAL_CONTACT);

    private final TestHost beta = new TestHost(HostSetup.beta(), 2).listens();

    private ScriptedInitiator alpha(long seed) {
        return new ScriptedInitiator(beta, seed);
    }

    @Test
    @Requirement("RFC 7296 2.4")
    void withoutItTheOlderOnesStay() {
        ScriptedInitiator first = alpha(1);
        first.establish();
        ScriptedInitiator second = alpha(2);
        second.establish();

        assertThat(beta.ike.establishedCount()).isEqualTo(2);
        assertThat(first.isAnswered(ExchangeType.INFORMATIONAL)).isTrue();
        assertThat(second.isAnswered(ExchangeType.INFORMATIONAL)).isTrue();
        assertThat(beta.events(HostEvent.IkeSaEnded.class)).isEmpty();
    }

    @Test
    @Requirement("RFC 7296 2.4-7")
    void withItTheOlderOnesAreDropped() {
        ScriptedInitiator first = alpha(1);
        first.establish();
        ScriptedInitiator second = alpha(2);
        second.establish();
        ScriptedInitiator third = alpha(3);
        third.establish(INITIAL_CONTACT);

        assertThat(beta.ike.sessionCount()).isEqualTo(1);
        assertThat(third.isAnswered(ExchangeType.INFORMATIONAL)).isTrue();
        assertThat(first.isAnswered(ExchangeType.INFORMATIONAL)).isFalse();
        assertThat(second.isAnswered(ExchangeType.INFORMATIONAL)).isFalse();
    }

    @Test
    void fromWhoeverIsNotAuthenticItMeansNothing() {
        ScriptedInitiator first = alpha(1);
        first.establish();
        Ladder stranger = new Ladder(HostSetup.alpha().key("a guess"), HostSetup.beta());
        stranger.alpha.opens();
        beta.receives(stranger.alpha.sends("IKE_SA_INIT request 0"));
        stranger.alpha.receives(beta.sends("IKE_SA_INIT response 0"));
        beta.receives(stranger.alpha.sends("IKE_AUTH request 1"));
        beta.sendsAll();

        assertThat(beta.events(HostEvent.AuthenticationFailed.class)).hasSize(1);
        assertThat(first.isAnswered(ExchangeType.INFORMATIONAL)).isTrue();
    }

    @Test
    void aPeerHasSoManyAtMost() {
        for (int i = 0; i < PeerIkeSas.MOST; i++) {
            alpha(i).establish();
        }
        IkeMessage refused = alpha(1_000).establish();
        assertThat(refused.has(NotifyType.TEMPORARY_FAILURE)).isTrue();
        assertThat(beta.ike.establishedCount()).isEqualTo(PeerIkeSas.MOST);

        alpha(1_001).establish(INITIAL_CONTACT);
        assertThat(beta.ike.sessionCount()).isEqualTo(1);
    }

    @Test
    void whenTheOneThatSpeaksForThePeerEndsTheNextDoes() {
        ScriptedInitiator first = alpha(1);
        first.establish();
        ScriptedInitiator second = alpha(2);
        second.from = HostSetup.A2;
        second.to = HostSetup.B2;
        second.establish();
        assertThat(beta.current()).isEqualTo(new AddressPair(HostSetup.B1, HostSetup.A1));

        first.ask(ExchangeType.INFORMATIONAL, DeletePayload.ikeSa());
        assertThat(beta.current()).isEqualTo(new AddressPair(HostSetup.B2, HostSetup.A2));
        assertThat(beta.events(HostEvent.IkeSaEnded.class)).isEmpty();
        assertThat(beta.events(HostEvent.FurtherIkeSaEnded.class)).hasSize(1);

        second.ask(ExchangeType.INFORMATIONAL, DeletePayload.ikeSa());
        assertThat(beta.events(HostEvent.IkeSaEnded.class)).hasSize(1);
        assertThat(beta.ike.sessionCount()).isZero();
    }

    @Test
    @Requirement("RFC 7296 2.4")
    void onlyTheFirstIkeSaWithAPeerSaysThatThereIsNoOther() {
        Ladder ladder = new Ladder(
                HostSetup.alpha().strict(IkeSaPerPair.PREFERRED, HostSetup.B1, HostSetup.B2),
                HostSetup.beta().strict(IkeSaPerPair.NEVER, HostSetup.A1));
        Eavesdropper eavesdropper = new Eavesdropper(ladder);
        ladder.alpha.opens();
        ladder.passMillis(1_000);

        List<IkeMessage> requests = eavesdropper.heard.stream()
                .filter(message -> message.header().exchange().equals(ExchangeType.IKE_AUTH)
                        && !message.header().response())
                .toList();
        assertThat(requests).hasSize(4);
        assertThat(requests.get(0).has(NotifyType.INITIAL_CONTACT)).isTrue();
        assertThat(requests.subList(1, 4)).noneMatch(message -> message.has(NotifyType.INITIAL_CONTACT));
    }
}
