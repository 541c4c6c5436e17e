package org.sctpshim.registry;

/** Where a path stands with its SAs. What SCTP says of it stands beside it, in {@link SctpPathState}. */
public enum PathState {
    /** Wanted; the peer's address is not authorised yet, or the next attempt waits. */
    PLANNED,
    /** The Child SA is being negotiated. */
    NEGOTIATING,
    /** Both directions' SAs are installed. */
    PROTECTED
}
