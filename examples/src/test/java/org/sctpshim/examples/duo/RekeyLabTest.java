package org.sctpshim.examples.duo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sctpshim.esp.plane.DataPlane;

/** SAs are replaced again and again under traffic, by both ends, in either plane. */
@Tag("lab")
class RekeyLabTest {
    private static final String ALPHA = "10.1.0.1,10.2.0.1";
    private static final String BETA = "10.1.0.2,10.2.0.2";
    private static final int MESSAGES = 400;
    private static final int PAUSE_MS = 20;

    @AutoClose
    private final ShimHost alpha = ShimHost.alpha();

    @AutoClose
    private final ShimHost beta = ShimHost.beta();

    @AutoClose
    private Wire wire;

    @BeforeEach
    void tap() throws IOException {
        wire = Wire.tap();
    }

    @ParameterizedTest
    @EnumSource(
            value = DataPlane.Kind.class,
            names = {"USERSPACE", "KERNEL"})
    void nothingIsLostAndNothingIsInClearWhileBothEndsReplaceTheirSas(DataPlane.Kind esp) throws IOException {
        for (ShimHost host : new ShimHost[] {alpha, beta}) {
            host.esp(esp);
            host.lifetimes(1_500, 4_000);
        }
        beta.open(BETA, "alpha").done();
        beta.listen(BETA).done();
        alpha.open(ALPHA, "beta;" + BETA).done();
        alpha.connect(ALPHA, "beta").done();
        String conversed = alpha.converse(MESSAGES, PAUSE_MS).done();
        System.out.println("duo: rekeys under traffic, " + esp + ": " + conversed + ", "
                + alpha.events("ChildRekeyed").size() + " Child SAs and "
                + alpha.events("IkeSaRekeyed").size() + " IKE SAs replaced");

        assertThat(conversed).startsWith(MESSAGES + " echoed");
        assertThat(alpha.events("ChildRekeyed")).hasSizeGreaterThanOrEqualTo(8);
        assertThat(alpha.events("IkeSaRekeyed")).isNotEmpty();
        for (ShimHost host : new ShimHost[] {alpha, beta}) {
            assertThat(host.events("IkeSaEnded")).isEmpty();
            // What meets the other end's rekey of the IKE SA is put off (RFC 7296 section 2.25.2), and no path goes
            // bare.
            assertThat(host.events("Registry[event=PathLost")).isEmpty();
        }
        alpha.shutdown().done();
        beta.awaitEvent("AssociationGone");
        wire.assertNoClearSctp();
    }
}
