package org.sctpshim.ike.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.crypto.RandomSource;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;

/** SPIs name one SA each, whatever the random source says (RFC 7296 sections 1.4.1 and 2.6, RFC 4303 section 2.1). */
class SpiChoiceTest {
    /** Gives these values first, for 4 or 8 octets at once, and random ones afterwards. */
    private static RandomSource giving(int octets, long... values) {
        Deque<Long> first = new ArrayDeque<>(Arrays.stream(values).boxed().toList());
        SplittableRandom then = new SplittableRandom(5);
        return target -> {
            Long value = target.length == octets ? first.poll() : null;
            if (value == null) {
                then.nextBytes(target);
            } else {
                for (int i = 0; i < target.length; i++) {
                    target[i] = (byte) (value >>> (8 * (target.length - 1 - i)));
                }
            }
        };
    }

    @Test
    @Requirement("RFC 7296 2.6-1")
    void noTwoIkeSasOfAHostHaveOneSpi() throws MalformedMessageException {
        IkeHost host = new IkeHost(
                HostSetup.beta().parameters(), giving(8, 0x1122L, 0x1122L, 0, 0x1122L, 0x3344L), keys -> {});
        host.listen(HostSetup.beta().end(), 0);
        Set<Long> spis = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            TestHost initiator = new TestHost(HostSetup.alpha(), 100 + i);
            initiator.opens();
            host.handle(initiator.sends("IKE_SA_INIT request 0"), 0);
            IkeDatagram answer = host.pollDatagram().orElseThrow();
            spis.add(MessageReader.readHeader(answer.content().toArray()).responderSpi());
        }
        assertThat(spis).hasSize(3).contains(0x1122L, 0x3344L).doesNotContain(0L);
    }

    @Test
    @Requirement({"RFC 4303 2.1-1", "RFC 3948 2.1-4"})
    void anEspSpiIsNeitherZeroNorReservedNorInUse() {
        EspSpis spis = new EspSpis(giving(4, 0, 1, 255, 256, 256, 0xffff_ffffL));
        assertThat(List.of(
                        spis.reserve(SessionEntry.initiator(HostSetup.ALPHA)),
                        spis.reserve(SessionEntry.initiator(HostSetup.ALPHA))))
                .containsExactly(256, -1);
    }

    @Test
    @Requirement("RFC 7296 1.4.1-7")
    void anSpiThatWasGivenBackIsNotUsedAnewWhileThePeerMayStillHaveItsHalf() {
        EspSpis spis = new EspSpis(giving(4, 0x1001, 0x1001, 0x1002, 0x1001, 0x1003));
        int first = spis.reserve(SessionEntry.initiator(HostSetup.ALPHA));
        spis.release(first);
        assertThat(spis.reserve(SessionEntry.initiator(HostSetup.ALPHA))).isEqualTo(0x1002);
        spis.release(first);
        assertThat(spis.reserve(SessionEntry.initiator(HostSetup.ALPHA))).isEqualTo(0x1003);
        assertThat(spis.size()).isEqualTo(2);
    }
}
