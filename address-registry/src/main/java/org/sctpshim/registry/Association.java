package org.sctpshim.registry;

import java.net.InetAddress;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** One SCTP association as the registry knows it: its ends and who plans its paths. */
final class Association {
    /** Who opened the association; that end plans and negotiates its paths. */
    enum Opener {
        THIS_HOST,
        PEER
    }

    private final AssociationId id;
    private final PeerId peer;
    private final SctpPorts ports;
    private final Opener opener;
    private final Set<InetAddress> locals = new LinkedHashSet<>();

    Association(AssociationId id, PeerId peer, SctpPorts ports, Opener opener, Collection<InetAddress> locals) {
        this.id = id;
        this.peer = peer;
        this.ports = ports;
        this.opener = opener;
        this.locals.addAll(locals);
    }

    AssociationId id() {
        return id;
    }

    PeerId peer() {
        return peer;
    }

    SctpPorts ports() {
        return ports;
    }

    boolean openedHere() {
        return opener == Opener.THIS_HOST;
    }

    /** The addresses of this host's end; the set is live. */
    Set<InetAddress> locals() {
        return locals;
    }
}
