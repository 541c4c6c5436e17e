package org.sctpshim.shim.ipsec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.esp.plane.PlaneStatistics;
import org.sctpshim.ike.endpoint.EndpointSettings;
import org.sctpshim.ike.endpoint.IkeEndpoint;
import org.sctpshim.ike.host.HalfOpenLimits;
import org.sctpshim.ike.host.HostParameters;
import org.sctpshim.ike.host.InsecureKeyLog;
import org.sctpshim.ike.session.SessionParameters;
import org.sctpshim.ike.wire.Identification;

/** Reads the status of a real endpoint, on a port of the loopback interface that the kernel chooses. */
class StatusReaderThreadTest {
    private final PlaneStatistics figures = new PlaneStatistics(Map.of(), 1, 2, 3, List.of());
    private final DataPlane plane = (DataPlane) Proxy.newProxyInstance(
            DataPlane.class.getClassLoader(), new Class<?>[] {DataPlane.class}, (proxy, method, arguments) -> figures);

    private IkeEndpoint endpoint;
    private StatusReader reader;

    @BeforeEach
    void start() throws IOException {
        HostParameters parameters = new HostParameters(
                SessionParameters.defaults(Identification.fqdn("alpha")), List.of(), 0, HalfOpenLimits.DEFAULT);
        endpoint = IkeEndpoint.open(new EndpointSettings(
                parameters,
                List.of(InetAddress.getLoopbackAddress()),
                new PlaneInstaller(plane, KeyLog.into(Optional.empty())),
                event -> {},
                InsecureKeyLog.OFF));
        reader = new StatusReader(endpoint, plane, new IkeTally());
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void aRunningEndpointTells() throws IOException {
        assertThat(reader.status().plane()).isEqualTo(figures);
    }

    @Test
    void aClosedEndpointDoesNotTell() {
        endpoint.close();

        assertThatThrownBy(reader::status).isInstanceOf(IOException.class).hasMessageContaining("closed");
    }

    @Test
    void nobodyHangsOnAnEndpointThatDoesNotAnswer() {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Boolean> blocked = blockUntil(asked);

        assertThatThrownBy(reader::status).isInstanceOf(IOException.class).hasMessageContaining("within 1000 ms");
        asked.countDown();
        assertThat(blocked.join()).isTrue();
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() {
        CountDownLatch interrupted = new CountDownLatch(1);
        CompletableFuture<Boolean> blocked = blockUntil(interrupted);
        Thread.currentThread().interrupt();

        assertThatThrownBy(reader::status).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        interrupted.countDown();
        assertThat(blocked.join()).isTrue();
    }

    /** Keeps the IKE thread busy. */
    private CompletableFuture<Boolean> blockUntil(CountDownLatch latch) {
        return endpoint.call(host -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return true;
        });
    }
}
