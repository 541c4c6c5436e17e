package org.sctpshim.examples.interop;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.sctpshim.examples.lab.LabHost;

/** Cookies, postquantum pre-shared keys and profiles, with libreswan as the peer. */
@Tag("lab")
class LibreswanExtensionsLabTest extends ExtensionScene {
    @Override
    IkePeer startPeer(LabHost host) throws IOException {
        return Libreswan.start(host);
    }

    @Override
    PeerPolicy postquantum(boolean required) {
        return PeerPolicy.DEFAULT.more(required ? "ppk=insist" : "ppk=propose");
    }
}
