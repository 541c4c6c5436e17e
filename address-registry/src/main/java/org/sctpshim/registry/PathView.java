package org.sctpshim.registry;

import java.util.Optional;

/**
 * A path as it stood when it was asked for.
 *
 * @param id the path
 * @param peer the peer at its other end
 * @param state where it stands with its SAs
 * @param spis the SPIs of its SAs while it is protected
 * @param sctp what SCTP last said of it
 */
public record PathView(PathId id, PeerId peer, PathState state, Optional<SpiPair> spis, SctpPathState sctp) {}
