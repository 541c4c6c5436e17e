package org.sctpshim.esp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;

/** One thread seals without pause while another installs and removes SAs. */
class RekeyUnderLoadTest {

    @Test
    @Requirement("RFC 7296 2.8.1-1")
    void no_packet_is_lost_and_no_wiped_key_is_met_while_sas_are_replaced() {
        EspPair pair = EspPair.ipv4(true);
        AtomicBoolean done = new AtomicBoolean();
        byte[] clear = SctpPackets.ipv4(64);
        CompletableFuture<Long> sealing = CompletableFuture.supplyAsync(() -> {
            long refused = 0;
            while (!done.get()) {
                PacketBurst burst = EspPair.burst(clear, clear, clear, clear);
                pair.alpha.seal(burst, 0);
                for (int slot = 0; slot < burst.size(); slot++) {
                    refused += burst.verdict(slot) == Verdict.SEALED ? 0 : 1;
                }
            }
            return refused;
        });
        ArrayDeque<OutboundSa> installed = new ArrayDeque<>();
        installed.add(pair.out);
        for (int i = 1; i <= 5_000; i++) {
            installed.add(pair.alpha.installOutbound(SaInstallationTest.parameters(10_000 + i, 1000 + i), 0));
            pair.alpha.removeOutbound(installed.remove());
        }
        done.set(true);
        assertThat(sealing.join()).isZero();
        assertThat(pair.alpha.outbound()).hasSize(1);
    }
}
