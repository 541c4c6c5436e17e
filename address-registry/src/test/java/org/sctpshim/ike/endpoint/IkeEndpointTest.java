package org.sctpshim.ike.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sctpshim.ike.host.HostEvent;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.registry.LocalEnd;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SpiPair;

/** The driver on real sockets, on the loopback interface only. */
@Timeout(30)
class IkeEndpointTest {
    private static final PeerId ALPHA = new PeerId("alpha");
    private static final PeerId BETA = new PeerId("beta");
    private static final InetAddress ONE = address("127.0.0.1");
    private static final InetAddress TWO = address("127.0.0.2");

    private static LoopbackHost alpha(int port) throws IOException {
        return new LoopbackHost(ALPHA, BETA, ONE, TWO, port);
    }

    private static LoopbackHost beta(int port) throws IOException {
        return new LoopbackHost(BETA, ALPHA, TWO, ONE, port);
    }

    @Test
    void twoEndpointsProtectAPathAndClosingOneRemovesItAtBoth() throws Exception {
        int port = freePort();
        try (LoopbackHost alpha = alpha(port);
                LoopbackHost beta = beta(port)) {
            connect(alpha, beta);
            ChildSa atAlpha = alpha.hears(HostEvent.InstallChild.class).child();
            ChildSa atBeta = beta.hears(HostEvent.InstallChild.class).child();
            assertThat(atAlpha.spis())
                    .isEqualTo(
                            new SpiPair(atBeta.spis().outbound(), atBeta.spis().inbound()));
            assertThat(alpha.keysUsableAtInstall).containsEntry(atAlpha.spis(), true);

            long startNs = System.nanoTime();
            alpha.stops();
            assertThat(System.nanoTime() - startNs).isLessThan(2_000_000_000L);
            assertThat(atAlpha.inboundKey().material().isWiped()).isTrue();
            assertThat(alpha.removed.poll(5, TimeUnit.SECONDS)).isEqualTo(atAlpha.spis());
            assertThat(beta.removed.poll(5, TimeUnit.SECONDS)).isEqualTo(atBeta.spis());
            assertThat(beta.hears(HostEvent.IkeSaEnded.class).reason()).contains("deleted");
        }
    }

    @Test
    void closingStopsWithinTwoSecondsThoughThePeerNeverAnswers() throws Exception {
        int port = freePort();
        LoopbackHost alpha = alpha(port);
        try (DatagramSocket silent = new DatagramSocket(port, TWO)) {
            assertThat(silent.isBound()).isTrue();
            alpha.endpoint
                    .call(host -> host.open(BETA, new LocalEnd(Set.of(ONE), 2905), 2906, IkeEndpoint.nowNs()))
                    .get(5, TimeUnit.SECONDS);
            long startNs = System.nanoTime();
            alpha.stops();
            assertThat(System.nanoTime() - startNs).isLessThan(2_000_000_000L);
        }
        assertThatThrownBy(() -> alpha.endpoint.call(host -> 1).get(1, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("the IKE endpoint is closed");
    }

    @Test
    void aTakenPortIsToldInASentenceThatNamesTheWayOut() throws Exception {
        int port = freePort();
        try (DatagramSocket other = new DatagramSocket(port, ONE)) {
            assertThat(other.isBound()).isTrue();
            assertThatThrownBy(() -> alpha(port))
                    .isInstanceOf(IOException.class)
                    .hasMessage("UDP port " + port + " of 127.0.0.1 is taken: stop the other IKE daemon (\"ss -ulpn "
                            + "sport = :" + port + "\" names it) or configure another port");
        }
    }

    @Test
    void anAddressThatIsNotThisHostsIsToldInASentence() throws Exception {
        int port = freePort();
        assertThatThrownBy(() -> new LoopbackHost(ALPHA, BETA, address("192.0.2.1"), TWO, port))
                .isInstanceOf(IOException.class)
                .hasMessage("UDP port " + port + " of 192.0.2.1 cannot be bound: this host has no such address; correct"
                        + " the local addresses");
        try (LoopbackHost alpha = alpha(port)) {
            assertThatThrownBy(() -> alpha.endpoint.bind(address("192.0.2.1"))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void garbageFromTheNetworkIsCountedAndTheEndpointGoesOn() throws Exception {
        int port = freePort();
        try (LoopbackHost alpha = alpha(port);
                DatagramSocket socket = new DatagramSocket(0, TWO)) {
            for (int length : List.of(0, 1, 28, 1_500)) {
                socket.send(new DatagramPacket(new byte[length], length, ONE, port));
            }
            long drops = 0;
            while (drops < 4) {
                drops = alpha.endpoint
                        .call(host -> host.drops().getOrDefault(DropReason.MALFORMED, 0L))
                        .get(5, TimeUnit.SECONDS);
            }
            assertThat(drops).isEqualTo(4);
        }
    }

    @Test
    void aDataPlaneThatFailsToRemoveDoesNotEndTheEndpoint() throws Exception {
        int port = freePort();
        try (LoopbackHost alpha = alpha(port);
                LoopbackHost beta = beta(port)) {
            beta.removalFails = true;
            connect(alpha, beta);
            beta.hears(HostEvent.InstallChild.class);
            alpha.hears(HostEvent.InstallChild.class);
            alpha.stops();
            beta.hears(HostEvent.IkeSaEnded.class);

            assertThat(beta.endpoint.call(host -> host.sessionCount()).get(5, TimeUnit.SECONDS))
                    .isZero();
        }
    }

    @Test
    void whatACallThrowsComesBackToItsCaller() throws Exception {
        try (LoopbackHost alpha = alpha(freePort())) {
            assertThatThrownBy(() -> alpha.endpoint
                            .call(host -> host.open(
                                    new PeerId("gamma"), new LocalEnd(Set.of(ONE), 2905), 2906, IkeEndpoint.nowNs()))
                            .get(5, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("unknown peer \"gamma\"");
        }
    }

    private static void connect(LoopbackHost alpha, LoopbackHost beta) throws Exception {
        beta.endpoint
                .call(host -> {
                    host.listen(new LocalEnd(Set.of(TWO), 2906), IkeEndpoint.nowNs());
                    return true;
                })
                .get(5, TimeUnit.SECONDS);
        alpha.endpoint
                .call(host -> host.open(BETA, new LocalEnd(Set.of(ONE), 2905), 2906, IkeEndpoint.nowNs()))
                .get(5, TimeUnit.SECONDS);
    }

    private static int freePort() throws IOException {
        try (DatagramSocket probe = new DatagramSocket(0, ONE)) {
            return probe.getLocalPort();
        }
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
