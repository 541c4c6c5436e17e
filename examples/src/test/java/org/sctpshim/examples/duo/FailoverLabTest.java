package org.sctpshim.examples.duo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.examples.lab.LabLinks.Link.LINK1;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sctpshim.examples.lab.LabLinks;
import org.sctpshim.examples.lab.PeerAddresses;

/** The active path's link fails in the middle of traffic, and comes back. */
@Tag("lab")
class FailoverLabTest {
    private static final String ALPHA = "10.1.0.1,10.2.0.1";
    private static final String BETA = "10.1.0.2,10.2.0.2";
    private static final int PAUSE_MS = 20;

    @AutoClose
    private final ShimHost alpha = ShimHost.alpha();

    @AutoClose
    private final ShimHost beta = ShimHost.beta();

    @AutoClose
    private final LabLinks links = new LabLinks();

    @AutoClose
    private Wire wire;

    @BeforeEach
    void connect() throws IOException, InterruptedException {
        // A path that has failed is tried again every second, not every 30.
        for (ShimHost host : List.of(alpha, beta)) {
            host.host().run("sh", "-c", "echo 1000 > /proc/sys/net/sctp/hb_interval");
        }
        wire = Wire.tap();
        beta.open(BETA, "alpha").done();
        beta.listen(BETA).done();
        alpha.open(ALPHA, "beta;" + BETA).done();
        associate();
    }

    private void associate() throws InterruptedException {
        alpha.forgetEvents();
        alpha.connect(ALPHA, "10.1.0.2").done();
        assertThat(alpha.awaitEvent("IkeSaEstablished")).contains("10.1.0.1 -> 10.1.0.2");
        alpha.converse(25, PAUSE_MS).done();
        PeerAddresses.awaitActive(alpha.host(), "10.1.0.2", "10.2.0.2");
        PeerAddresses.awaitActive(beta.host(), "10.1.0.1", "10.2.0.1");
    }

    @Test
    void losesNoMessageWhetherTheLinkIsCutSilentlyOrTakenDown() throws IOException, InterruptedException {
        survives("silent cut", "10.2.0.1 -> 10.2.0.2", affected -> affected.cutSilently(LINK1));
        alpha.shutdown().done();
        alpha.awaitEvent("IkeSaEnded");
        associate();
        survives("link down", "10.2.0.[12]", affected -> affected.takeDown(LINK1));
        alpha.shutdown().done();
        wire.assertNoClearSctp();
    }

    private void survives(String fault, String living, Consumer<LabLinks> breaking) throws InterruptedException {
        alpha.forgetEvents();
        beta.forgetEvents();
        long startNs = System.nanoTime();
        ShimHost.Answer traffic = alpha.converse(150, PAUSE_MS);
        Thread.sleep(500);
        breaking.accept(links);
        String figures = traffic.done();
        System.out.println("duo: " + fault + ": " + figures + ", sent within "
                + (System.nanoTime() - startNs) / 1_000_000 + " ms");
        // With a link down, the crossed pairs live on the other one; a silent cut kills them too.
        assertThat(alpha.awaitEvent("IkeSaMoved")).containsPattern(living);
        assertThat(beta.awaitEvent("IkeSaMoved")).contains("10.2.0.");
        links.restore(LINK1);
        assertThat(alpha.events("InstallChild")).isEmpty();
        assertThat(alpha.events("RemoveChild")).isEmpty();
        assertThat(alpha.events("IkeSaEnded")).isEmpty();
        assertThat(alpha.statistics().done()).contains("ikeSas=1");
        alpha.converse(25, PAUSE_MS).done();
    }
}
