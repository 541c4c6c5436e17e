package org.sctpshim.examples.duo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.examples.demo.capture.IkeExchange;
import org.sctpshim.examples.demo.capture.IkeHistory;
import org.sctpshim.examples.demo.capture.Packet;
import org.sctpshim.examples.demo.capture.PacketKind;

/** One protected association from its first packet to its last, with addresses of all kinds. */
@Tag("lab")
class ProtectedAssociationLabTest {
    private static final String ALPHA = "10.1.0.1,10.2.0.1";
    private static final String BETA = "10.1.0.2,10.2.0.2";

    private static ShimHost alpha;
    private static ShimHost beta;

    @AutoClose
    private Wire wire;

    @BeforeAll
    static void start() {
        alpha = ShimHost.alpha();
        beta = ShimHost.beta();
    }

    @AfterAll
    static void end() {
        alpha.close();
        beta.close();
    }

    @BeforeEach
    void tap() throws IOException {
        wire = Wire.tap();
        alpha.forgetEvents();
        beta.forgetEvents();
    }

    @AfterEach
    void nothingWentInClear() throws IOException {
        // Else beta's kernel would keep the port of an association that nobody protects any more.
        beta.awaitEvent("AssociationGone");
        alpha.closeShim().done();
        beta.closeShim().done();
        wire.assertNoClearSctp();
    }

    @Test
    @Requirement({"RFC 3554 S3", "RFC 5061 A2"})
    void isProtectedOnAllFourPathsBeforeItsFirstPacketAndOnNoneAfterItsLast() throws IOException {
        open(ALPHA, BETA);
        beta.listen(BETA).done();
        report(alpha.connect(ALPHA, "beta").done());
        assertThat(beta.awaitEvent("accepted")).contains("alpha at " + ALPHA);
        alpha.awaitEvent("notified COMM_UP");
        beta.awaitEvent("notified COMM_UP");
        report(alpha.converse(50, 10).done());
        alpha.shutdown().done();
        alpha.awaitEvent("AssociationGone");
        beta.awaitEvent("AssociationGone");
        alpha.awaitEvent("IkeSaEnded");
        beta.awaitEvent("IkeSaEnded");
        for (ShimHost host : List.of(alpha, beta)) {
            assertThat(host.events("InstallChild")).hasSize(4);
            assertThat(host.events("RemoveChild")).hasSize(4);
            assertThat(host.statistics().done()).contains("ikeSas=0");
        }
        assertOneIkeSaAndNoEspBeforeItsChildren(wire.packets());
    }

    private static void assertOneIkeSaAndNoEspBeforeItsChildren(List<Packet> packets) {
        IkeHistory history = new IkeHistory();
        packets.forEach(history::seen);
        long firstEspNs = packets.stream()
                .filter(packet -> packet.kind() == PacketKind.ESP)
                .findFirst()
                .orElseThrow()
                .wallNs();
        report(history.exchanges().size() + " IKE exchanges, " + history.roundTripsBy(firstEspNs)
                + " round trips before INIT, " + history.retransmissions() + " retransmissions");
        assertThat(history.ikeSas()).isEqualTo(1);
        assertThat(history.exchanges())
                .filteredOn(exchange -> exchange.name().equals("CREATE_CHILD_SA"))
                .hasSizeGreaterThanOrEqualTo(3)
                .extracting(IkeExchange::responseNs)
                .allMatch(answeredNs -> answeredNs < firstEspNs);
    }

    @Test
    void isProtectedBetweenOrdinaryChannelsToo() {
        open(ALPHA, BETA);
        beta.listenAttached(BETA).done();
        report(alpha.connectAttached(ALPHA, "10.1.0.2").done());
        assertThat(beta.awaitEvent("admitted")).contains("alpha");
        alpha.converse(20, 10).done();
        alpha.shutdown().done();
    }

    @Test
    void runsOverIpv6() {
        String locals = "fd00:1::1,fd00:2::1";
        String remotes = "fd00:1::2,fd00:2::2";
        open(locals, remotes);
        beta.listen(remotes).done();
        String connected = alpha.connect(locals, "fd00:1::2").done();
        report(connected);
        assertThat(connected).contains("fd00:1:0:0:0:0:0:2,fd00:2:0:0:0:0:0:2");
        alpha.converse(20, 10).done();
        alpha.shutdown().done();
    }

    @Test
    void mixesIpv4AndIpv6() {
        String locals = "10.1.0.1,fd00:2::1";
        String remotes = "10.1.0.2,fd00:2::2";
        open(locals, remotes);
        beta.listen(remotes).done();
        String connected = alpha.connect(locals, "10.1.0.2").done();
        report(connected);
        assertThat(connected).contains("10.1.0.2,fd00:2:0:0:0:0:0:2");
        alpha.converse(20, 10).done();
        alpha.shutdown().done();
    }

    @Test
    @Requirement({"RFC 3554 S7", "RFC 4301 P6"})
    void neverUsesAnAddressThatPolicyDoesNotPermitThePeer() {
        alpha.open(ALPHA, "beta;10.1.0.2;10.1.0.0/24").done();
        beta.open(BETA, "alpha").done();
        beta.listen("10.1.0.2").done();
        beta.listen(BETA, 5001).done();
        report(alpha.connect("10.1.0.1", "beta").done());
        assertThat(alpha.awaitEvent("Registry[event=AddressRefused")).contains("10.2.0.2", "NOT_PERMITTED");
        alpha.converse(20, 10).done();
        assertThat(alpha.connect("10.1.0.1", "beta", 5001).failed()).contains("not its own by IKE", "10.2.0.2");
        assertThat(alpha.events("InstallChild")).isNotEmpty().allMatch(child -> child.contains("-> 10.1.0.2 sctp"));
        alpha.shutdown().done();
    }

    private static void open(String locals, String remotes) {
        beta.open(remotes, "alpha").done();
        report("opened in " + alpha.open(locals, "beta;" + remotes).done());
    }

    private static void report(String words) {
        System.out.println("duo: " + words);
    }
}
