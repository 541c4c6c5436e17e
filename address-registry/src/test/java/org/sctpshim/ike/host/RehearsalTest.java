package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.sctpshim.ike.session.SessionParameters;
import org.sctpshim.ike.wire.Identification;

class RehearsalTest {
    private final SessionParameters parameters = SessionParameters.defaults(Identification.fqdn("host.example"));

    @Test
    void twoEndsInMemoryAgree() {
        assertThatCode(() -> Rehearsal.run(parameters, new SplittableRandom(1)::nextBytes))
                .doesNotThrowAnyException();
    }

    @Test
    void aFailureOfTheAlgorithmsComesOutAtStart() {
        assertThatThrownBy(() -> Rehearsal.run(parameters, target -> {
                    throw new IllegalStateException("no randomness");
                }))
                .isInstanceOf(IllegalStateException.class);
    }
}
