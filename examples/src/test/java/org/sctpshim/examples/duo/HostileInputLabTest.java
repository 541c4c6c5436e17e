package org.sctpshim.examples.duo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sctpshim.examples.demo.capture.PacketKind;

/** An attacker on the path floods both hosts during traffic. */
@Tag("lab")
class HostileInputLabTest {
    private static final String ALPHA = "10.1.0.1,10.2.0.1";
    private static final String BETA = "10.1.0.2,10.2.0.2";
    private static final int ROUNDS = 400;

    @AutoClose
    private final ShimHost alpha = ShimHost.alpha();

    @AutoClose
    private final ShimHost beta = ShimHost.beta();

    @AutoClose
    private final Forger asAlpha = Forger.of("alpha", "link1");

    @AutoClose
    private final Forger asBeta = Forger.of("beta", "link1");

    private final ForgedFrames forged = new ForgedFrames(42);

    @Test
    void garbageFlippedBitsAndReplaysAreCountedAndChangeNothing() throws IOException {
        try (Wire wire = Wire.tap()) {
            beta.open(BETA, "alpha").done();
            beta.listen(BETA).done();
            alpha.open(ALPHA, "beta;" + BETA).done();
            alpha.connect(ALPHA, "10.1.0.2").done();
            alpha.converse(50, 10).done();
            alpha.forgetEvents();
            beta.forgetEvents();

            ShimHost.Answer traffic = alpha.converse(200, 20);
            flood(asAlpha, wire, "10.1.0.1");
            flood(asBeta, wire, "10.1.0.2");
            System.out.println("duo: under attack " + traffic.done());
            System.out.println("duo: after it " + alpha.converse(50, 10).done());
            for (ShimHost host : List.of(alpha, beta)) {
                assertNothingChanged(host);
                assertCounted(host.statistics().done());
            }
            // Alpha asked, beta answered: only there does a message fit into the window and still fail.
            assertThat(figure(ikeDrops(beta.statistics().done()), "NOT_AUTHENTIC"))
                    .isPositive();
            alpha.shutdown().done();
            wire.assertNoClearSctp();
        }
    }

    private void flood(Forger forger, Wire wire, String source) throws IOException {
        List<byte[]> ike = wire.frames("link1", PacketKind.IKE, source);
        List<byte[]> esp = wire.frames("link1", PacketKind.ESP, source);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] message = ike.get(i % ike.size());
            byte[] packet = esp.get(i % esp.size());
            forger.send(forged.withGarbage(message));
            forger.send(forged.withOneBitFlipped(message));
            forger.send(forged.withAnotherMessageId(message));
            forger.send(message);
            forger.send(forged.withGarbage(packet));
            forger.send(forged.withOneBitFlipped(packet));
            forger.send(forged.withSequenceNumber(packet, 100_000 + i));
            forger.send(packet);
        }
    }

    private static void assertNothingChanged(ShimHost host) {
        for (String event :
                List.of("InstallChild", "RemoveChild", "IkeSa", "Registry[event=Path", "notified COMM", "Assoc")) {
            assertThat(host.events(event)).isEmpty();
        }
        assertThat(host.output()).doesNotContain("Exception", "ERROR", "SEVERE");
    }

    private static void assertCounted(String statistics) {
        System.out.println("duo: " + statistics.substring(0, statistics.indexOf("paths=")));
        assertThat(figure(statistics, "ikeSas")).isEqualTo(1);
        assertThat(figure(statistics, "faults")).isZero();
        for (String reason : List.of("MALFORMED", "UNKNOWN_SPI", "OUTSIDE_WINDOW")) {
            assertThat(figure(ikeDrops(statistics), reason)).as(reason).isPositive();
        }
        assertThat(figure(statistics, "NO_SA")).isPositive();
        assertThat(figure(statistics, "BAD_ICV")).isGreaterThanOrEqualTo(ROUNDS);
        assertThat(figure(statistics, "REPLAYED")).isPositive();
    }

    private static String ikeDrops(String statistics) {
        return statistics.substring(0, statistics.indexOf("plane="));
    }

    private static int figure(String text, String name) {
        Matcher matcher = Pattern.compile("\\b" + name + "=(\\d+)").matcher(text);
        assertThat(matcher.find()).as(name + " in " + text).isTrue();
        return Integer.parseInt(matcher.group(1));
    }
}
