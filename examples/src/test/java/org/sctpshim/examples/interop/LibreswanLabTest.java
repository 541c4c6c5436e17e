package org.sctpshim.examples.interop;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.sctpshim.examples.lab.LabHost;

/** libreswan as the peer. */
@Tag("lab")
class LibreswanLabTest extends PeerBasics {
    @Override
    IkePeer startPeer(LabHost host) throws IOException {
        return Libreswan.start(host);
    }

    @Override
    String invalidKeyExchangeSent() {
        return "INVALID_KE_PAYLOAD";
    }

    @Override
    String invalidKeyExchangeReceived() {
        return "INVALID_KE_PAYLOAD";
    }
}
