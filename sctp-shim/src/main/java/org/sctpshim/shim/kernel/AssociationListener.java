package org.sctpshim.shim.kernel;

import java.net.InetAddress;
import org.sctpshim.registry.SctpPathState;

/** Hears of one association's changes, on the watcher's thread: answer quickly. */
public interface AssociationListener {
    /** A path to this address was seen for the first time, or in another state than before. */
    void pathChanged(InetAddress remote, SctpPathState state);

    /** The association is no longer in the kernel. The last call. */
    void gone();
}
