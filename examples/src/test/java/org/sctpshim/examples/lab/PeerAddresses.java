package org.sctpshim.examples.lab;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What a host's kernel SCTP knows of its peers' addresses, read from {@code /proc/net/sctp/remaddr}. */
public final class PeerAddresses {
    /** The state column: an address that no heartbeat has confirmed yet carries no data, not even in need. */
    public enum State {
        INACTIVE,
        POTENTIALLY_FAILED,
        ACTIVE,
        UNCONFIRMED
    }

    private PeerAddresses() {}

    /** The state of each peer address of the host's associations. */
    public static Map<String, State> on(LabHost host) {
        Map<String, State> states = new TreeMap<>();
        host.run("cat", "/proc/net/sctp/remaddr").lines().skip(1).forEach(line -> {
            String[] columns = line.strip().split("\\s+", -1);
            states.put(columns[0], State.values()[Integer.parseInt(columns[7])]);
        });
        return states;
    }

    /**
     * Waits until the host's kernel has confirmed these peer addresses, some 2 s after connect. A path that is cut
     * earlier has no other to fail over to, and costs the initial RTO of 3 s.
     */
    public static void awaitActive(LabHost host, String... addresses) throws InterruptedException {
        long deadlineNs = System.nanoTime() + LabHost.PATIENCE.toNanos();
        Map<String, State> states = on(host);
        while (!allActive(states, addresses)) {
            if (System.nanoTime() > deadlineNs) {
                throw new AssertionError("never confirmed: " + states);
            }
            Thread.sleep(100);
            states = on(host);
        }
    }

    private static boolean allActive(Map<String, State> states, String... addresses) {
        return Arrays.stream(addresses).allMatch(address -> states.get(address) == State.ACTIVE);
    }
}
