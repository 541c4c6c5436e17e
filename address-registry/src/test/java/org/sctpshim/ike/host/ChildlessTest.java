package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;
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
}
