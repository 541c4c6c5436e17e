package org.sctpshim.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.examples.lab.LabLinks.Link.LINK1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.examples.lab.LabHost;

/** strongSwan as the peer. */
@Tag("lab")
class StrongSwanLabTest extends PeerBasics {
    private final Path keys = temporaryFolder();

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("keys");
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for keys", e);
        }
    }

    @Override
    IkePeer startPeer(LabHost host) throws IOException {
        return StrongSwan.start(host);
    }

    @Override
    List<String> furtherSettings() {
        return List.of("keys=" + keys);
    }

    @Override
    String invalidKeyExchangeSent() {
        return "unacceptable, requesting";
    }

    @Override
    String invalidKeyExchangeReceived() {
        return "peer didn't accept DH group";
    }

    @Test
    @Requirement({"RFC 7296 4-1", "RFC 7296 2.14-1", "RFC 7296 2.17-1"})
    void countsOurPacketsAndTheDissectorFindsTheirIntegrityGood() throws Exception {
        peer.configure(PeerPolicy.DEFAULT);
        Path capture = Files.createTempFile("strongswan", ".pcap");
        LinkTap own = LinkTap.start(alpha, LINK1, capture);
        connectFromShim();
        assertThat(((StrongSwan) peer).swanctl("--list-sas"))
                .contains("ESTABLISHED", "IKEv2", "AES_GCM_16-128/PRF_HMAC_SHA2_256/CURVE_25519")
                .contains("INSTALLED, TRANSPORT, ESP:AES_GCM_16-128")
                .contains("local  10.1.0.2/32[sctp/2906]", "remote 10.1.0.1/32[sctp/2905]")
                .containsPattern("in +\\p{XDigit}{8}, +[1-9][0-9]+ bytes")
                .containsPattern("out +\\p{XDigit}{8}, +[1-9][0-9]+ bytes");
        closeAtShim();
        assertThat(Dissection.of(alpha, own.stop(), keys).esp())
                .isNotEmpty()
                .allSatisfy(frame -> assertThat(frame.icvGood()).containsExactly("1"));
        finish();
    }
}
