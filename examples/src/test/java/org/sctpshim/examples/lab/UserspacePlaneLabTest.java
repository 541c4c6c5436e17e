package org.sctpshim.examples.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sctpshim.esp.plane.DataPlane;

/** The plane of this process. */
class UserspacePlaneLabTest extends PlaneLabTest {

    UserspacePlaneLabTest() {
        super(DataPlane.Kind.USERSPACE);
    }

    @Test
    void aKilledPlaneLetsNothingOutAndTheNextOneCarriesTheAssociationOn() throws Exception {
        LabProcess sink = sink("10.1.0.2", "10.2.0.2");
        LabProcess source = source("10.1.0.2", "10.1.0.1", "10.2.0.1");
        source.awaitLine("connected");
        alphaPlane.close(); // as kill -9 does
        LabProcess latecomer = source("10.1.0.2", "10.1.0.1", "10.2.0.1");
        Thread.sleep(5_000);
        assertThat(latecomer.output()).doesNotContain("connected");
        latecomer.close();
        assertThat(clearPackets()).isZero();

        // By hand the next plane gets the same keys, whose numbers beta has seen: it must begin anew as well.
        restartPlanes();
        assertAllArrived("plane killed and started again", source, sink);
    }
}
