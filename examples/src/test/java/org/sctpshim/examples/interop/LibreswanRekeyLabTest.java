package org.sctpshim.examples.interop;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.sctpshim.examples.lab.LabHost;

/** Rekeys with libreswan. */
@Tag("lab")
class LibreswanRekeyLabTest extends RekeyScene {
    @Override
    IkePeer startPeer(LabHost host) throws IOException {
        return Libreswan.start(host);
    }
}
