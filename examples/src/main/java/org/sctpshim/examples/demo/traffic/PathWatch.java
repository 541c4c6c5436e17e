package org.sctpshim.examples.demo.traffic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.sctpshim.examples.demo.event.EventKind;
import org.sctpshim.examples.demo.event.EventLog;

/**
 * Looks at the kernel's peer addresses and notes each change of state. The JDK has no notification for "potentially
 * failed", so it has to be looked up. For one thread.
 */
public final class PathWatch {
    private final Path remoteAddresses;
    private final EventLog log;
    private final Map<String, PathState> known = new HashMap<>();

    /**
     * A watch over one network namespace.
     *
     * @param remoteAddresses {@code /proc/net/sctp/remaddr}, outside tests
     */
    public PathWatch(Path remoteAddresses, EventLog log) {
        this.remoteAddresses = remoteAddresses;
        this.log = log;
    }

    /** Looks once. */
    public void look() throws IOException {
        Map<String, PathState> now = PathState.ofRemoteAddresses(Files.readString(remoteAddresses));
        now.forEach((remote, state) -> {
            if (known.put(remote, state) != state) {
                log.add(EventKind.PATH_STATE, "remote=" + remote + " state=" + state);
            }
        });
    }
}
