package org.sctpshim.examples.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.examples.lab.LabLinks.Link.LINK1;

import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real multihomed association of the JDK's channels, between two hosts, without the shim: what SCTP does alone. */
@Tag("lab")
class AssociationLabTest {
    private static final int MESSAGES = 500;
    private static final int PAUSE_MS = 20;

    @AutoClose
    private final LabHost alpha = LabHost.alpha();

    @AutoClose
    private final LabHost beta = LabHost.beta();

    @AutoClose
    private final LabLinks links = new LabLinks();

    @Test
    void isMultihomedOnBothSides() throws InterruptedException {
        long silenceMs = longestSilenceMs(unbroken -> {});
        System.out.println("SCTP alone, no fault: longest silence " + silenceMs + " ms");
        assertThat(silenceMs).isLessThan(1_000);
    }

    @Test
    void failsOverAfterASilentCut() throws InterruptedException {
        long silenceMs = longestSilenceMs(link -> link.cutSilently(LINK1));
        System.out.println("SCTP alone, silent cut: longest silence " + silenceMs + " ms");
        assertThat(silenceMs).isBetween(900L, 3_000L);
    }

    @Test
    void failsOverAfterALinkDown() throws InterruptedException {
        long silenceMs = longestSilenceMs(link -> link.takeDown(LINK1));
        System.out.println("SCTP alone, link down: longest silence " + silenceMs + " ms");
        assertThat(silenceMs).isLessThan(3_000L);
    }

    /** One association with traffic that meets a fault in its middle; every message must arrive. */
    private long longestSilenceMs(Consumer<LabLinks> fault) throws InterruptedException {
        LabProcess sink = beta.startJava(TrafficSink.class, "5000", "10.1.0.2", "10.2.0.2");
        sink.awaitLine("listening");
        LabProcess source = alpha.startJava(
                TrafficSource.class, "10.1.0.2", "5000", "" + MESSAGES, "" + PAUSE_MS, "10.1.0.1", "10.2.0.1");

        assertThat(source.awaitLine("connected")).isEqualTo("10.1.0.2 10.2.0.2");
        PeerAddresses.awaitActive(alpha, "10.1.0.2", "10.2.0.2");
        PeerAddresses.awaitActive(beta, "10.1.0.1", "10.2.0.1");
        fault.accept(links);

        assertThat(source.awaitLine("sent")).isEqualTo("" + MESSAGES);
        assertThat(sink.awaitLine("received")).isEqualTo("" + MESSAGES);
        long silenceMs = Long.parseLong(sink.awaitLine("longest silence"));
        return silenceMs;
    }
}
