package org.sctpshim.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.examples.lab.LabLinks.Link.LINK1;
import static org.sctpshim.examples.lab.LabLinks.Link.LINK2;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sctpshim.examples.demo.capture.PacketKind;
import org.sctpshim.examples.lab.LabHost;
import org.sctpshim.examples.lab.LabLinks;
import org.sctpshim.examples.lab.PeerAddresses;
import org.sctpshim.examples.lab.TellsWhatHostsSaid;

/**
 * One association over two links and four pairs of addresses with a strongSwan that is configured as its manual says: a
 * connection in plain transport mode for each pair. It accepts no second pair under one IKE SA, so that there are four.
 */
@Tag("lab")
@ExtendWith(TellsWhatHostsSaid.class)
class StrongSwanPairsLabTest {
    private static final String CONNECTION = """
            pair%1$d%2$d {
                version = 2
                local_addrs = 10.%1$d.0.2
                remote_addrs = 10.%2$d.0.1
                proposals = aes128gcm16-prfsha256-x25519
                mobike = no
                local { auth = psk
                        id = beta.example }
                remote { auth = psk
                         id = alpha.example }
                children {
                    sctp%1$d%2$d {
                        mode = transport
                        local_ts = dynamic[sctp/%3$d]
                        remote_ts = dynamic[sctp/%4$d]
                        esp_proposals = aes128gcm16
                    }
                }
            }
            """;
    private static final String SECRETS = """
            secrets {
                ike-shim {
                    id-1 = alpha.example
                    id-2 = beta.example
                    secret = "one secret for two"
                }
            }
            """;
    private static final int ALPHA_PORT = 2905;
    private static final int BETA_PORT = 2906;

    @TempDir
    private Path folder;

    @AutoClose
    private final LabHost alpha = LabHost.alpha();

    @AutoClose
    private final LabHost beta = LabHost.beta();

    @AutoClose
    private final LabLinks links = new LabLinks();

    private StrongSwan strongSwan;
    private LinkTap tap1;
    private LinkTap tap2;

    @BeforeEach
    void start() throws IOException {
        strongSwan = StrongSwan.start(beta);
        StringBuilder connections = new StringBuilder("connections {\n");
        for (int theirs : List.of(1, 2)) {
            for (int ours : List.of(1, 2)) {
                connections.append(CONNECTION.formatted(theirs, ours, BETA_PORT, ALPHA_PORT));
            }
        }
        strongSwan.load(connections + "}\n" + SECRETS);
        tap1 = LinkTap.start(alpha, LINK1, folder.resolve("link1.pcap"));
        tap2 = LinkTap.start(alpha, LINK2, folder.resolve("link2.pcap"));
    }

    @Test
    void eachPairHasAnIkeSaThatThisHostInitiatesAndALinkMayGoDown() throws Exception {
        EchoEnd server = EchoEnd.bare(beta, "10.1.0.2,10.2.0.2:2906", "10.1.0.1:2905");
        server.say("serve");
        server.await("serving");
        EchoEnd shim = shim();
        shim.say("connect");
        assertThat(shim.await("connected")).isEqualTo("10.1.0.2 10.2.0.2");
        EchoEnd.exchange(shim, server);
        assertThat(strongSwan.count()).isEqualTo(new IkePeer.SaCounts(4, 4));
        survivesALinkThatGoesDown(shim, server);
        assertThat(strongSwan.count()).isEqualTo(new IkePeer.SaCounts(4, 4));
    }

    private void survivesALinkThatGoesDown(EchoEnd client, EchoEnd server) throws Exception {
        PeerAddresses.awaitActive(alpha, "10.1.0.2", "10.2.0.2");
        PeerAddresses.awaitActive(beta, "10.1.0.1", "10.2.0.1");
        links.takeDown(LINK1);
        EchoEnd.exchange(client, server);
        links.restore(LINK1);
        EchoEnd.exchange(client, server);
        assertThat(tap1.count(PacketKind.CLEAR_SCTP)).isZero();
        assertThat(tap2.count(PacketKind.CLEAR_SCTP)).isZero();
    }

    private EchoEnd shim() {
        return EchoEnd.shim(
                alpha,
                List.of(
                        "name=alpha.example",
                        "local=10.1.0.1,10.2.0.1:2905",
                        "peer=beta.example",
                        "remote=10.1.0.2,10.2.0.2:2906",
                        "secret=one secret for two",
                        "addresses=vouched",
                        "pairs=PREFERRED"));
    }
}
