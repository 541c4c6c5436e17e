package org.sctpshim.examples.interop;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.examples.lab.LabHost;

/** The algorithms shared with libreswan; our ESP is the kernel's. */
@Tag("lab")
class LibreswanKernelSuitesLabTest extends SuitesScene {
    @Override
    IkePeer startPeer(LabHost host) throws IOException {
        return Libreswan.start(host);
    }

    @Override
    DataPlane.Kind plane() {
        return DataPlane.Kind.KERNEL;
    }
}
