package org.sctpshim.examples.demo.traffic;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the kernel thinks of a peer address. The order is that of the kernel's {@code enum sctp_spinfo_state}. */
public enum PathState {
    /** Given up after too many timeouts; heartbeats only. */
    INACTIVE,
    /** Potentially failed (RFC 7829): one timeout or more; data goes elsewhere. */
    POTENTIALLY_FAILED,
    /** In use, or ready to be. */
    ACTIVE,
    /** Known from INIT, not yet confirmed by a heartbeat. */
    UNCONFIRMED,
    /** A code this program does not know. */
    UNKNOWN;

    private static final int ADDRESS_COLUMN = 0;

    /**
     * Reads the text of {@code /proc/net/sctp/remaddr}: a header line, then a line for each peer address, whose first
     * column is the address and whose last is the state's number.
     */
    public static Map<String, PathState> ofRemoteAddresses(String procText) {
        Map<String, PathState> states = new LinkedHashMap<>();
        procText.lines()
                .skip(1)
                .map(String::trim)
                .filter(line -> !line.isEmpty())
                .forEach(line -> {
                    String[] columns = line.split("\\s+", -1);
                    states.put(columns[ADDRESS_COLUMN], ofCode(columns[columns.length - 1]));
                });
        return states;
    }

    private static PathState ofCode(String code) {
        return switch (code) {
            case "0" -> INACTIVE;
            case "1" -> POTENTIALLY_FAILED;
            case "2" -> ACTIVE;
            case "3" -> UNCONFIRMED;
            default -> UNKNOWN;
        };
    }
}
