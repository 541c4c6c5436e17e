package org.sctpshim.esp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sctpshim.esp.aead.AeadProvider;
import org.sctpshim.esp.aead.ProviderChoice;

/** Bursts whose packets belong to many SAs of all algorithms, with the providers that this machine has. */
class MixedBurstTest {

    private static final AeadProvider PROVIDER = ProviderChoice.atStart(System::nanoTime);
    private static final int SLOTS = 300;

    private final EspEngine sender = EspEngine.insecureAllowingClearPackets(PROVIDER);
    private final EspEngine receiver = EspEngine.insecureAllowingClearPackets(PROVIDER);
    private final EspAlgorithm[] algorithms = EspAlgorithm.values();

    @Test
    void packets_of_all_algorithms_and_some_of_no_sa_share_a_burst() {
        List<OutboundSa> out = new ArrayList<>();
        for (int i = 0; i < algorithms.length; i++) {
            out.add(sender.installOutbound(parameters(i), 0));
            receiver.installInbound(parameters(i), 0);
        }
        PacketBurst clear = new PacketBurst(SLOTS);
        byte[][] packets = new byte[SLOTS][];
        for (int slot = 0; slot < SLOTS; slot++) {
            packets[slot] = SctpPackets.ipv4(12 + slot * 4);
            packets[slot][15] = (byte) (slot % (algorithms.length + 1));
            clear.memory().put(clear.roomOffset(slot), packets[slot]);
            clear.filled(packets[slot].length);
        }
        sender.seal(clear, 0);
        PacketBurst wire = new PacketBurst(SLOTS);
        for (int slot = 0; slot < SLOTS; slot++) {
            int path = slot % (algorithms.length + 1);
            boolean hasSa = path < algorithms.length;
            assertThat(clear.verdict(slot)).isEqualTo(hasSa ? Verdict.SEALED : Verdict.NO_SA);
            assertThat(clear.association(slot)).isSameAs(hasSa ? out.get(path) : null);
            wire.memory().put(wire.roomOffset(slot), clear.memory(), clear.offset(slot), clear.length(slot));
            wire.filled(clear.length(slot));
        }
        receiver.open(wire, 0);
        for (int slot = 0; slot < SLOTS; slot++) {
            if (clear.verdict(slot) == Verdict.SEALED) {
                assertThat(wire.verdict(slot)).as("slot %d", slot).isEqualTo(Verdict.OPENED);
                byte[] opened = EspPair.packet(wire, slot);
                assertThat(opened).startsWith(packets[slot][0]).endsWith(packets[slot][packets[slot].length - 1]);
                assertThat(java.util.Arrays.copyOfRange(opened, 12, opened.length))
                        .isEqualTo(java.util.Arrays.copyOfRange(packets[slot], 12, opened.length));
            }
        }
        assertThat(receiver.count(Verdict.OPENED)).isEqualTo(sender.count(Verdict.SEALED));
    }

    @Test
    void a_burst_that_is_used_again_tells_nothing_of_the_packets_before() {
        sender.installOutbound(parameters(0), 0);
        byte[] known = SctpPackets.ipv4(40);
        known[15] = 0;
        PacketBurst burst = EspPair.burst(known);
        sender.seal(burst, 0);
        assertThat(burst.association(0)).isNotNull();
        burst.clear();
        assertThat(burst.verdict(0)).isEqualTo(Verdict.PENDING);
        assertThat(burst.association(0)).isNull();
        byte[] unknown = SctpPackets.ipv4(40);
        unknown[15] = 99;
        burst.memory().put(burst.roomOffset(0), unknown);
        burst.filled(unknown.length);
        sender.seal(burst, 0);
        assertThat(burst.verdict(0)).isEqualTo(Verdict.NO_SA);
        assertThat(burst.association(0)).isNull();
    }

    private SaParameters parameters(int path) {
        InetAddress source = SctpPackets.address("10.1.0." + path);
        return SaParameters.builder(5000 + path, source, SctpPackets.BETA4)
                .build(algorithms[path], KeyMaterial.copyOf(EspPair.key(100 + path, algorithms[path])));
    }
}
