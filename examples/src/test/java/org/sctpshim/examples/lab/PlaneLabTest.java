package org.sctpshim.examples.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.examples.lab.LabLinks.Link.LINK1;
import static org.sctpshim.examples.lab.LabLinks.Link.LINK2;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.examples.lab.LabLinks.Link;

/** The kernel's own SCTP over hand-keyed paths, four a family, with a capture on both links: what every plane does. */
@Tag("lab")
abstract class PlaneLabTest {

    private static final int MESSAGES = 300;
    private static final int PAUSE_MS = 20;

    /** SCTP's own timer takes a second at least: what happens sooner, a change of routes has brought about. */
    private static final double BELOW_THE_LEAST_RTO_S = 0.6;

    @TempDir
    Path captures;

    @AutoClose
    final LabHost alpha = LabHost.alpha();

    @AutoClose
    final LabHost beta = LabHost.beta();

    @AutoClose
    private final LabLinks links = new LabLinks();

    LabProcess alphaPlane;
    LabProcess betaPlane;
    private final DataPlane.Kind kind;

    PlaneLabTest(DataPlane.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void protectBothHosts() {
        alphaPlane = startAlphaPlane();
        betaPlane = startBetaPlane();
        for (Link link : Link.values()) {
            alpha.start("tcpdump", "-i", link.interfaceName(), "-n", "-U", "-w", capture(link))
                    .awaitLine("tcpdump: listening");
        }
        awaitPlanes();
    }

    @Test
    void failsOverAfterASilentCutWithoutALossOrAClearPacket() throws Exception {
        LabProcess sink = sink("10.1.0.2", "10.2.0.2");
        LabProcess source = source("10.1.0.2", "10.1.0.1", "10.2.0.1");
        source.awaitLine("connected");
        PeerAddresses.awaitActive(alpha, "10.1.0.2", "10.2.0.2");
        PeerAddresses.awaitActive(beta, "10.1.0.1", "10.2.0.1");
        links.cutSilently(LINK1);
        assertAllArrived("protected, IPv4, silent cut", source, sink);
    }

    @Test
    void failsOverAfterAnIpv6LinkDownWithoutALossOrAClearPacket() throws Exception {
        LabProcess sink = sink("fd00:1::2", "fd00:2::2");
        LabProcess source = source("fd00:1::2", "fd00:1::1", "fd00:2::1");
        source.awaitLine("connected");
        PeerAddresses.awaitActive(
                alpha, "fd00:0001:0000:0000:0000:0000:0000:0002", "fd00:0002:0000:0000:0000:0000:0000:0002");
        links.takeDown(LINK1);
        assertAllArrived("protected, IPv6, link down", source, sink);
    }

    @Test
    void takesTheCrossedPairAtOnceWhenALinkGoesDownAsBareSctpDoes() throws Exception {
        LabProcess sink = sink("10.1.0.2", "10.2.0.2");
        LabProcess source = source("10.1.0.2", "10.1.0.1", "10.2.0.1");
        source.awaitLine("connected");
        PeerAddresses.awaitActive(alpha, "10.1.0.2", "10.2.0.2");
        PeerAddresses.awaitActive(beta, "10.1.0.1", "10.2.0.1");
        links.takeDown(LINK1);
        assertAllArrived("protected, IPv4, link down", source, sink);
        double lastOnTheDeadLink = Collections.max(seconds(LINK1, "ip proto 50"));
        List<Double> crossed = seconds(LINK2, "ip proto 50 and src 10.2.0.1 and dst 10.1.0.2");
        assertThat(crossed).isNotEmpty();
        assertThat(Collections.min(crossed) - lastOnTheDeadLink).isBetween(0.0, BELOW_THE_LEAST_RTO_S);
    }

    /** As after a crash of both. */
    void restartPlanes() {
        alphaPlane.close();
        betaPlane.close();
        alphaPlane = startAlphaPlane();
        betaPlane = startBetaPlane();
        awaitPlanes();
    }

    private LabProcess startAlphaPlane() {
        return alpha.startJava(ManualPlane.class, "1", "2", kind.name());
    }

    private LabProcess startBetaPlane() {
        return beta.startJava(ManualPlane.class, "2", "1", kind.name());
    }

    private void awaitPlanes() {
        alphaPlane.awaitLine("protected");
        betaPlane.awaitLine("protected");
    }

    LabProcess sink(String first, String second) {
        LabProcess sink = beta.startJava(TrafficSink.class, "5000", first, second);
        sink.awaitLine("listening");
        return sink;
    }

    LabProcess source(String peer, String first, String second) {
        return alpha.startJava(TrafficSource.class, peer, "5000", "" + MESSAGES, "" + PAUSE_MS, first, second);
    }

    void assertAllArrived(String title, LabProcess source, LabProcess sink) {
        assertThat(source.awaitLine("sent")).isEqualTo("" + MESSAGES);
        assertThat(sink.awaitLine("received")).isEqualTo("" + MESSAGES);
        System.out.println(title + ": longest silence " + sink.awaitLine("longest silence") + " ms, ESP packets "
                + packets(LINK1, 50) + " + " + packets(LINK2, 50) + ", clear " + clearPackets());
        assertThat(packets(LINK1, 50)).isPositive();
        assertThat(packets(LINK2, 50)).isPositive();
        assertThat(clearPackets()).isZero();
        assertThat(alphaPlane.output() + betaPlane.output()).doesNotContainPattern("faults=[1-9]");
    }

    /** SCTP packets seen in clear on the links. */
    long clearPackets() {
        return packets(LINK1, 132) + packets(LINK2, 132);
    }

    private long packets(Link link, int protocol) {
        return seconds(link, "ip proto " + protocol + " or ip6 proto " + protocol)
                .size();
    }

    /** When such packets passed alpha's end of the link. */
    private List<Double> seconds(Link link, String filter) {
        return alpha.run("tcpdump", "-tt", "-n", "-r", capture(link), filter)
                .lines()
                .filter(line -> line.contains(" IP"))
                .map(line -> Double.valueOf(line.substring(0, line.indexOf(' '))))
                .toList();
    }

    private String capture(Link link) {
        return captures.resolve(link.interfaceName() + ".pcap").toString();
    }
}
