package org.sctpshim.esp.plane;

import org.sctpshim.esp.SaEvent;

/** Something that whoever runs a plane may want to act upon. */
public sealed interface PlaneEvent {

    /** An SA is to be rekeyed, or has stopped. */
    record SaLifetime(SaEvent event) implements PlaneEvent {}

    /**
     * A packet was to be sent on a guarded path that has no SA, and was dropped. Told once a path until an SA is installed:
     * a hint to negotiate one.
     */
    record ProtectionMissing(PlanePath path) implements PlaneEvent {}

    /** The plane cannot move packets any more, such as after its device was deleted. Everything guarded stays blocked. */
    record PlaneFailed(String reason) implements PlaneEvent {}
}
