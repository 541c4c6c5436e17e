package org.sctpshim.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.examples.lab.LabLinks.Link.LINK1;
import static org.sctpshim.examples.lab.LabLinks.Link.LINK2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sctpshim.examples.demo.capture.PacketKind;
import org.sctpshim.examples.lab.LabHost;
import org.sctpshim.examples.lab.LabLinks;
import org.sctpshim.examples.lab.LabProcess;
import org.sctpshim.examples.lab.PeerAddresses;

/**
 * Two shims with two addresses each, a cut and a failover, as a public dissector sees them: tshark has the keys that
 * one of the shims was told to write, and nothing else of ours. Leaves the captures and the keys in {@code
 * $LAB_OUT/dissector}.
 */
@Tag("lab")
class DissectorLabTest {
    private static final int IKE_AUTH = 35;
    private static final int CREATE_CHILD_SA = 36;
    private static final int INFORMATIONAL = 37;

    private static final int USE_TRANSPORT_MODE = 16391;
    private static final int MOBIKE_SUPPORTED = 16396;
    private static final int ADDITIONAL_IP4_ADDRESS = 16397;
    private static final int UPDATE_SA_ADDRESSES = 16400;
    private static final int COOKIE2 = 16401;
    private static final int NO_NATS_ALLOWED = 16402;

    private static final int DATA = 0;
    private static final int INIT = 1;
    private static final int HEARTBEAT = 4;
    private static final int HEARTBEAT_ACK = 5;

    private static final String SECRET = "one secret for two";

    @AutoClose
    private final LabHost alpha = LabHost.alpha();

    @AutoClose
    private final LabHost beta = LabHost.beta();

    @AutoClose
    private final LabLinks links = new LabLinks();

    private final Path folder = Path.of(System.getenv("LAB_OUT"), "dissector");
    private final Path keys = folder.resolve("keys");

    @BeforeEach
    void sendHeartbeatsOften() {
        everywhere("net.sctp.hb_interval=500");
    }

    @AfterEach
    void sendHeartbeatsAsUsual() {
        everywhere("net.sctp.hb_interval=30000");
    }

    private void everywhere(String setting) {
        alpha.run("sysctl", "-q", "-w", setting);
        beta.run("sysctl", "-q", "-w", setting);
    }

    @Test
    void readsOurIkeAndOurEspWithExportedKeys() throws Exception {
        Files.createDirectories(folder);
        LinkTap tap1 = LinkTap.start(alpha, LINK1, folder.resolve("link1.pcap"));
        LinkTap tap2 = LinkTap.start(alpha, LINK2, folder.resolve("link2.pcap"));
        talkOverACut(tap1);
        Dissection link1 = Dissection.of(alpha, tap1.stop(), keys);
        Dissection link2 = Dissection.of(alpha, tap2.stop(), keys);

        assertThat(link1.notifiesIn(IKE_AUTH))
                .contains(USE_TRANSPORT_MODE, MOBIKE_SUPPORTED, ADDITIONAL_IP4_ADDRESS, NO_NATS_ALLOWED);
        assertThat(link1.notifiesIn(CREATE_CHILD_SA)).contains(USE_TRANSPORT_MODE);
        assertThat(link2.notifiesIn(INFORMATIONAL)).contains(UPDATE_SA_ADDRESSES, NO_NATS_ALLOWED, COOKIE2);
        assertThat(link1.chunksInEsp()).contains(DATA, INIT, HEARTBEAT, HEARTBEAT_ACK);
        assertThat(link2.chunksInEsp()).contains(DATA, HEARTBEAT, HEARTBEAT_ACK);
        for (Dissection link : List.of(link1, link2)) {
            assertThat(link.ike()).isNotEmpty().allSatisfy(frame -> {
                assertThat(frame.malformed()).isEmpty();
                assertThat(frame.remarks()).isEmpty();
            });
            // Whether an ICV is right tshark 4.0 cannot say with extended sequence numbers: StrongSwanLabTest does.
            assertThat(link.esp()).isNotEmpty().allSatisfy(frame -> {
                assertThat(frame.protocols()).contains("sctp");
                assertThat(frame.malformed()).isEmpty();
            });
            assertThat(link.frames())
                    .filteredOn(frame -> frame.protocols().contains("sctp"))
                    .allMatch(Dissection.Frame::isEsp);
        }
    }

    /** One association over four paths; the link of its IKE SA and of its active path is cut, and it goes on. */
    private void talkOverACut(LinkTap tap1) throws IOException, InterruptedException {
        LabProcess server = shim(
                beta, "beta.example", "10.1.0.2,10.2.0.2:9", "alpha.example", "10.1.0.1,10.2.0.1:9", "server-keys");
        server.say("serve");
        server.awaitLine("serving");
        LabProcess client =
                shim(alpha, "alpha.example", "10.1.0.1,10.2.0.1:9", "beta.example", "10.1.0.2,10.2.0.2:9", "keys");
        client.say("connect");
        assertThat(client.awaitLine("connected")).isEqualTo("10.1.0.2 10.2.0.2");
        client.say("send before");
        assertThat(client.awaitLine("heard b")).isEqualTo("efore");
        PeerAddresses.awaitActive(alpha, "10.1.0.2", "10.2.0.2");
        PeerAddresses.awaitActive(beta, "10.1.0.1", "10.2.0.1");
        // With nothing to say, heartbeats are all that is sent: a pair from each end, and two packets more.
        tap1.awaitCount(PacketKind.ESP, tap1.count(PacketKind.ESP) + 6);

        links.cutSilently(LINK1);
        client.say("send after");
        assertThat(client.awaitLine("heard a")).isEqualTo("fter");
        assertThat(client.awaitLine("ike moved")).isEqualTo("10.2.0.1 10.2.0.2");
        client.say("close");
        client.awaitLine("ike ended");
    }

    private LabProcess shim(LabHost host, String name, String local, String peer, String remote, String keyFolder) {
        LabProcess shim = host.startJava(
                ShimEchoHost.class,
                "name=" + name,
                "local=" + local,
                "peer=" + peer,
                "remote=" + remote,
                "secret=" + SECRET,
                "keys=" + folder.resolve(keyFolder));
        shim.awaitLine("ready");
        return shim;
    }
}
