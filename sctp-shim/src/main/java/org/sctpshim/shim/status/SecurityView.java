package org.sctpshim.shim.status;

import java.io.IOException;

/** Where the state of protection is read. */
@FunctionalInterface
public interface SecurityView {
    /**
     * Takes a reading. It costs one turn of the IKE thread, so ask for one reading and use it for everything that is to
     * be shown together. Any thread may call this except the one that security events are heard on.
     *
     * @throws IOException if there is none to be had: the protection has ended, or does not answer in time
     */
    SecurityStatus status() throws IOException;

    /** A view of protection that does not tell how it stands. */
    static SecurityView none() {
        return () -> {
            throw new IOException("this protection does not tell how it stands");
        };
    }
}
