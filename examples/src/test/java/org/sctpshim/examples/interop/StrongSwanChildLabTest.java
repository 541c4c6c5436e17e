package org.sctpshim.examples.interop;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.sctpshim.examples.lab.LabHost;

/** Child SAs with strongSwan. */
@Tag("lab")
class StrongSwanChildLabTest extends ChildScene {
    @Override
    IkePeer startPeer(LabHost host) throws IOException {
        return StrongSwan.start(host);
    }
}
