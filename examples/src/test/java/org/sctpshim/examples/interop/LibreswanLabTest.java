package org.sctpshim.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.examples.lab.LabLinks.Link.LINK1;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sctpshim.examples.lab.LabHost;

/** libreswan as the peer. */
@Tag("lab")
class LibreswanLabTest extends PeerBasics {
    private static final int IKE_SA_INIT = 34;
    private static final int COOKIE = 16390;

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

    @Test
    void demandsACookieAndGetsIt() throws Exception {
        peer.configure(PeerPolicy.DEFAULT);
        LinkTap own = LinkTap.start(alpha, LINK1, Files.createTempFile("cookie", ".pcap"));
        ((Libreswan) peer).whack("--ddos-busy");
        connectFromShim();
        closeAtShim();
        ((Libreswan) peer).whack("--ddos-auto");
        assertThat(Dissection.of(alpha, own.stop(), Files.createTempDirectory("no-keys"))
                        .notifiesIn(IKE_SA_INIT))
                .contains(COOKIE);
        finish();
    }
}
