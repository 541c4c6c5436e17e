package org.sctpshim.shim.channel;

import com.sun.nio.sctp.SctpChannel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sctpshim.registry.LocalEnd;
import org.sctpshim.shim.protection.AssociationProtection;
import org.sctpshim.shim.protection.AuthenticatedPeer;
import org.sctpshim.shim.protection.ProtectedAssociation;

/**
 * The protection of an ordinary server channel. Its owner accepts, and shows every accepted channel to {@link #admit}.
 *
 * <p>Any thread may call any method.
 */
public final class ServerAttachment implements AutoCloseable {
    private final LocalEnd end;
    private final AssociationProtection protection;
    private final Admission admission;
    private final AtomicBoolean closed = new AtomicBoolean();

    ServerAttachment(LocalEnd end, AssociationProtection protection, Admission admission) {
        this.end = end;
        this.protection = protection;
        this.admission = admission;
    }

    /**
     * Tells whose association an accepted channel has, and keeps it protected until its end.
     *
     * @return the authenticated peer; empty if not all its addresses belong to one, and then the channel is aborted
     */
    public Optional<AuthenticatedPeer> admit(SctpChannel accepted) {
        return admission.admit(accepted).map(ProtectedAssociation::peer);
    }

    /** How many associations {@link #admit} has aborted. */
    public long refusedAssociations() {
        return admission.refused();
    }

    /** Grants peers no new paths to this end; associations keep theirs, and the end stays guarded. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            protection.stopListening(end);
        }
    }
}
