package org.sctpshim.examples.demo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sctpshim.examples.demo.capture.Frames;
import org.sctpshim.examples.demo.capture.PacketKind;

class SummaryTest {
    private static final long SECOND = RunFolder.SECOND;
    private static final byte[] DATA = new byte[12];

    @TempDir
    private Path folder = Path.of("");

    private RunFolder run = new RunFolder(folder);

    @BeforeEach
    void startARun() {
        run = new RunFolder(folder);
    }

    @Test
    void aBareRunWithoutLossPassesAlthoughItIsInClear() throws IOException {
        clearRun();
        Summary summary = Summary.of(run.load(), false);
        assertThat(summary.faults()).isEmpty();
        assertThat(summary.wire().clearSctp()).isEqualTo(1);
        assertThat(SummaryText.of(summary)).contains("PASSED: no message lost", "sent 4   received 4   lost 0");
    }

    @Test
    void oneClearPacketFailsAProtectedRun() throws IOException {
        protectedRun().packet("link2", SECOND, Frames.ipv4(132, DATA));
        assertThat(Summary.of(run.load(), true).faults())
                .containsExactly("1 SCTP packets went over the links in clear");
    }

    @Test
    void aProtectedRunWithOneIkeSaFourPathsAndAMovePasses() throws IOException {
        Summary summary = Summary.of(protectedRun().load(), true);
        assertThat(summary.faults()).isEmpty();
        assertThat(summary.protectedPaths()).isEqualTo(4);
        assertThat(summary.wire().exchanges()).containsEntry("IKE_SA_INIT", 1L).containsEntry("IKE_AUTH", 1L);
        assertThat(summary.wire().setupRoundTrips()).isEqualTo(2);
        assertThat(summary.wire().counts().get("alpha-link1"))
                .containsEntry(PacketKind.IKE, 4L)
                .containsEntry(PacketKind.ESP, 1L);
        assertThat(SummaryText.of(summary)).contains("PASSED: no message lost, no SCTP packet in clear");
    }

    @Test
    void aProtectedRunWithoutAnyIkeSaSaysAllThatIsMissing() throws IOException {
        run.message(0, 0).cut(SECOND, 2 * SECOND).ended(3 * SECOND);
        assertThat(Summary.of(run.load(), true).faults())
                .containsExactly(
                        "0 IKE SAs instead of one",
                        "0 protected paths instead of 4",
                        "the IKE SA did not move to the living link");
    }

    @Test
    void aLostMessageFailsTheRun() throws IOException {
        clearRun().sentOnly(4, 3 * SECOND);
        Summary summary = Summary.of(run.load(), false);
        assertThat(summary.faults()).containsExactly("1 messages were lost");
        assertThat(SummaryText.of(summary))
                .contains("FAILED       1 messages were lost")
                .doesNotContain("PASSED");
    }

    @Test
    void aRunThatProvesNothingFails() throws IOException {
        assertThat(Summary.of(run.uncaptured(3).load(), false).faults())
                .containsExactly(
                        "no message was sent",
                        "the association did not end in order on both hosts",
                        "no link was cut",
                        "12 packets escaped the captures, so the counts prove nothing",
                        "no SCTP packet was captured although nothing protects it: the captures cannot be right");
    }

    @Test
    void whatAHostCouldNotDoIsAFaultInItsOwnWords() throws IOException {
        clearRun().beta(SECOND, "failed", "java.io.IOException: port 500 is taken");
        assertThat(Summary.of(run.load(), false).faults())
                .containsExactly("beta: java.io.IOException: port 500 is taken");
    }

    @Test
    void failoverIsTheSilenceFromTheCutOnAndNotALongerOneElsewhere() throws IOException {
        run.message(0, 0)
                .message(1, 3 * SECOND)
                .message(2, 3 * SECOND + SECOND / 2)
                .message(3, 5 * SECOND);
        run.cut(3 * SECOND + SECOND / 4, 4 * SECOND).ended(6 * SECOND);
        TrafficFigures traffic = TrafficFigures.of(run.load());
        assertThat(traffic.longestSilenceNs()).isEqualTo(3 * SECOND);
        assertThat(traffic.failoverSilenceNs()).isEqualTo(SECOND + SECOND / 2);
        assertThat(traffic.latencyMaxNs()).isBetween(SECOND / 10 - 100_000, SECOND / 10 + 100_000);
        assertThat(traffic.sentLateNs()).isEqualTo(1000);
    }

    @Test
    void noLineIsWiderThanAHundredColumns() throws IOException {
        clearRun().beta(SECOND, "failed", "x".repeat(300));
        assertThat(SummaryText.of(Summary.of(run.load(), true)).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(SummaryText.COLUMNS));
    }

    @Test
    void theJsonHoldsTheFiguresAndTheVerdict() throws IOException {
        String json = SummaryJson.of(Summary.of(clearRun().load(), false));
        assertThat(json)
                .contains("\"passed\": true", "\"faults\": []", "\"sent\": 4", "\"clearSctp\": 1", "\"udpEsp\": 0")
                .contains("\"cutLink\": \"link1\"");
    }

    @Test
    void twoRunsStandSideBySide() throws IOException {
        Summary bare = Summary.of(clearRun().load(), false);
        run = new RunFolder(folder);
        Summary shielded = Summary.of(protectedRun().load(), true);
        assertThat(ComparisonText.of(bare, shielded).lines())
                .contains(
                        "                           bare SCTP   with the shim",
                        "messages sent                      4               1",
                        "clear SCTP packets                 1               0",
                        "protected paths                    0               4",
                        "result                        passed          passed");
    }

    @Test
    void jsonEscapesWhatItMust() {
        assertThat(Json.of("a\"b\\c\nd")).isEqualTo("\"a\\\"b\\\\c\\u000ad\"");
        assertThatThrownBy(() -> Json.of(new Object())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCaptureThatDidNotEndInOrderIsRefused() throws IOException {
        clearRun().write();
        Files.writeString(folder.resolve("beta-link2.tcpdump.log"), "tcpdump: listening on link2\n");
        assertThatThrownBy(() -> Run.load(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("beta-link2.tcpdump.log does not tell how many packets");
    }

    private RunFolder clearRun() {
        for (int number = 0; number < 4; number++) {
            run.message(number, number * SECOND / 2);
        }
        return run.packet("link1", SECOND, Frames.ipv4(132, DATA))
                .cut(SECOND, 2 * SECOND)
                .ended(3 * SECOND);
    }

    private RunFolder protectedRun() {
        run.message(0, 0).cut(SECOND, 2 * SECOND).ended(3 * SECOND);
        run.packet("link1", -900_000_000, ike(34, 0x08, 0)).packet("link1", -800_000_000, ike(34, 0x20, 0));
        run.packet("link1", -700_000_000, ike(35, 0x08, 1)).packet("link1", -600_000_000, ike(35, 0x20, 1));
        run.packet("link1", 100_000_000, Frames.ipv4(50, DATA));
        run.alpha(-500_000_000, "ike-sa-up", "local=10.1.0.1 remote=10.1.0.2");
        for (String local : new String[] {"10.1.0.1", "10.2.0.1"}) {
            for (String remote : new String[] {"10.1.0.2", "10.2.0.2"}) {
                run.alpha(-400_000_000, "path-protected", "local=" + local + " remote=" + remote);
            }
        }
        return run.alpha(SECOND + 500, "ike-sa-moved", "local=10.2.0.1 remote=10.2.0.2");
    }

    private static ByteBuffer ike(int exchange, int flags, int messageId) {
        return Frames.ipv4(17, Frames.udp(500, 500, Frames.ike(7, exchange, flags, messageId)));
    }
}
