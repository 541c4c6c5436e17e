package org.sctpshim.esp.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Bursts of protocol 50 between two namespaces. */
class RawEspSocketTest {

    private static final int STRIDE = 2048;
    private static final int BURST = 8;

    @Test
    void carriesAnIpv4BurstWithItsHeaders() throws Exception {
        carries("10.1.0.1", "10.1.0.2", 24);
    }

    @Test
    void carriesAnIpv6BurstAndTellsSourceAndTrafficClass() throws Exception {
        carries("fd01::1", "fd01::2", 64);
    }

    @Test
    void refusesAnAddressOfAnotherMachine() throws Exception {
        try (TestNamespace namespace = TestNamespace.create("raw")) {
            assertThatThrownBy(() -> namespace.call(() -> RawEspSocket.open(InetAddress.getByName("10.1.0.1"))))
                    .hasMessageContaining("10.1.0.1")
                    .hasMessageContaining("EADDRNOTAVAIL");
        }
    }

    private static void carries(String from, String to, int prefix) throws Exception {
        InetAddress source = InetAddress.getByName(from);
        InetAddress destination = InetAddress.getByName(to);
        try (TestNamespace one = TestNamespace.create("raw1");
                TestNamespace other = TestNamespace.create("raw2")) {
            TestNamespace.join(one, "ve1", other, "ve2");
            one.ip("addr add " + from + "/" + prefix + " dev ve1 " + (prefix == 64 ? "nodad" : "brd +"));
            other.ip("addr add " + to + "/" + prefix + " dev ve2 " + (prefix == 64 ? "nodad" : "brd +"));
            try (RawEspSocket sender = one.call(() -> RawEspSocket.open(source));
                    RawEspSocket receiver = other.call(() -> RawEspSocket.open(destination));
                    EventFd event = EventFd.open()) {
                NativeMemory out = NativeMemory.allocate(BURST * STRIDE);
                NativeMemory in = NativeMemory.allocate(BURST * STRIDE);
                MessageBurst outgoing = new MessageBurst(out, BURST);
                MessageBurst incoming = new MessageBurst(in, BURST);
                for (int slot = 0; slot < BURST; slot++) {
                    byte[] packet = espPacket(source, destination, slot);
                    out.buffer().put(slot * STRIDE, packet);
                    outgoing.outgoing(slot * STRIDE, packet.length);
                    incoming.incoming(slot * STRIDE, STRIDE);
                }
                assertThat(sender.send(outgoing)).isEqualTo(BURST);
                ReadinessPoll.of(event, java.util.List.of(receiver)).await(2000);
                assertThat(receiver.receive(incoming)).isEqualTo(BURST);
                for (int slot = 0; slot < BURST; slot++) {
                    assertReceived(incoming, in, slot, source, destination);
                }
                assertThat(receiver.receive(incoming)).isZero();
            }
        }
    }

    private static void assertReceived(
            MessageBurst burst, NativeMemory memory, int slot, InetAddress source, InetAddress destination) {
        byte[] sent = espPacket(source, destination, slot);
        byte[] got = new byte[burst.length(slot)];
        memory.buffer().get(slot * STRIDE, got);
        assertThat(burst.isCut(slot)).isFalse();
        if (source.getAddress().length == 4) {
            assertThat(got).hasSize(sent.length).endsWith(java.util.Arrays.copyOfRange(sent, 12, sent.length));
            assertThat(got[1]).isEqualTo(sent[1]);
            return;
        }
        assertThat(got).isEqualTo(java.util.Arrays.copyOfRange(sent, 40, sent.length));
        ByteBuffer address = ByteBuffer.wrap(source.getAddress());
        assertThat(burst.ipv6SourceHigh(slot)).isEqualTo(address.getLong(0));
        assertThat(burst.ipv6SourceLow(slot)).isEqualTo(address.getLong(8));
        assertThat(burst.trafficClass(slot)).isEqualTo(0xba);
    }

    private static byte[] espPacket(InetAddress source, InetAddress destination, int number) {
        boolean ipv6 = source.getAddress().length == 16;
        int payload = 100 + number;
        ByteBuffer packet = ByteBuffer.allocate((ipv6 ? 40 : 20) + payload);
        if (ipv6) {
            packet.putInt(0x6ba00000).putShort((short) payload).put((byte) 50).put((byte) 64);
        } else {
            packet.putInt(0x45ba0000 | packet.capacity())
                    .putInt(0x00014000)
                    .put((byte) 64)
                    .put((byte) 50)
                    .putShort((short) 0);
        }
        packet.put(source.getAddress()).put(destination.getAddress());
        packet.putInt(0x1000 + number).putInt(number);
        while (packet.hasRemaining()) {
            packet.put((byte) number);
        }
        return packet.array();
    }
}
