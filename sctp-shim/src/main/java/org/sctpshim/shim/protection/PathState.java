package org.sctpshim.shim.protection;

/** What SCTP thinks of a path (RFC 9260, section 5.4 and RFC 7829, section 3.1). A hint, never a ground. */
public enum PathState {
    /** Given up on after too many losses; heartbeats go on. */
    INACTIVE,
    /** Losing packets: traffic has moved to another path if there is one. */
    POTENTIALLY_FAILED,
    /** In use, or ready to be. */
    ACTIVE,
    /** No heartbeat has been answered on it yet. */
    UNCONFIRMED
}
