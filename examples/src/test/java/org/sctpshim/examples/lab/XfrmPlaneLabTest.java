package org.sctpshim.examples.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sctpshim.esp.plane.DataPlane;

/** The plane of the kernel. */
class XfrmPlaneLabTest extends PlaneLabTest {

    /** Two directions of four pairs in two families. */
    private static final int SAS = 16;

    XfrmPlaneLabTest() {
        super(DataPlane.Kind.KERNEL);
    }

    @Test
    void isWhatIsChosenWhereTheKernelKnowsEsp() {
        alphaPlane.close();
        LabProcess chosen = alpha.startJava(ManualPlane.class, "1", "2", DataPlane.Kind.AUTO.name());
        chosen.awaitLine("protected");
        assertThat(alpha.run("ip", "xfrm", "state")).contains("rfc4106(gcm(aes))");
        chosen.close();
    }

    @Test
    void aKilledPlaneLetsNothingOutInClearAndTheNextOneTakesItsSasAway() throws Exception {
        LabProcess sink = sink("10.1.0.2", "10.2.0.2");
        LabProcess source = source("10.1.0.2", "10.1.0.1", "10.2.0.1");
        source.awaitLine("connected");
        alphaPlane.close(); // as kill -9 does
        assertThat(alpha.run("ip", "xfrm", "policy")).contains("action block");

        // The next plane gets the same keys by hand, whose numbers beta has seen: it must begin anew as well.
        restartPlanes();
        assertAllArrived("kernel's plane killed and started again", source, sink);
        assertThat(alpha.run("ip", "xfrm", "state").split("proto esp", -1)).hasSize(1 + SAS);
    }
}
