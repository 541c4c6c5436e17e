package org.sctpshim.registry;

import java.net.InetAddress;

/** Something that happened to an address or a path, for the application and the operator. */
public sealed interface RegistryEvent {
    /** The peer that the event concerns. */
    PeerId peer();

    /** An address of the peer took a step; {@code state} is where it stands now. */
    record AddressAdvanced(PeerId peer, InetAddress address, AddressState state) implements RegistryEvent {}

    /** An address of the peer is not authorised, and says why; edge-triggered. */
    record AddressRefused(PeerId peer, InetAddress address, AuthorisationRule.Verdict reason)
            implements RegistryEvent {}

    /** An address of the peer lost its ground: the peer left it, or the IKE SA ended. */
    record AddressWithdrawn(PeerId peer, InetAddress address) implements RegistryEvent {}

    /** Two peers claim one address; {@code holder} keeps it. */
    record AddressConflict(PeerId peer, InetAddress address, PeerId holder) implements RegistryEvent {}

    /** Both directions of a path are protected. */
    record PathProtected(PeerId peer, PathId path, SpiPair spis) implements RegistryEvent {}

    /** A path has no SA any more. */
    record PathLost(PeerId peer, PathId path, String reason) implements RegistryEvent {}

    /** The peer refused a path's SA; the path is tried again later. */
    record PathRefused(PeerId peer, PathId path, String reason) implements RegistryEvent {}
}
