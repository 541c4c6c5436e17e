package org.sctpshim.shim.channel;

import java.net.InetAddress;
import org.sctpshim.registry.SctpPathState;
import org.sctpshim.shim.protection.AssociationEnds;
import org.sctpshim.shim.protection.AuthenticatedPeer;

/** What happens to protected associations. */
public sealed interface ChannelEvent {
    /** The association that it happened to. */
    AssociationEnds ends();

    /** An association is set up with an authenticated peer, all its paths known to protection. */
    record AssociationProtected(AssociationEnds ends, AuthenticatedPeer peer) implements ChannelEvent {}

    /**
     * An association was aborted because not all its addresses belong to one authenticated peer.
     *
     * @param reason one sentence
     */
    record AssociationRefused(AssociationEnds ends, String reason) implements ChannelEvent {}

    /** SCTP thinks otherwise of a path than before. */
    record PathStateChanged(AssociationEnds ends, AuthenticatedPeer peer, InetAddress remote, SctpPathState state)
            implements ChannelEvent {}

    /** An association has left the kernel, and its claim on protected paths is released. */
    record AssociationGone(AssociationEnds ends, AuthenticatedPeer peer) implements ChannelEvent {}
}
