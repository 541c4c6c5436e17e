package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sctpshim.ike.crypto.SecurityProfile;

/** A rekey performs one key exchange, so it must not agree on several (RFC 9370 section 2.2.4). */
class HybridRekeyTest {
    @Test
    void anIkeSaOfSeveralKeyExchangesIsReplacedByOneThatAgreedOnNoneThatWasNotDone() {
        Ladder ladder = new Ladder(
                HostSetup.alpha().profile(SecurityProfile.HYBRID),
                HostSetup.beta().profile(SecurityProfile.HYBRID));
        ladder.established();
        assertThat(ladder.alpha.keys.get(ladder.alpha.keys.size() - 1).suite().additionalKeyExchanges())
                .isNotEmpty();
        ladder.alpha.ike.rekeyIkeSa(HostSetup.BETA, ladder.alpha.nowNs);
        ladder.alpha.drain();
        ladder.settle();

        for (TestHost host : List.of(ladder.alpha, ladder.beta)) {
            assertThat(host.events(HostEvent.IkeSaRekeyed.class)).hasSize(1);
            assertThat(host.keys.get(host.keys.size() - 1).suite().additionalKeyExchanges())
                    .isEmpty();
        }
        ladder.agree();
    }
}
