package org.sctpshim.shim.channel;

import java.util.List;
import org.sctpshim.shim.kernel.KernelAssociation;
import org.sctpshim.shim.kernel.KernelTables;
import org.sctpshim.shim.kernel.RemotePath;

/** The kernel's tables as a test wants them. */
final class ScriptedKernel implements KernelTables {
    volatile List<KernelAssociation> associations = List.of();
    volatile List<RemotePath> paths = List.of();

    @Override
    public List<KernelAssociation> associations() {
        return associations;
    }

    @Override
    public List<RemotePath> remotePaths() {
        return paths;
    }
}
