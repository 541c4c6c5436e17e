package org.sctpshim.shim.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the kernel's associations and their paths are read from. */
public interface KernelTables {
    /** All associations of this network namespace. */
    List<KernelAssociation> associations() throws IOException;

    /** All remote addresses of all associations of this network namespace. */
    List<RemotePath> remotePaths() throws IOException;

    /** The tables of the running kernel, below {@code /proc/net/sctp}. */
    static KernelTables running() {
        return in(Path.of("/proc/net/sctp"));
    }

    /** Tables in the kernel's form below a folder. */
    static KernelTables in(Path folder) {
        return new KernelTables() {
            @Override
            public List<KernelAssociation> associations() throws IOException {
                return ProcSctp.associations(Files.readString(folder.resolve("assocs")));
            }

            @Override
            public List<RemotePath> remotePaths() throws IOException {
                return ProcSctp.remotePaths(Files.readString(folder.resolve("remaddr")));
            }
        };
    }
}
