package org.sctpshim.esp.plane;

import java.net.InetSocketAddress;

/** Something that whoever runs a plane may want to act upon. */
public sealed interface PlaneEvent {

    /** Time to rekey an SA; it still works. Told once an SA. */
    record SaExpiring(PlaneSa sa) implements PlaneEvent {}

    /** An SA has stopped, by its hard lifetime or with its last sequence number: its packets are dropped from now on. */
    record SaExpired(PlaneSa sa) implements PlaneEvent {}

    /**
     * A packet was to be sent on a guarded path that has no SA, and was dropped. Told once a path until an SA is installed:
     * a hint to negotiate one.
     */
    record ProtectionMissing(PlanePath path) implements PlaneEvent {}

    /**
     * An authentic packet of an encapsulated path, the newest one so far, came from elsewhere than the path's packets go to:
     * a NAT has given the peer another mapping. Whether it is followed, with {@link DataPlane#encapsulate}, is for whoever
     * knows which end is behind a NAT (RFC 7296 section 2.23, RFC 4555 section 3.8). Told once a place.
     */
    record PeerRemapped(PlanePath path, InetSocketAddress from) implements PlaneEvent {}

    /** The plane cannot move packets any more, such as after its device was deleted. Everything guarded stays blocked. */
    record PlaneFailed(String reason) implements PlaneEvent {}
}
