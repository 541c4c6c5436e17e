package org.sctpshim.examples.duo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.examples.lab.LabLinks.Link.LINK1;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.examples.lab.LabLinks;
import org.sctpshim.examples.lab.PeerAddresses;

/** Protected associations whose ESP the kernel does, at one end or at both. */
@Tag("lab")
class KernelEspLabTest {
    private static final String ALPHA = "10.1.0.1,10.2.0.1";
    private static final String BETA = "10.1.0.2,10.2.0.2";

    @AutoClose
    private final ShimHost alpha = ShimHost.alpha();

    @AutoClose
    private final ShimHost beta = ShimHost.beta();

    @AutoClose
    private final LabLinks links = new LabLinks();

    @AutoClose
    private Wire wire;

    @BeforeEach
    void tap() throws IOException {
        wire = Wire.tap();
        alpha.esp(DataPlane.Kind.KERNEL);
    }

    @ParameterizedTest
    @EnumSource(
            value = DataPlane.Kind.class,
            names = {"KERNEL", "USERSPACE"})
    void aSilentCutLosesNothingAndLetsNothingOutInClear(DataPlane.Kind otherEnd) throws Exception {
        beta.esp(otherEnd);
        connect();
        alpha.converse(10, 10).done();
        PeerAddresses.awaitActive(alpha.host(), "10.1.0.2", "10.2.0.2");
        PeerAddresses.awaitActive(beta.host(), "10.1.0.1", "10.2.0.1");
        var conversation = alpha.converse(150, 20);
        Thread.sleep(500);
        links.cutSilently(LINK1);
        System.out.println("duo: kernel - " + otherEnd + ", silent cut: " + conversation.done());
        assertThat(alpha.host().run("ip", "xfrm", "state")).contains("rfc4106(gcm(aes))");
        alpha.shutdown().done();
        beta.awaitEvent("AssociationGone");
        alpha.closeShim().done();
        assertThat(alpha.host().run("ip", "xfrm", "state")).doesNotContain("proto esp");
        wire.assertNoClearSctp();
    }

    @Test
    void isChosenByItselfWhereTheKernelKnowsEsp() throws Exception {
        alpha.esp(DataPlane.Kind.AUTO);
        connect();
        alpha.converse(10, 10).done();
        assertThat(alpha.host().run("ip", "-s", "xfrm", "state")).contains("rfc4106(gcm(aes))");
        assertThat(alpha.statistics().done()).containsPattern("OPENED=[1-9]");
        alpha.shutdown().done();
        wire.assertNoClearSctp();
    }

    private void connect() {
        beta.open(BETA, "alpha").done();
        beta.listen(BETA).done();
        alpha.open(ALPHA, "beta;" + BETA).done();
        alpha.connect(ALPHA, "beta").done();
    }
}
