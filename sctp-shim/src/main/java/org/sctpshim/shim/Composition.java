package org.sctpshim.shim;

import java.io.IOException;
import org.sctpshim.shim.protection.AssociationProtection;

/** The one place where address registry and ESP engine are put together into the protection that channels use. */
final class Composition {
    private Composition() {}

    /**
     * Starts IKE and the data plane.
     *
     * @throws IOException in one sentence, what keeps them from starting
     */
    @SuppressWarnings("DoNotCallSuggester") // Only until there is something to compose.
    static AssociationProtection open(ShimConfig config) throws IOException {
        throw new IOException("this build has no IKE endpoint and no data plane to protect associations of "
                + config.identity() + " with");
    }
}
