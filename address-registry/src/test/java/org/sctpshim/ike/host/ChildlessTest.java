package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;
import org.sctpshim.ike.wire.MessageWriter;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.SecurityAssociationPayload;

/** An IKE SA that begins without a Child SA (RFC 6023). */
class ChildlessTest {
    @Test
    @Requirement("RFC 6023 3-1")
    void theResponderSaysThatItTakesOne() throws MalformedMessageException {
        Ladder ladder = new Ladder();
        ladder.alpha.opens();
        ladder.toBeta("IKE_SA_INIT request 0");
        IkeDatagram answer = ladder.beta.sends("IKE_SA_INIT response 0");
        assertThat(MessageReader.read(answer.content().toArray()).has(NotifyType.CHILDLESS_IKEV2_SUPPORTED))
                .isTrue();
    }

    @Test
    @Requirement("RFC 6023 4-1")
    void anIkeAuthWithoutAChildSaIsAnsweredWithoutOneAndWithoutAnError() {
        ScriptedInitiator initiator = new ScriptedInitiator(new TestHost(HostSetup.beta(), 2).listens());
        IkeMessage answer = initiator.establish();
        assertThat(answer.error()).isEmpty();
        assertThat(answer.first(SecurityAssociationPayload.class)).isEmpty();
        assertThat(initiator.victim.ike.establishedCount()).isEqualTo(1);
    }

    @Test
    @Requirement({"RFC 6023 3-2", "RFC 6023 4-1"})
    void anInitiatorWithoutAFirstPathAsksForNoneWhereTheResponderTakesThat() {
        // The address that beta is looked for at is no end point by alpha's policy.
        Ladder ladder = new Ladder(HostSetup.alpha().permits("10.2.0.0/16"), HostSetup.beta());
        Eavesdropper ear = new Eavesdropper(ladder);
        ladder.alpha.opens();
        ladder.passMillis(1_000);

        assertThat(ear.heard)
                .filteredOn(message -> message.header().exchange().equals(ExchangeType.IKE_AUTH))
                .hasSize(2)
                .allSatisfy(message -> assertThat(message.first(SecurityAssociationPayload.class))
                        .isEmpty());
        assertThat(ladder.alpha.ike.establishedCount()).isEqualTo(1);
        assertThat(ladder.alpha.installed.values())
                .as("the paths that policy permits")
                .hasSize(2)
                .allSatisfy(child -> assertThat(child.path().pair().remote()).isEqualTo(HostSetup.B2));
        ladder.agree();
    }

    @Test
    @Requirement("RFC 6023 3-2")
    void anInitiatorWithoutAFirstPathGivesUpWhereTheResponderTakesNoIkeSaWithout() throws MalformedMessageException {
        Ladder ladder = new Ladder(HostSetup.alpha().permits("10.2.0.0/16"), HostSetup.beta());
        ladder.alpha.opens();
        ladder.toBeta("IKE_SA_INIT request 0");
        IkeDatagram answer = ladder.beta.sends("IKE_SA_INIT response 0");
        IkeMessage read = MessageReader.read(answer.content().toArray());
        IkeMessage without = new IkeMessage(
                read.header(),
                read.payloads().stream()
                        .filter(payload -> !(payload instanceof NotifyPayload notify
                                && notify.is(NotifyType.CHILDLESS_IKEV2_SUPPORTED)))
                        .toList());
        ladder.alpha.receives(new IkeDatagram(answer.endpoints(), Bytes.of(MessageWriter.write(without))));

        assertThat(ladder.alpha.ike.sessionCount()).isZero();
        assertThat(ladder.alpha.lastEnd()).contains("no IKE SA without a Child SA");
    }
}
