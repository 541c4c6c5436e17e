package org.sctpshim.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.examples.lab.LabLinks.Link.LINK1;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cookies, postquantum pre-shared keys and profiles of algorithms, with any peer. */
abstract class ExtensionScene extends PeerScene {
    static final int COOKIE = 16390;
    private static final String OTHER_PPK = "ppk=lab-ppk:another.key.that.is.as.long.as.it.has.to.be";
    private static final String PPK = "ppk=lab-ppk:" + PeerPolicy.POSTQUANTUM_KEY;
    private static final String OF_3GPP = """
            aes256gcm16-prfsha384-ecp384,   aes256gcm16
            aes128-sha256-prfsha256-modp2048, aes128-sha256
            """;

    /** A policy with the postquantum key. */
    abstract PeerPolicy postquantum(boolean required);

    @Test
    void areAskedForACookieAndShowIt() throws Exception {
        peer.configure(PeerPolicy.DEFAULT);
        become("cookies=always");
        LinkTap own = LinkTap.start(alpha, LINK1, Files.createTempFile("cookie", ".pcap"));
        connectFromPeerAndDelete();
        List<IkeFrame> frames = IkeFrame.read(own.stop());
        assertThat(frames)
                .filteredOn(frame -> frame.firstNotify() == COOKIE)
                .extracting(IkeFrame::source)
                .startsWith("10.1.0.1", "10.1.0.2");
        finish();
    }

    @Test
    void haveThePostquantumKeyThatBothInsistOn() throws Exception {
        peer.configure(postquantum(true));
        become(PPK, "ppk-mandatory=yes");
        connectFromShim();
        closeAtShim();
        become(PPK, "ppk-mandatory=yes");
        connectFromPeerAndDelete();
        finish();
    }

    @Test
    void haveAnotherPostquantumKeyWhenTheShimConnects() throws Exception {
        peer.configure(postquantum(true));
        become(OTHER_PPK, "ppk-mandatory=yes");
        shim.say("connect");
        assertThat(shim.await("failed")).contains("peer \"beta.example\"", "AUTHENTICATION_FAILED");
        finish();
    }

    @Test
    void haveAnotherPostquantumKeyWhenTheShimListens() throws Exception {
        peer.configure(postquantum(true));
        become(OTHER_PPK, "ppk-mandatory=yes");
        listenAtShim();
        peer.initiate();
        assertThat(shim.await("ike refused")).contains("beta.example", "postquantum");
        peer.awaitSaid("AUTHENTICATION_FAILED");
        finish();
    }

    @Test
    void lackThePostquantumKeyThatTheShimInsistsOnWhenItConnects() throws Exception {
        peer.configure(PeerPolicy.DEFAULT);
        become(PPK, "ppk-mandatory=yes");
        shim.say("connect");
        assertThat(shim.await("failed")).contains("peer \"beta.example\"", "postquantum");
        finish();
    }

    @Test
    void lackThePostquantumKeyThatTheShimInsistsOnWhenItListens() throws Exception {
        peer.configure(PeerPolicy.DEFAULT);
        become(PPK, "ppk-mandatory=yes");
        listenAtShim();
        peer.initiate();
        assertThat(shim.await("ike refused")).contains("beta.example", "postquantum");
        peer.awaitSaid("AUTHENTICATION_FAILED");
        finish();
    }

    @Test
    void insistOnAPostquantumKeyThatTheShimLacks() throws Exception {
        peer.configure(postquantum(true));
        become();
        shim.say("connect");
        assertThat(shim.await("failed")).contains("peer \"beta.example\"");
        listenAtShim();
        peer.initiate();
        peer.awaitSaid("PPK");
        awaitCount(new IkePeer.SaCounts(0, 0));
        finish();
    }

    @Test
    void lackAPostquantumKeyThatIsDispensable() throws Exception {
        peer.configure(PeerPolicy.DEFAULT);
        become(PPK);
        connectFromShim();
        closeAtShim();
        become(PPK);
        connectFromPeerAndDelete();
        finish();
    }

    @ParameterizedTest
    @CsvSource(textBlock = OF_3GPP)
    void haveAlgorithmsOf3gpp(String ike, String esp) throws Exception {
        peer.configure(PeerPolicy.DEFAULT.ike(ike).esp(esp));
        become("profile=3gpp");
        connectFromShim();
        closeAtShim();
        become("profile=3gpp");
        connectFromPeerAndDelete();
        finish();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aes256-sha1-modp1536", "aes256-sha256-modp2048"})
    void haveWeakAlgorithmsOnly(String ike) throws Exception {
        peer.configure(PeerPolicy.DEFAULT.ike(ike));
        become();
        shim.say("connect");
        assertThat(shim.await("failed")).contains("peer \"beta.example\"", "NO_PROPOSAL_CHOSEN");
        listenAtShim();
        peer.initiate();
        assertThat(shim.await("ike refused"))
                .startsWith("10.1.0.2 is refused by NO_PROPOSAL_CHOSEN: the profile \"modern\" accepts none")
                .contains("ENCR_AES_CBC");
        peer.awaitSaid("NO_PROPOSAL_CHOSEN");
        finish();
    }
}
