package org.sctpshim.registry;

/** What SCTP says of a path: a hint, which never changes what is allowed. */
public enum SctpPathState {
    /** Nothing known yet. */
    UNKNOWN,
    /** Not confirmed by a heartbeat. */
    UNCONFIRMED,
    /** In use or usable. */
    ACTIVE,
    /** Missed at least one acknowledgement (RFC 7829). */
    POTENTIALLY_FAILED,
    /** Failed. */
    INACTIVE
}
