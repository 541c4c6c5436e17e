package org.sctpshim.examples.interop;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.examples.lab.LabHost;

/** The algorithms shared with strongSwan; our ESP is the kernel's. */
@Tag("lab")
class StrongSwanKernelSuitesLabTest extends SuitesScene {
    @Override
    IkePeer startPeer(LabHost host) throws IOException {
        return StrongSwan.start(host);
    }

    @Override
    DataPlane.Kind plane() {
        return DataPlane.Kind.KERNEL;
    }
}
