package org.sctpshim.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;

class AuthorisationRuleTest {
    /** Every combination of the eight terms. */
    private static Stream<AddressEvidence> everyCombination() {
        return IntStream.range(0, 256)
                .mapToObj(bits -> new AddressEvidence(
                        (bits & 1) != 0,
                        (bits & 2) != 0,
                        (bits & 4) != 0,
                        (bits & 8) != 0,
                        (bits & 16) != 0,
                        (bits & 32) != 0,
                        (bits & 64) != 0,
                        (bits & 128) != 0));
    }

    @Test
    void anAddressIsAuthorisedExactlyWhenAGroundAPermitAndReachabilityAreThereAndNobodyElseHoldsIt() {
        assertThat(everyCombination()).allSatisfy(evidence -> {
            boolean listedGround = evidence.listed() && evidence.extension() && evidence.natFree();
            boolean ground = evidence.vouched() || evidence.current() || listedGround;
            boolean expected = evidence.permitted() && !evidence.heldByOther() && ground && evidence.reachable();
            assertThat(AuthorisationRule.apply(evidence) == AuthorisationRule.Verdict.AUTHORISED)
                    .as("%s", evidence)
                    .isEqualTo(expected);
        });
    }

    @Test
    @Requirement("RFC 4555 M26")
    void beingReachableAloneIsNoGround() {
        AddressEvidence reachableOnly = new AddressEvidence(true, false, false, false, true, true, true, false);
        assertThat(AuthorisationRule.apply(reachableOnly)).isEqualTo(AuthorisationRule.Verdict.NOT_CLAIMED);
    }
}
