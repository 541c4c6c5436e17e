package org.sctpshim.examples.duo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sctpshim.examples.demo.capture.Packet;
import org.sctpshim.examples.demo.capture.PacketKind;

/** What is protected is never seen or heard in clear, also when the JVM that protects it is killed. */
@Tag("lab")
class FailClosedLabTest {
    private static final String ALPHA = "10.1.0.1,10.2.0.1";
    private static final String BETA = "10.1.0.2,10.2.0.2";
    private static final String STRANGER = "10.1.0.77";
    private static final int UNGUARDED_PORT = 9999;

    @AutoClose
    private ShimHost alpha = ShimHost.alpha();

    @AutoClose
    private ShimHost beta = ShimHost.beta();

    @AutoClose
    private final Forger forger = Forger.of("alpha", "link1");

    @AutoClose
    private Wire wire;

    private final ForgedFrames forged = new ForgedFrames(1);
    private int forgedInits;

    @BeforeEach
    void connect() throws IOException {
        wire = Wire.tap();
        openBeta();
        openAlpha();
        alpha.converse(20, 10).done();
    }

    private void openAlpha() {
        alpha.open(ALPHA, "beta;" + BETA).done();
        System.out.println("duo: " + alpha.connect(ALPHA, "10.1.0.2").done());
    }

    /** It does not know where alpha is: that is for IKE to say. */
    private void openBeta() {
        beta.open(BETA, "alpha").done();
        beta.listen(BETA).done();
    }

    @Test
    void nothingIsClearWhenEitherEndIsKilledAndStartsAgain() throws IOException, InterruptedException {
        alpha.converse(1000, 10);
        Thread.sleep(500);
        alpha.kill();
        Thread.sleep(1000);
        alpha = ShimHost.alpha();
        assertThat(alpha.connectUnprotected(ALPHA, "10.1.0.2").failed()).contains("no answer");
        wire.assertNoClearSctp();
        openAlpha();
        alpha.converse(20, 10).done();
        wire.assertNoClearSctp();

        alpha.converse(1000, 10);
        Thread.sleep(500);
        beta.kill();
        Thread.sleep(500);
        forgeInits();
        beta = ShimHost.beta();
        assertThat(beta.connectUnprotected(BETA, "10.1.0.1").failed()).contains("no answer");
        forgeInits();
        openBeta();
        forgeInits();
        System.out.println("duo: after the server's restart "
                + alpha.connect(ALPHA, "10.1.0.2").done());
        alpha.converse(20, 10).done();
        alpha.shutdown().done();
        Thread.sleep(200);
        assertThat(wire.packets())
                .filteredOn(packet -> packet.kind() == PacketKind.CLEAR_SCTP)
                .as("only what was forged, and no answer to it")
                .hasSize(forgedInits)
                .extracting(Packet::destination)
                .containsOnly("10.1.0.2");
        assertThatAnUnguardedPortAnswers();
    }

    /** From the protected peer's address, and from one that nobody has. */
    private void forgeInits() throws IOException {
        byte[] honest = wire.frames("link1", PacketKind.ESP, "10.1.0.1").get(0);
        beta.host().run("ip", "neigh", "replace", STRANGER, "lladdr", macOfAlpha(), "dev", "link1");
        forger.send(forged.clearInit(honest, "10.1.0.1", ShimHost.PORT));
        forger.send(forged.clearInit(honest, STRANGER, ShimHost.PORT));
        forgedInits += 2;
    }

    /** Else the test would prove nothing. */
    private void assertThatAnUnguardedPortAnswers() throws IOException, InterruptedException {
        byte[] honest = wire.frames("link1", PacketKind.ESP, "10.1.0.1").get(0);
        forger.send(forged.clearInit(honest, STRANGER, UNGUARDED_PORT));
        Thread.sleep(200);
        assertThat(wire.packets())
                .anyMatch(packet -> packet.kind() == PacketKind.CLEAR_SCTP
                        && packet.destination().equals(STRANGER));
    }

    private String macOfAlpha() {
        return alpha.host().run("cat", "/sys/class/net/link1/address").strip();
    }
}
