package org.sctpshim.ike.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.sctpshim.ike.crypto.X25519KeyExchangeTest.agreed;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.KeyExchangeMethod;

class KeyExchangeTest {
    static Stream<KeyExchange> methods() {
        return SupportedKeyExchanges.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void both_ends_share_one_secret(KeyExchange method) {
        RandomSource random = new SeededRandom(1);
        for (int round = 0; round < 5; round++) {
            EphemeralKey initiator = method.generate(random);
            KeyExchange.Response response = method.respond(initiator.publicValue(), random);

            assertThat(agreed(initiator.agree(response.publicValue()))).isEqualTo(agreed(response.agreement()));
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void the_same_random_octets_give_the_same_key_and_others_another(KeyExchange method) {
        assertThat(method.generate(new SeededRandom(7)).publicValue())
                .isEqualTo(method.generate(new SeededRandom(7)).publicValue())
                .isNotEqualTo(method.generate(new SeededRandom(8)).publicValue());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void a_closed_key_agrees_on_nothing(KeyExchange method) {
        EphemeralKey closed = method.generate(new SeededRandom(2));
        Bytes answer = method.respond(closed.publicValue(), new SeededRandom(1)).publicValue();
        closed.close();

        assertThatIllegalStateException().isThrownBy(() -> closed.agree(answer));
    }

    @Test
    void a_method_without_implementation_is_none() {
        assertThat(KeyExchange.of(KeyExchangeMethod.NONE)).isEmpty();
        assertThat(KeyExchange.of(KeyExchangeMethod.ML_KEM_1024)).isEmpty();
    }
}
