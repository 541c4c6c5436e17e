package org.sctpshim.shim.kernel;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sctpshim.registry.SctpPathState;
import org.sctpshim.shim.protection.AssociationEnds;

/** One association under watch: turns snapshots of the kernel's tables into edges. */
final class WatchedAssociation {
    private final AssociationEnds ends;
    private final AssociationListener listener;
    private final AtomicBoolean existed;
    private final Map<InetAddress, SctpPathState> states = new HashMap<>();
    private boolean absenceMeansGone;

    WatchedAssociation(AssociationEnds ends, AssociationListener listener, boolean existed) {
        this.ends = ends;
        this.listener = listener;
        this.existed = new AtomicBoolean(existed);
    }

    /** From now on its absence means that it is gone, whether or not it was ever seen. */
    void expectGone() {
        existed.set(true);
    }

    /**
     * To be called before a snapshot is taken: whether absence from it will mean the end. An {@link #expectGone()} that
     * comes after may be younger than the snapshot, and the association with it.
     */
    void beforeSnapshot() {
        absenceMeansGone = existed.get();
    }

    /** Takes in the snapshot; returns whether the association is gone. */
    boolean observe(List<KernelAssociation> associations, List<RemotePath> paths) {
        boolean found = false;
        for (KernelAssociation association : associations) {
            if (association.isBetween(ends)) {
                found = true;
                existed.set(true);
                observePaths(association.id(), paths);
            }
        }
        return !found && absenceMeansGone;
    }

    boolean isOf(KernelAssociation association) {
        return association.isBetween(ends);
    }

    void tellGone() {
        listener.gone();
    }

    private void observePaths(int associationId, List<RemotePath> paths) {
        for (RemotePath path : paths) {
            if (path.associationId() == associationId && states.put(path.address(), path.state()) != path.state()) {
                listener.pathChanged(path.address(), path.state());
            }
        }
    }
}
