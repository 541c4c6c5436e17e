package org.sctpshim.registry;

/** Whether SCTP may set up an association that this host opened. */
public sealed interface Readiness {
    /** At least one path is protected, and waiting longer would bring no further one. */
    record Ready() implements Readiness {}

    /** There is no IKE SA yet, an address is being checked, or a path is being negotiated or will be shortly. */
    record Pending() implements Readiness {}

    /** The peer is authenticated and refuses every path; {@code reason} names one of them and what the peer said. */
    record Refused(String reason) implements Readiness {}
}
