package org.sctpshim.examples.duo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is configured wrongly is told in one sentence that says what to do. */
@Tag("lab")
class MisconfigurationLabTest {
    private static final String ALPHA = "10.1.0.1,10.2.0.1";
    private static final String BETA = "10.1.0.2,10.2.0.2";

    @AutoClose
    private final ShimHost alpha = ShimHost.alpha();

    @AutoClose
    private final ShimHost beta = ShimHost.beta();

    @Test
    void isToldInOneSentence() {
        assertThat(saying(alpha.open("10.7.7.7", "beta;" + BETA)))
                .startsWith("this host has no address 10.7.7.7: correct the local addresses");

        alpha.patience(3);
        alpha.open(ALPHA, "beta;" + BETA).done();
        assertThat(saying(alpha.open(ALPHA, "beta;" + BETA))).startsWith("UDP port 500 is taken");
        assertThat(saying(alpha.connect("0.0.0.0", "beta"))).startsWith("bind explicit local addresses");
        assertThat(saying(alpha.connect(ALPHA, "gamma")))
                .isEqualTo("unknown peer \"gamma\": add it to the shim's configuration before connecting to it");
        assertThat(saying(alpha.connect(ALPHA, "10.1.0.99")))
                .isEqualTo("no peer is configured at [10.1.0.99]: add the address to the peer it belongs to, or add the"
                        + " peer");
        assertThat(saying(alpha.connect(ALPHA, "beta"))).contains("beta", "no answer", "UDP port 500");
        alpha.closeShim().done();

        beta.open(BETA, "alpha").done();
        assertThat(saying(beta.listen("0.0.0.0"))).startsWith("bind explicit local addresses");
        beta.listen(BETA).done();
        alpha.patience(20);
        alpha.openWithKey("another-key", ALPHA, "beta;" + BETA).done();
        long startNs = System.nanoTime();
        assertThat(saying(alpha.connect(ALPHA, "beta"))).contains("beta", "pre-shared key");
        assertThat(HostProgram.millisSince(startNs)).isLessThan(10_000);
        assertThat(beta.awaitEvent("AuthenticationFailed")).contains("alpha", "pre-shared key");
        alpha.closeShim().done();

        alpha.patience(5);
        alpha.open(ALPHA, "beta;" + BETA).done();
        assertThat(saying(alpha.connect(ALPHA, "beta", 7777))).contains("beta", "7777", "nothing listens there");
    }

    @Test
    void aMissingCapabilityIsNamed() {
        try (ShimHost powerless = ShimHost.alphaWithoutCapability("net_admin")) {
            assertThat(saying(powerless.open(ALPHA, "beta;" + BETA)))
                    .startsWith("The process lacks CAP_NET_ADMIN")
                    .contains("run it as root");
        }
    }

    private static String saying(ShimHost.Answer answer) {
        String sentence = answer.failed();
        System.out.println("duo: " + sentence);
        assertThat(sentence).doesNotContain("Exception", "\n");
        return sentence;
    }
}
