package org.sctpshim.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.examples.lab.LabLinks.Link.LINK1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sctpshim.examples.lab.LabHost;
import org.sctpshim.examples.lab.TellsWhatHostsSaid;

/**
 * A shim on alpha and an IKE daemon of others with its kernel on beta, over the first link. All programs go through all
 * tests of a class, since starting them takes longer than the tests; a test that fails has them started anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(TellsWhatHostsSaid.class)
abstract class PeerScene {
    static final String OUR_END = "10.1.0.1:2905";
    static final String THEIR_END = "10.1.0.2:2906";
    private static final List<String> SETTINGS = List.of(
            "name=alpha.example",
            "local=" + OUR_END,
            "peer=beta.example",
            "remote=" + THEIR_END,
            "secret=" + PeerPolicy.SECRET,
            "addresses=vouched",
            "connect=12");

    @AutoClose
    final LabHost alpha = LabHost.alpha();

    @AutoClose
    final LabHost beta = LabHost.beta();

    private Path folder;
    LinkTap tap;
    private LinkTap theirTap;
    private boolean passed;

    /** The daemon. */
    IkePeer peer;

    /** Our end. */
    EchoEnd shim;

    /** The end beside the daemon. */
    EchoEnd bare;

    /** Starts the daemon. */
    abstract IkePeer startPeer(LabHost host) throws IOException;

    /** More settings of the shim, or others. */
    List<String> furtherSettings() {
        return List.of();
    }

    @BeforeAll
    void start(@TempDir Path given) throws IOException {
        folder = given;
        startAll();
    }

    private void startAll() throws IOException {
        tap = LinkTap.start(alpha, LINK1, Files.createTempFile(folder, "link1", ".pcap"));
        theirTap = LinkTap.start(beta, LINK1, Files.createTempFile(folder, "link1-beta", ".pcap"));
        peer = startPeer(beta);
        shim = EchoEnd.shim(alpha, SETTINGS, furtherSettings().toArray(String[]::new));
        bare = EchoEnd.bare(beta, THEIR_END, OUR_END);
        passed = true;
    }

    @BeforeEach
    void startAnewAfterAFailure() throws IOException {
        if (!passed) {
            alpha.close();
            beta.close();
            startAll();
        }
        passed = false;
    }

    /**
     * The last step of every test: all is as before it, and nothing was ever sent in clear. Each end is watched where it
     * sends: a kernel in tunnel mode shows a capture what it has opened.
     */
    void finish() throws IOException {
        assertThat(tap.clearFrom("10.1.0.1")).isEmpty();
        assertThat(theirTap.clearFrom("10.1.0.2")).isEmpty();
        passed = true;
    }

    @AfterEach
    void rest() {
        shim.say("rest");
        bare.say("rest");
    }

    /** Nobody listens any more; the shim is closed and opened with other settings in place of those that it began with. */
    void become(String... settings) {
        rest();
        shim.say("become " + String.join(" ", settings));
        shim.await("became");
    }

    /** The shim's association to the peer; SCTP has gone both ways. */
    void connectFromShim() {
        bare.say("serve");
        bare.await("serving");
        shim.say("connect");
        assertThat(shim.await("connected")).isEqualTo("10.1.0.2");
        assertThat(bare.await("accepted")).isEqualTo("10.1.0.1");
        EchoEnd.exchange(shim, bare);
    }

    /** The shim listens; what comes is the peer's to begin. */
    void listenAtShim() {
        shim.say("serve");
        shim.await("serving");
    }

    /** The peer's association to the shim, over SAs that it has initiated; SCTP has gone both ways. */
    void connectFromPeer() {
        bare.say("connect");
        assertThat(bare.await("connected")).isEqualTo("10.1.0.1");
        shim.await("accepted");
        EchoEnd.exchange(shim, bare);
    }

    /** The peer initiates and its association to the shim lives for a while; then it deletes the IKE SA. */
    void connectFromPeerAndDelete() {
        listenAtShim();
        peer.initiate();
        assertThat(shim.await("ike up")).startsWith("responder");
        shim.await("path protected");
        connectFromPeer();
        bare.say("close");
        shim.await("closed");
        peer.deleteIkeSa();
        shim.await("ike ended");
    }

    /** The shim closes the association; its SAs go, at both ends. */
    void closeAtShim() throws InterruptedException {
        shim.say("close");
        shim.await("ike ended");
        awaitCount(new IkePeer.SaCounts(0, 0));
    }

    void awaitCount(IkePeer.SaCounts wanted) throws InterruptedException {
        long deadlineNs = System.nanoTime() + LabHost.PATIENCE.toNanos();
        while (!peer.count().equals(wanted)) {
            if (System.nanoTime() > deadlineNs) {
                throw new AssertionError("the peer has " + peer.count() + " instead of " + wanted);
            }
            Thread.sleep(100);
        }
    }
}
