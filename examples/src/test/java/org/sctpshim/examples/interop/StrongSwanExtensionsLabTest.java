package org.sctpshim.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.examples.lab.LabLinks.Link.LINK1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sctpshim.examples.lab.LabHost;

/** Cookies, postquantum pre-shared keys, profiles and IKE SAs without a Child SA, with strongSwan as the peer. */
@Tag("lab")
class StrongSwanExtensionsLabTest extends ExtensionScene {
    private static final int IKE_SA_INIT = 34;

    @Override
    IkePeer startPeer(LabHost host) throws IOException {
        return StrongSwan.start(host, Files.createTempDirectory("no-credentials"), "cookie_threshold_ip = 1");
    }

    @Override
    PeerPolicy postquantum(boolean required) {
        return PeerPolicy.DEFAULT.more("ppk_id = lab-ppk", "ppk_required = " + (required ? "yes" : "no"));
    }

    @Test
    void begunWithoutAChildSaByThePeer() throws Exception {
        peer.configure(PeerPolicy.DEFAULT.more("childless = force"));
        become();
        connectFromPeerAndDelete();
        peer.awaitSaid("CREATE_CHILD_SA");
        finish();
    }

    @Test
    void insistOnAnIkeSaWithoutAChildSaWhenTheShimConnects() throws Exception {
        peer.configure(PeerPolicy.DEFAULT.more("childless = force"));
        become();
        shim.say("connect");
        assertThat(shim.await("failed")).contains("peer \"beta.example\"");
        finish();
    }

    /** An IKE_SA_INIT of the past under another SPI stays half open there: from then on it asks for cookies. */
    @Test
    void askForACookieAndGetIt() throws Exception {
        peer.configure(PeerPolicy.DEFAULT);
        become();
        LinkTap own = LinkTap.start(alpha, LINK1, Files.createTempFile("cookie", ".pcap"));
        connectFromShim();
        closeAtShim();
        IkeFrame first = IkeFrame.read(own.stop()).stream()
                .filter(frame -> frame.message().get(18) == IKE_SA_INIT)
                .findFirst()
                .orElseThrow();
        byte[] again = first.message().array().clone();
        again[0] ^= 1;
        Path file = Files.write(Files.createTempFile("init", ".bin"), again);
        alpha.run("bash", "-c", "cat " + file + " > /dev/udp/10.1.0.2/500");
        peer.awaitSaid("10.1.0.1 is initiating an IKE_SA");
        become();
        LinkTap second = LinkTap.start(alpha, LINK1, Files.createTempFile("cookie", ".pcap"));
        connectFromShim();
        closeAtShim();
        List<IkeFrame> frames = IkeFrame.read(second.stop());
        assertThat(frames)
                .filteredOn(frame -> frame.firstNotify() == COOKIE)
                .extracting(IkeFrame::source)
                .startsWith("10.1.0.2", "10.1.0.1");
        finish();
    }
}
