package org.sctpshim.shim.ipsec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sctpshim.ike.host.HostEvent;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SctpPorts;
import org.sctpshim.registry.SpiPair;
import org.sctpshim.shim.kernel.AddressText;
import org.sctpshim.shim.status.IkeSaCounts;
import org.sctpshim.shim.status.RekeyCounts;

class IkeTallyTest {
    private static final PeerId BETA = new PeerId("beta");
    private static final PeerId GAMMA = new PeerId("gamma");
    private static final AddressPair LINK_1 =
            new AddressPair(AddressText.parse("10.1.0.1"), AddressText.parse("10.1.0.2"));
    private static final AddressPair LINK_2 =
            new AddressPair(AddressText.parse("10.2.0.1"), AddressText.parse("10.2.0.2"));

    private final IkeTally tally = new IkeTally();

    @Test
    void ikeSasAreCountedPeerByPeer() {
        Identification identification = Identification.fqdn("beta");
        tally.on(new HostEvent.IkeSaEnded(BETA, "no answer"), 1);
        tally.on(new HostEvent.IkeSaEstablished(BETA, identification, LINK_1, true), 2);
        tally.on(new HostEvent.IkeSaMoved(BETA, LINK_2), 3);
        tally.on(new HostEvent.IkeSaMoved(BETA, LINK_1), 4);
        tally.on(new HostEvent.IkeSaMoved(GAMMA, LINK_1), 5);

        IkeSaCounts counts = tally.of(BETA).counts();
        assertThat(counts.established()).isEqualTo(1);
        assertThat(counts.moved()).isEqualTo(2);
        assertThat(counts.ended()).isEqualTo(1);
        assertThat(counts.lastEnd()).contains("no answer");
        assertThat(tally.of(GAMMA).counts().moved()).isEqualTo(1);
    }

    @Test
    void replacementsOfSasAreCountedByKindAndResult() {
        PathId path = new PathId(LINK_1, new SctpPorts(2905, 2906));
        SpiPair old = new SpiPair(1, 2);
        tally.on(new HostEvent.IkeSaRekeyed(BETA, true), 1);
        tally.on(new HostEvent.IkeSaRekeyed(BETA, false), 2);
        tally.on(new HostEvent.IkeSaRekeyFailed(BETA, "TEMPORARY_FAILURE"), 3);
        for (int i = 0; i < 3; i++) {
            tally.on(new HostEvent.ChildRekeyed(BETA, path, old, new SpiPair(3, 4), true), 4);
        }
        tally.on(new HostEvent.ChildRekeyFailed(BETA, path, old, "TEMPORARY_FAILURE"), 5);

        assertThat(tally.of(BETA).rekeys()).isEqualTo(new RekeyCounts(2, 1, 3, 1));
        assertThat(tally.of(GAMMA).rekeys()).isEqualTo(RekeyCounts.NONE);
    }
}
