package org.sctpshim.shim.channel;

import java.net.InetAddress;
import java.util.List;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.shim.kernel.SctpPathWatcher;
import org.sctpshim.shim.protection.AuthenticatedPeer;
import org.sctpshim.shim.protection.ProtectedAssociation;

/**
 * The protection of an ordinary channel that its owner connects. It ends by itself with the association; {@link #close}
 * says that none is coming any more.
 *
 * <p>Any thread may call any method.
 */
public final class Attachment implements AutoCloseable {
    private final ProtectedAssociation claim;
    private final SctpPathWatcher.Watch watch;

    Attachment(ProtectedAssociation claim, SctpPathWatcher.Watch watch) {
        this.claim = claim;
        this.watch = watch;
    }

    /** Who is protected at the other end. */
    public AuthenticatedPeer peer() {
        return claim.peer();
    }

    /** The IKE identity that the peer proved. */
    public Identification peerIdentity() {
        return claim.peer().identity();
    }

    /** The peer's addresses to which paths are protected: connect to the first, or to the next if it is silent. */
    public List<InetAddress> remoteAddresses() {
        return claim.remoteAddresses();
    }

    /**
     * Ends the protection as soon as no association between these ends is in the kernel. An association that exists
     * keeps its protection to its last packet, and the peer stays guarded against clear SCTP after it.
     */
    @Override
    public void close() {
        watch.expectGone();
    }
}
