package org.sctpshim.shim.ipsec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sctpshim.shim.ipsec.TwoHosts.ALPHA;
import static org.sctpshim.shim.ipsec.TwoHosts.BETA;
import static org.sctpshim.shim.ipsec.TwoHosts.end;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.registry.AddressPair;
import org.sctpshim.registry.AddressState;
import org.sctpshim.registry.AssociationId;
import org.sctpshim.registry.PeerId;
import org.sctpshim.shim.status.AssociationStatus;
import org.sctpshim.shim.status.IkeSaCounts;
import org.sctpshim.shim.status.IkeSaStatus;
import org.sctpshim.shim.status.PeerStatus;
import org.sctpshim.shim.status.SecurityStatus;

class StatusReaderTest {
    private final TwoHosts hosts = new TwoHosts();

    private AssociationId open() {
        hosts.beta.host.listen(end(BETA, 2906), hosts.nowNs);
        AssociationId id = hosts.alpha.host.open(new PeerId("beta"), end(ALPHA, 2905), 2906, hosts.nowNs);
        hosts.settle();
        return id;
    }

    @Test
    void aConfiguredPeerIsThereBeforeAnythingHappens() {
        SecurityStatus status = hosts.alpha.status(5);

        assertThat(status.takenNs()).isEqualTo(5);
        assertThat(status.halfOpenIkeSas()).isZero();
        PeerStatus beta = status.peer("beta").orElseThrow();
        assertThat(beta.ikeSa()).isEmpty();
        assertThat(beta.ikeCounts()).isEqualTo(IkeSaCounts.NONE);
        assertThat(beta.associations()).isEmpty();
        assertThat(beta.addresses()).isEmpty();
        assertThat(status.peer("gamma")).isEmpty();
    }

    @Test
    void aHandshakeUnderWayIsHalfOpen() {
        hosts.alpha.host.open(new PeerId("beta"), end(ALPHA, 2905), 2906, hosts.nowNs);

        assertThat(hosts.alpha.status(hosts.nowNs).halfOpenIkeSas()).isEqualTo(1);
    }

    @Test
    void bothEndsShowTheIkeSaAndAProtectedPathForEveryPair() {
        long begunNs = hosts.nowNs;
        open();

        for (TwoHosts.End end : List.of(hosts.alpha, hosts.beta)) {
            PeerStatus peer = end.peer(hosts.nowNs);
            assertThat(peer.ikeSa().orElseThrow().initiatedHere()).isEqualTo(end == hosts.alpha);
            assertThat(peer.ikeSa().orElseThrow().establishedNs()).isEqualTo(begunNs);
            assertThat(peer.ikeCounts().established()).isEqualTo(1);
            assertThat(peer.associations()).hasSize(1);
            AssociationStatus association = peer.associations().get(0);
            assertThat(association.state()).isEqualTo(AssociationStatus.State.PROTECTED);
            assertThat(association.protectedPaths()).isEqualTo(4);
            assertThat(association.paths()).allMatch(path -> path.spis().isPresent());
            assertThat(peer.addresses()).hasSize(2).allMatch(address -> address.state() == AddressState.AUTHORISED);
            assertThat(peer.advertised()).hasSize(2);
            assertThat(peer.history()).hasSize(4).allMatch(path -> path.gained() == 1 && path.lost() == 0);
            assertThat(end.status(hosts.nowNs).halfOpenIkeSas()).isZero();
        }
    }

    @Test
    void anIkeSaThatGotFreshKeysIsStillTheOldOneAndItsNextRekeyIsLater() {
        long begunNs = hosts.nowNs;
        open();
        IkeSaStatus before = hosts.alpha.peer(hosts.nowNs).ikeSa().orElseThrow();
        assertThat(before.rekeyNs().orElseThrow())
                .isGreaterThan(begunNs)
                .isLessThan(before.endNs().orElseThrow());
        assertThat(before.algorithms()).contains("AES_GCM_16");
        assertThat(before.mobike()).isTrue();
        assertThat(before.certificate()).isEmpty();

        hosts.nowNs += 60_000_000_000L;
        hosts.beta.host.rekeyIkeSa(new PeerId("alpha"), hosts.nowNs);
        hosts.settle();

        for (TwoHosts.End end : List.of(hosts.alpha, hosts.beta)) {
            PeerStatus peer = end.peer(hosts.nowNs);
            assertThat(peer.ikeSas()).hasSize(1);
            IkeSaStatus after = peer.ikeSas().get(0);
            assertThat(after.establishedNs()).isEqualTo(begunNs);
            assertThat(after.initiatedHere()).isEqualTo(end == hosts.alpha);
            assertThat(after.endNs().orElseThrow()).isGreaterThan(before.endNs().orElseThrow());
            assertThat(peer.rekeys().ikeSas()).isEqualTo(1);
            assertThat(peer.ikeCounts().established()).isEqualTo(1);
            assertThat(peer.ikeCounts().ended()).isZero();
        }
    }

    @Test
    void theEndsShowTheSameSpisTurned() {
        open();

        PeerStatus beta = hosts.alpha.peer(hosts.nowNs);
        PeerStatus alpha = hosts.beta.peer(hosts.nowNs);
        Set<Integer> outbound = new LinkedHashSet<>();
        beta.paths().forEach(path -> outbound.add(path.spis().orElseThrow().outbound()));
        assertThat(outbound).hasSize(4);
        assertThat(alpha.paths())
                .allMatch(path -> outbound.contains(path.spis().orElseThrow().inbound()));
    }

    @Test
    void aClosedAssociationLeavesOnlyItsHistory() {
        AssociationId id = open();
        hosts.alpha.host.close(id, hosts.nowNs);
        hosts.carry();

        for (TwoHosts.End end : List.of(hosts.alpha, hosts.beta)) {
            PeerStatus peer = end.peer(hosts.nowNs);
            assertThat(peer.ikeSa()).isEmpty();
            assertThat(peer.associations()).isEmpty();
            assertThat(peer.addresses()).isEmpty();
            assertThat(peer.ikeCounts().ended()).isEqualTo(1);
            assertThat(peer.ikeCounts().lastEnd()).isPresent();
            assertThat(peer.history())
                    .hasSize(4)
                    .allMatch(path -> path.lost() == 1 && path.changedNs() == hosts.nowNs)
                    .allMatch(path -> path.lastLoss().isPresent());
        }
    }

    @Test
    void anAssociationWithAPathThatWaitsIsDegraded() {
        open();
        PeerStatus beta = hosts.alpha.peer(hosts.nowNs);
        var lost = beta.paths().get(0);
        hosts.alpha.host.discard(
                beta.id(), lost.id(), lost.spis().orElseThrow(), "the data plane refused it", hosts.nowNs);
        hosts.carry();

        AssociationStatus degraded =
                hosts.alpha.peer(hosts.nowNs).associations().get(0);
        assertThat(degraded.state()).isEqualTo(AssociationStatus.State.DEGRADED);
        assertThat(degraded.protectedPaths()).isEqualTo(3);
    }

    @Test
    void droppedMessagesShow() {
        AddressPair pair =
                new AddressPair(ALPHA.iterator().next(), BETA.iterator().next());
        hosts.alpha.host.handle(
                new IkeDatagram(new UdpEndpoints(pair, 500, 500), Bytes.of(new byte[] {1, 2, 3})), hosts.nowNs);

        assertThat(hosts.alpha.status(hosts.nowNs).ikeDrops()).containsEntry(DropReason.MALFORMED, 1L);
    }

    @Test
    void aReadingDoesNotChangeAfterwards() {
        AssociationId id = open();
        PeerStatus before = hosts.alpha.peer(hosts.nowNs);
        List<Object> copy = new ArrayList<>(before.associations());

        hosts.alpha.host.close(id, hosts.nowNs);
        hosts.settle();

        assertThat(before.associations()).isEqualTo(copy);
        assertThat(before.history()).allMatch(path -> path.lost() == 0);
    }
}
