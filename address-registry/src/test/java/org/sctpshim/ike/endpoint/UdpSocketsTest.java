package org.sctpshim.ike.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.NatTraversal;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.registry.AddressPair;

/** What stands on the wire at the port that IKE and ESP share (RFC 3948 section 2.2). */
class UdpSocketsTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final Bytes MESSAGE = Bytes.utf8("stands for an IKE message");

    private final InetAddress loopback = InetAddress.getLoopbackAddress();

    @Test
    @Requirement({"RFC 3948 2.2-1", "RFC 7296 2.23-6", "RFC 7296 2-3"})
    void fourOctetsOfZeroGoBeforeIkeAndNoneBeforeAKeepaliveAndNothingElseIsIke() throws IOException {
        try (DatagramChannel peer = DatagramChannel.open().bind(new InetSocketAddress(loopback, 0))) {
            int natPort = freePort();
            try (UdpSockets sockets = new UdpSockets(freePort(), NatTraversal.ALLOW.over(natPort), Optional.empty())) {
                sockets.bind(loopback);
                UdpEndpoints way = new UdpEndpoints(
                        new AddressPair(loopback, loopback),
                        natPort,
                        ((InetSocketAddress) peer.getLocalAddress()).getPort());
                assertThat(sockets.send(new IkeDatagram(way, MESSAGE))).isTrue();
                assertThat(received(peer)).isEqualTo("\0\0\0\0" + "stands for an IKE message");
                assertThat(sockets.send(IkeDatagram.keepalive(way))).isTrue();
                assertThat(received(peer)).hasSize(1);

                InetSocketAddress shared = new InetSocketAddress(loopback, natPort);
                peer.send(ByteBuffer.wrap("\0\0\1\1ESP with an SPI".getBytes(UTF_8)), shared);
                peer.send(ByteBuffer.wrap(new byte[] {(byte) 0xff}), shared);
                peer.send(ByteBuffer.wrap(("\0\0\0\0" + "stands for an IKE message").getBytes(UTF_8)), shared);
                List<IkeDatagram> taken = new ArrayList<>();
                while (taken.isEmpty()) {
                    sockets.receive(SECOND_NS, taken::add);
                }
                assertThat(taken).containsExactly(new IkeDatagram(way, MESSAGE));
            }
        }
    }

    /** A port in other hands: what is sent there, and what comes from there. */
    private static final class OtherHands implements NatPort {
        final List<IkeDatagram> sent = new ArrayList<>();
        final List<Receiver> receivers = new ArrayList<>();
        boolean closed;

        @Override
        public void open(InetAddress local, int port, Receiver receiver) {
            receivers.add(receiver);
        }

        @Override
        public boolean send(IkeDatagram datagram) {
            return sent.add(datagram);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void thePortForNatsMayBeInOtherHandsAndWakesTheEndpoint() throws Exception {
        OtherHands hands = new OtherHands();
        int natPort = freePort();
        try (UdpSockets sockets = new UdpSockets(freePort(), NatTraversal.ALLOW.over(natPort), Optional.of(hands))) {
            sockets.bind(loopback);
            UdpEndpoints way = new UdpEndpoints(new AddressPair(loopback, loopback), natPort, 4500);
            IkeDatagram datagram = new IkeDatagram(way, MESSAGE);
            assertThat(sockets.send(datagram)).isTrue();
            assertThat(hands.sent).containsExactly(datagram);
            assertThat(hands.receivers).hasSize(1);

            List<IkeDatagram> taken = new ArrayList<>();
            Thread elsewhere = new Thread(() -> hands.receivers.get(0).received(datagram));
            elsewhere.start();
            while (taken.isEmpty()) {
                sockets.receive(60 * SECOND_NS, taken::add);
            }
            elsewhere.join();
            assertThat(taken).containsExactly(datagram);

            int room = 0;
            while (hands.receivers.get(0).received(datagram)) {
                room++;
            }
            assertThat(room).as("a flood is dropped").isBetween(64, 4096);
            for (int left = room; left > 0; left = room - taken.size() + 1) {
                sockets.receive(60 * SECOND_NS, taken::add);
            }
            assertThat(taken).hasSize(room + 1);
        }
        assertThat(hands.closed).isTrue();
    }

    private static String received(DatagramChannel peer) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        peer.receive(buffer);
        return UTF_8.decode(buffer.flip()).toString();
    }

    private int freePort() throws IOException {
        try (DatagramChannel probe = DatagramChannel.open().bind(new InetSocketAddress(loopback, 0))) {
            return ((InetSocketAddress) probe.getLocalAddress()).getPort();
        }
    }
}
