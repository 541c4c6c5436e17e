package org.sctpshim.esp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.sctpshim.esp.aead.AeadProvider;
import org.sctpshim.esp.aead.IpsecMbProvider;

/** What the packet path promises beside right octets, shown with a cipher that does nothing. */
class PacketPathTest {

    private static final int BURST = 32;

    private final TransparentProvider provider = new TransparentProvider();
    private final EspEngine engine = new EspEngine(provider);
    private final EspEngine peer = new EspEngine(provider);

    @Test
    void sealing_and_opening_allocate_nothing_in_steady_state() {
        engine.installOutbound(EspPair.ipv4Parameters(true), 0);
        peer.installInbound(EspPair.ipv4Parameters(true), 0);
        PacketBurst clear = new PacketBurst(BURST);
        PacketBurst wire = new PacketBurst(BURST);
        byte[] packet = SctpPackets.ipv4(200);
        pump(clear, wire, packet, 2_000);

        long before = AllocatedOctets.byThisThread();
        pump(clear, wire, packet, 10_000);
        long allocated = AllocatedOctets.byThisThread() - before;

        assertThat(peer.count(Verdict.OPENED)).isEqualTo(12_000L * BURST);
        // Asking for the count may itself allocate a little; a single object a packet would be over 5 million octets.
        assertThat(allocated).as("octets for 320,000 packets").isLessThan(50_000);
    }

    @Test
    void with_ipsec_mb_sealing_and_opening_allocate_nothing_either() throws Exception {
        AeadProvider cipher = ipsecMb();
        EspEngine sender = new EspEngine(cipher);
        EspEngine receiver = new EspEngine(cipher);
        sender.installOutbound(EspPair.ipv4Parameters(true), 0);
        receiver.installInbound(EspPair.ipv4Parameters(true), 0);
        PacketBurst clear = new PacketBurst(BURST);
        PacketBurst wire = new PacketBurst(BURST);
        byte[] packet = SctpPackets.ipv4(200);
        pump(sender, receiver, clear, wire, packet, 2_000);

        long before = AllocatedOctets.byThisThread();
        pump(sender, receiver, clear, wire, packet, 10_000);
        long allocated = AllocatedOctets.byThisThread() - before;

        assertThat(receiver.count(Verdict.OPENED)).isEqualTo(12_000L * BURST);
        assertThat(allocated).as("octets for 320,000 packets").isLessThan(50_000);
    }

    private static AeadProvider ipsecMb() {
        try {
            return IpsecMbProvider.load();
        } catch (IOException e) {
            return Assumptions.abort("skipped: " + e.getMessage());
        }
    }

    private void pump(PacketBurst clear, PacketBurst wire, byte[] packet, int bursts) {
        pump(engine, peer, clear, wire, packet, bursts);
    }

    private static void pump(
            EspEngine engine, EspEngine peer, PacketBurst clear, PacketBurst wire, byte[] packet, int bursts) {
        for (int burst = 0; burst < bursts; burst++) {
            clear.clear();
            wire.clear();
            for (int slot = 0; slot < BURST; slot++) {
                clear.memory().put(clear.roomOffset(slot), packet);
                clear.filled(packet.length);
            }
            engine.seal(clear, burst);
            for (int slot = 0; slot < BURST; slot++) {
                wire.memory().put(wire.roomOffset(slot), clear.memory(), clear.offset(slot), clear.length(slot));
                wire.filled(clear.length(slot));
            }
            peer.open(wire, burst);
        }
    }

    @Test
    void a_key_removed_while_idle_is_wiped_at_once() {
        OutboundSa sa = engine.installOutbound(EspPair.ipv4Parameters(true), 0);
        engine.removeOutbound(sa);
        assertThat(wiped(sa)).isTrue();
    }

    @Test
    void a_key_removed_during_a_burst_is_wiped_when_the_burst_ends() {
        OutboundSa sa = engine.installOutbound(EspPair.ipv4Parameters(true), 0);
        provider.duringBurst = () -> {
            engine.removeOutbound(sa);
            assertThat(wiped(sa)).as("while the burst is with the cipher").isFalse();
        };
        PacketBurst burst = EspPair.burst(SctpPackets.ipv4(64));
        engine.seal(burst, 0);
        assertThat(burst.verdict(0)).isEqualTo(Verdict.SEALED);
        assertThat(wiped(sa)).isTrue();
    }

    @Test
    void a_key_of_the_other_direction_does_not_wait_for_the_burst() {
        engine.installOutbound(EspPair.ipv4Parameters(true), 0);
        InboundSa inbound = engine.installInbound(SaInstallationTest.parameters(9000, 9), 0);
        provider.duringBurst = () -> {
            engine.removeInbound(inbound);
            assertThat(wiped(inbound)).isTrue();
        };
        engine.seal(EspPair.burst(SctpPackets.ipv4(64)), 0);
        assertThat(wiped(inbound)).isTrue();
    }

    private static boolean wiped(SecurityAssociation sa) {
        return sa.aeadKey instanceof TransparentProvider.Key key && key.wiped;
    }
}
