package org.sctpshim.examples.duo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.examples.demo.capture.PacketKind;
import org.sctpshim.examples.lab.LabNat;

/** Associations through a NAT: IKE floats to port 4500, ESP goes within UDP, in either plane. */
@Tag("lab")
class NatLabTest {
    @AutoClose
    private final ShimHost alpha = ShimHost.alpha();

    @AutoClose
    private final ShimHost beta = ShimHost.beta();

    @AutoClose
    private LabNat nat;

    @BeforeEach
    void build() throws IOException {
        nat = LabNat.build();
    }

    private void connect(DataPlane.Kind espOfAlpha, DataPlane.Kind espOfBeta) {
        alpha.esp(espOfAlpha);
        beta.esp(espOfBeta);
        alpha.allowNats();
        beta.allowNats();
        beta.open(LabNat.OUTSIDE, "alpha").done();
        beta.listen(LabNat.OUTSIDE).done();
        alpha.open(LabNat.INSIDE, "beta;" + LabNat.OUTSIDE).done();
        alpha.connect(LabNat.INSIDE, "beta").done();
    }

    @ParameterizedTest
    @CsvSource({"USERSPACE, USERSPACE", "KERNEL, KERNEL", "USERSPACE, KERNEL"})
    @Requirement({"RFC 7296 2.23-2", "RFC 7296 2.23-5"})
    void anAssociationGoesWithinUdpAndNothingInClear(DataPlane.Kind espOfAlpha, DataPlane.Kind espOfBeta)
            throws IOException {
        connect(espOfAlpha, espOfBeta);
        System.out.println("duo: through a NAT, " + espOfAlpha + " - " + espOfBeta + ": "
                + alpha.converse(100, 10).done());
        alpha.shutdown().done();
        beta.awaitEvent("AssociationGone");
        assertThat(nat.packets())
                .extracting(packet -> packet.kind())
                .contains(PacketKind.UDP_ESP)
                .doesNotContain(PacketKind.CLEAR_SCTP, PacketKind.ESP);
        assertThat(nat.packets().stream().filter(packet -> packet.kind() == PacketKind.UDP_ESP))
                .hasSizeGreaterThan(40);
    }

    @Test
    void aNatThatNobodyAllowedIsRefusedInWords() {
        beta.open(LabNat.OUTSIDE, "alpha").done();
        beta.listen(LabNat.OUTSIDE).done();
        alpha.patience(6);
        alpha.open(LabNat.INSIDE, "beta;" + LabNat.OUTSIDE).done();
        assertThat(alpha.connect(LabNat.INSIDE, "beta").failed()).contains("NAT");
    }
}
