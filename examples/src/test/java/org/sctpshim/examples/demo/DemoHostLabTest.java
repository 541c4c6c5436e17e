package org.sctpshim.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.examples.lab.LabLinks.Link.LINK1;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sctpshim.examples.demo.event.Event;
import org.sctpshim.examples.demo.event.EventKind;
import org.sctpshim.examples.demo.event.EventLogs;
import org.sctpshim.examples.demo.traffic.Arrivals;
import org.sctpshim.examples.lab.LabHost;
import org.sctpshim.examples.lab.LabLinks;
import org.sctpshim.examples.lab.LabProcess;

/** The demo's two programs without its script: what they log is what happened. */
@Tag("lab")
class DemoHostLabTest {
    private static final int RATE = 100;
    private static final int SECONDS = 8;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @AutoClose
    private final LabHost alpha = LabHost.alpha();

    @AutoClose
    private final LabHost beta = LabHost.beta();

    @AutoClose
    private final LabLinks links = new LabLinks();

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"bare", "protected"})
    void everyMessageArrivesAcrossASilentCutAndTheLogsTellOfIt(String mode) throws IOException {
        String betaLog = folder.resolve("beta.csv").toString();
        String alphaLog = folder.resolve("alpha.csv").toString();
        LabProcess sink = beta.startJava(
                DemoHost.class,
                "--host=beta",
                "--peer-host=alpha",
                "--local=10.1.0.2,10.2.0.2",
                "--mode=" + mode,
                "--log=" + betaLog);
        sink.awaitLine("beta: listening");
        LabProcess source = alpha.startJava(
                DemoHost.class,
                "--host=alpha",
                "--peer-host=beta",
                "--local=10.1.0.1,10.2.0.1",
                "--peer=10.1.0.2",
                "--mode=" + mode,
                "--rate=" + RATE,
                "--seconds=" + SECONDS,
                "--log=" + alphaLog);
        sink.awaitLine("beta: receiving");
        links.cutSilently(LINK1);

        assertThat(source.exitStatus(LIMIT)).as(source.output()).isZero();
        assertThat(sink.exitStatus(LIMIT)).as(sink.output()).isZero();
        List<Event> events =
                EventLogs.merge(List.of(EventLogs.read(Path.of(alphaLog)), EventLogs.read(Path.of(betaLog))));
        Arrivals arrivals = new Arrivals();
        events.stream()
                .filter(event -> event.kind() == EventKind.MESSAGE_RECEIVED)
                .forEach(event -> arrivals.arrived(event.number("seq"), event.number("sentNs"), event.tNs()));
        assertThat(count(events, EventKind.MESSAGE_SENT)).isEqualTo(RATE * SECONDS);
        assertThat(arrivals.lost(RATE * SECONDS)).isZero();
        assertThat(arrivals.duplicates()).isZero();
        assertThat(arrivals.longestSilenceNs()).isBetween(500_000_000L, 5_000_000_000L);
        assertThat(count(events, EventKind.TRAFFIC_ENDED)).isEqualTo(2);
        assertThat(count(events, EventKind.IKE_SA_UP)).isEqualTo(mode.equals("bare") ? 0 : 2);
        assertThat(count(events, EventKind.IKE_SA_MOVED)).isGreaterThanOrEqualTo(mode.equals("bare") ? 0 : 2);
        assertThat(count(events, EventKind.PATH_PROTECTED)).isGreaterThanOrEqualTo(mode.equals("bare") ? 0 : 8);
    }

    private static long count(List<Event> events, EventKind kind) {
        return events.stream().filter(event -> event.kind() == kind).count();
    }
}
