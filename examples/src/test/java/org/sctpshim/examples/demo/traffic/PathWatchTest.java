package org.sctpshim.examples.demo.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sctpshim.examples.demo.event.Event;
import org.sctpshim.examples.demo.event.EventLog;
import org.sctpshim.examples.demo.event.EventLogs;

class PathWatchTest {
    private static final String HEADER = "ADDR ASSOC_ID HB_ACT RTO MAX_PATH_RTX REM_ADDR_RTX START STATE\n";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theKernelsNumbersBecomeStates() {
        assertThat(PathState.ofRemoteAddresses(HEADER
                        + "10.1.0.2  1 1 100 5 0 0 0\n10.2.0.2  1 1 100 5 0 0 1\n"
                        + "fd00:0001::2 1 1 100 5 0 0 2 \n10.3.0.2 1 1 100 5 0 0 3\n10.4.0.2 1 1 100 5 0 0 9\n"))
                .containsEntry("10.1.0.2", PathState.INACTIVE)
                .containsEntry("10.2.0.2", PathState.POTENTIALLY_FAILED)
                .containsEntry("fd00:0001::2", PathState.ACTIVE)
                .containsEntry("10.3.0.2", PathState.UNCONFIRMED)
                .containsEntry("10.4.0.2", PathState.UNKNOWN);
    }

    @Test
    void noAssociationMeansNoAddresses() {
        assertThat(PathState.ofRemoteAddresses(HEADER)).isEmpty();
    }

    @Test
    void onlyChangesAreNoted() throws IOException {
        Path proc = folder.resolve("remaddr");
        Path file = folder.resolve("log.csv");
        try (EventLog log = EventLog.create(file, "alpha", () -> 5)) {
            PathWatch watch = new PathWatch(proc, log);
            for (String state : new String[] {"2", "2", "1", "1", "2"}) {
                Files.writeString(proc, HEADER + "10.1.0.2  1 1 100 5 0 0 " + state + "\n");
                watch.look();
            }
        }
        assertThat(EventLogs.read(file).stream().map(Event::detail))
                .containsExactly(
                        "remote=10.1.0.2 state=ACTIVE",
                        "remote=10.1.0.2 state=POTENTIALLY_FAILED",
                        "remote=10.1.0.2 state=ACTIVE");
    }
}
