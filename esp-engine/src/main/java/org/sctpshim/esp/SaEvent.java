package org.sctpshim.esp;

/** Something about an SA that whoever negotiated it has to act upon. Each is told once an SA. */
public sealed interface SaEvent {

    /** The SA it is about. */
    SecurityAssociation sa();

    /** Time to rekey; the SA still works. */
    record SoftLifetimeReached(SecurityAssociation sa) implements SaEvent {}

    /** The SA has stopped: its packets are dropped from now on. */
    record HardLifetimeReached(SecurityAssociation sa) implements SaEvent {}

    /** The SA has sent its last sequence number and has stopped. */
    record SequenceExhausted(SecurityAssociation sa) implements SaEvent {}
}
