package org.sctpshim.esp.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.esp.plane.TwoHosts.ESP;
import static org.sctpshim.esp.plane.TwoHosts.SCTP;
import static org.sctpshim.esp.plane.TwoHosts.sctp;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sctpshim.esp.linux.SctpProbe;

/** What passes on the link when a plane's process is killed, and when the next one takes over. */
class FailClosedTest {

    private static final int WAIT_MS = 5_000;
    private static final int SHORT_WAIT_MS = 150;

    private TwoHosts hosts;
    private Process process;

    @BeforeEach
    void startAPlaneInAProcessOfItsOwn() throws Exception {
        hosts = TwoHosts.create();
        process = hosts.here.call(() -> new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PlaneInAnotherProcess.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        assertThat(output.readLine()).isEqualTo("protected");
    }

    @AfterEach
    void killIt() throws Exception {
        kill();
        hosts.close();
    }

    @Test
    void notOneClearPacketLeavesOrEntersWhenTheProcessIsKilledUnderTraffic() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger sends = new AtomicInteger();
        Thread traffic = new Thread(() -> sendUntil(stop, sends), "traffic");
        traffic.start();
        awaitAtLeast(sends, 2000);
        hosts.await("sealed packets are on the wire", () -> hosts.wire.count(ESP) > 0);
        kill();
        awaitAtLeast(sends, sends.get() + 2000);
        stop.set(true);
        traffic.join();
        assertThat(hosts.wire.count(SCTP)).isZero();
        assertThat(hosts.wire.count(ESP)).isPositive();
        for (boolean ipv6 : new boolean[] {false, true}) {
            PlanePath path = TwoHosts.path(ipv6);
            try (SctpProbe probeHere = hosts.probeHere(path.local());
                    SctpProbe probeThere = hosts.probeThere(path.remote())) {
                assertThat(probeThere.send(path.local(), sctp(1, 100))).isTrue();
                assertThat(probeHere.receive(SHORT_WAIT_MS)).isNull();
            }
        }
    }

    @Test
    void theNextPlaneTakesOverWithoutAClearPacketAndReleasesOnlyWhatIsStaleAndNotInUse() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger sends = new AtomicInteger();
        Thread traffic = new Thread(() -> sendUntil(stop, sends), "traffic");
        traffic.start();
        kill();
        PlanePath kept = TwoHosts.path(false);
        PlanePath stale = TwoHosts.path(true);
        try (UserspacePlane here = hosts.planeHere();
                UserspacePlane there = hosts.planeThere()) {
            here.guard(kept);
            awaitAtLeast(sends, sends.get() + 500);
            stop.set(true);
            traffic.join();
            assertThat(hosts.wire.count(SCTP)).isZero();

            assertThat(here.releaseStale(Set.of(stale.remote()))).isZero();
            assertThat(here.releaseStale(Set.of())).isEqualTo(4);
            assertThat(here.releaseStale(Set.of())).isZero();
            hosts.protect(here, there, kept);
            assertPasses(kept);
            assertThat(hosts.wire.count(SCTP)).isZero();
            assertPasses(stale);
            assertThat(hosts.wire.count(SCTP)).isEqualTo(1);
        }
    }

    @Test
    void everythingCanBeRemovedOnRequest() throws Exception {
        kill();
        hosts.here.call(() -> {
            UserspacePlane.removeAllGuards(PlaneSettings.DEFAULT);
            return "";
        });
        assertThat(hosts.here.ip("rule")).doesNotContain("sctp", "blackhole");
        assertThat(hosts.here.ip("-6 rule")).doesNotContain("sctp", "blackhole");
        assertThat(hosts.here.ip("xfrm policy")).isEmpty();
        assertPasses(TwoHosts.path(false));
        assertPasses(TwoHosts.path(true));
    }

    private void assertPasses(PlanePath path) throws Exception {
        try (SctpProbe probeHere = hosts.probeHere(path.local());
                SctpProbe probeThere = hosts.probeThere(path.remote())) {
            assertThat(probeHere.send(path.remote(), sctp(3, 100))).isTrue();
            // Before it may come what the traffic thread had sent and the device still held.
            byte[] received = probeThere.receive(WAIT_MS);
            while (received != null && !Arrays.equals(received, sctp(3, 100))) {
                received = probeThere.receive(WAIT_MS);
            }
            assertThat(received).isEqualTo(sctp(3, 100));
        }
    }

    private void sendUntil(AtomicBoolean stop, AtomicInteger sends) {
        try (SctpProbe ipv4 = hosts.probeHere(TwoHosts.path(false).local());
                SctpProbe ipv6 = hosts.probeHere(TwoHosts.path(true).local())) {
            while (!stop.get()) {
                ipv4.send(TwoHosts.path(false).remote(), sctp(1, 100));
                ipv6.send(TwoHosts.path(true).remote(), sctp(1, 100));
                sends.incrementAndGet();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitAtLeast(AtomicInteger counter, int value) {
        while (counter.get() < value) {
            Thread.onSpinWait();
        }
    }

    private void kill() throws Exception {
        process.destroyForcibly();
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }
}
